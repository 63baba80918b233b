// Owns the marks of all parts of a site's model, for a later process to compare with: numbers that are
// the same in every process, where `DossierMarks` and `change(from:)` compare values in memory.

import Diagnostics
package import FileSystem

/// Facts in one line of bytes, each with its length, so that no two lists of facts give the same bytes.
package struct MarkText: Sendable {
  private var bytes: [UInt8] = []

  /// Begins with nothing.
  package init() {}

  /// Adds a number.
  package mutating func add(_ number: some BinaryInteger) {
    withUnsafeBytes(of: Int64(truncatingIfNeeded: number).littleEndian) {
      bytes.append(contentsOf: $0)
    }
  }

  /// Adds a truth.
  package mutating func add(_ truth: Bool) { bytes.append(truth ? 1 : 0) }

  /// Adds a text, or that there is none.
  package mutating func add(_ text: String?) {
    guard let text else {
      add(-1)
      return
    }
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds bytes.
  package mutating func add(bytes more: [UInt8]) {
    add(more.count)
    bytes.append(contentsOf: more)
  }

  /// Adds a record.
  package mutating func add(_ key: EntityKey) {
    add(key.kind.order)
    add(key.index)
  }

  /// Adds what stands for other facts.
  package mutating func add(_ other: MarkText) {
    let fingerprint = other.fingerprint
    add(fingerprint.high)
    add(fingerprint.low)
  }

  /// What stands for all of it.
  package var fingerprint: Fingerprint { Fingerprint(bytes) }

  /// The same in 64 bits.
  package var mark: UInt64 { fingerprint.low }
}

/// The marks of all parts of a site's model.
package struct PartMarks: Sendable {
  /// What makes everything again when it differs.
  package var whole = MarkText()
  /// The parts that can change by themselves, with their marks; each once.
  package var parts: [(facet: Facet, mark: UInt64)] = []

  /// Marks nothing.
  package init() {}

  /// Adds a part.
  package mutating func add(_ facet: Facet, _ mark: UInt64) { parts.append((facet, mark)) }
}

extension LoadedDossier {
  /// The marks of what was read, for the dossier as readers see it.
  ///
  /// - Parameter dossier: The dossier of these files, drafts and private records left out or not.
  /// - Complexity: O(n) in the number of records.
  package func partMarks(of dossier: Dossier) -> PartMarks {
    var all = PartMarks()
    for mark in marks.whole { all.whole.add(Int64(bitPattern: mark)) }
    for path in dossier.mediaPaths.sorted() { all.whole.add(path) }
    // A file is a number in records: one that comes, goes or moves makes others.
    for number in 0..<sources.count {
      all.whole.add(sources.path(of: SourceID(raw: UInt32(number))))
    }
    for kind in EntityKind.allCases {
      let read = self.dossier.keys(of: kind)
      let own = marks.records[kind] ?? []
      all.whole.add(read.count == own.count)
      var position: UInt32 = 0
      let isWhole = dossier.keys(of: kind).count == read.count
      for (key, mark) in zip(read, own) {
        let identity = self.dossier.identity(of: key)
        if !isWhole, identity.visibility != .published { continue }
        all.add(.record(kind, position), mark)
        position += 1
        all.whole.add(identity.slug)
        all.whole.add(identity.span.source.raw)
        for alias in identity.aliases { all.whole.add(alias.value) }
      }
      all.whole.add(position)
    }
    for (source, mark) in marks.texts { all.add(.text(source), mark) }
    return all
  }
}
