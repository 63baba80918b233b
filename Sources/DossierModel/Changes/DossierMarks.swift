// Owns the comparison of two states of a dossier: a mark stands for the text that a record was read
// from, so that two records with one mark are one record.

import Diagnostics
import FileSystem

/// The marks of everything in a dossier, in the order of its tables.
package struct DossierMarks: Sendable {
  /// The marks of the records of each kind.
  var records: [EntityKind: [UInt64]] = [:]
  /// The marks of the texts of chapters, by their file.
  var texts: [UInt32: UInt64] = [:]
  /// The mark of the settings and the matrix.
  var whole: [UInt64] = []

  /// The mark of bytes.
  static func mark(_ bytes: some Sequence<UInt8>) -> UInt64 { Fingerprint(Array(bytes)).low }
}

extension LoadedDossier {
  /// What differs from an earlier state.
  ///
  /// - Complexity: O(n) in the number of records.
  package func change(from old: LoadedDossier) -> DossierChange {
    guard marks.whole == old.marks.whole, dossier.mediaPaths == old.dossier.mediaPaths,
      dossier.hasRecords(of: old.dossier)
    else { return .whole }
    var change = DossierChange()
    for kind in EntityKind.allCases {
      let (new, before) = (marks.records[kind] ?? [], old.marks.records[kind] ?? [])
      guard new.count == before.count else { return .whole }
      for index in new.indices where new[index] != before[index] {
        change.facets.insert(.record(kind, UInt32(index)))
      }
    }
    guard marks.texts.count == old.marks.texts.count else { return .whole }
    for (source, mark) in marks.texts where old.marks.texts[source] != mark {
      change.facets.insert(.text(source))
    }
    return change
  }
}

extension Dossier {
  /// Whether the records are those of another state: the same ids, old ids and files in the same
  /// order, so that an index means one record in both.
  fileprivate func hasRecords(of other: Dossier) -> Bool {
    func same<Element>(_ path: KeyPath<Dossier, EntityTable<Element>>) -> Bool {
      self[keyPath: path].hasRecords(of: other[keyPath: path])
    }
    return same(\.actors) && same(\.events) && same(\.instruments) && same(\.provisions)
      && same(\.measures) && same(\.sources) && same(\.quotations) && same(\.claims)
      && same(\.contradictions) && same(\.limits) && same(\.openPoints) && same(\.corrections)
      && same(\.glossary) && same(\.chapters) && same(\.archivedDocuments)
  }
}

extension EntityTable {
  fileprivate func hasRecords(of other: EntityTable) -> Bool {
    count == other.count
      && zip(self, other).allSatisfy { left, right in
        left.slug == right.slug && left.idSpan.source == right.idSpan.source
          && left.aliases.count == right.aliases.count
          && zip(left.aliases, right.aliases).allSatisfy { $0.value == $1.value }
      }
  }
}
