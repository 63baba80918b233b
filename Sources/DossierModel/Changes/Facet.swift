// Owns the parts of a dossier that can change by themselves, and the log of those that a thread
// reads. Tables, chapters and links note each look here, so that what is made from a dossier knows
// what it rests on, whoever wrote it.

private import CReads

/// A part of a dossier that can change while all else stays: a record, the text of a chapter, the links
/// of a record, or one of the lists that are computed from all records.
package struct Facet: Hashable, Comparable, Sendable {
  /// The kind of part and its number, in one word.
  package let raw: UInt32

  fileprivate init(_ kind: UInt32, _ number: UInt32) { raw = kind << 27 | number }

  /// Makes a part from its word.
  package init(raw: UInt32) { self.raw = raw }

  /// A record; of a chapter all but its text.
  package static func record(_ key: EntityKey) -> Facet {
    record(key.kind, key.index)
  }

  package static func record(_ kind: EntityKind, _ index: UInt32) -> Facet {
    Facet(UInt32(kind.order), index)
  }

  /// The text of the chapter in a file.
  package static func text(_ source: UInt32) -> Facet { Facet(15, source) }

  /// The links to and from a record.
  package static func links(_ key: EntityKey) -> Facet {
    Facet(16 + UInt32(key.kind.order), key.index)
  }

  /// All links of the dossier.
  package static let allLinks = Facet(31, 0)

  /// A list that is computed from many records, by a number above 0 that its owner chooses.
  package static func computed(_ number: UInt32) -> Facet { Facet(31, number) }

  /// In the order of kinds, then of numbers.
  package static func < (left: Facet, right: Facet) -> Bool { left.raw < right.raw }
}

/// The log of what a thread reads of dossiers.
package enum ReadLog {
  /// Notes a look at a part, where the thread keeps a log.
  package static func note(_ facet: @autoclosure () -> Facet) {
    guard creads_is_on() else { return }
    let raw = facet().raw
    creads_add(raw >> 27, raw & 0x7FF_FFFF)
  }

  /// Does something and tells what it read. Within itself, what the inner work reads is read by the
  /// outer one as well.
  package static func reads<Result>(of work: () -> Result) -> (result: Result, reads: Facets) {
    creads_begin()
    let result = work()
    var count = 0
    guard let items = creads_end(&count), count > 0 else { return (result, Facets([])) }
    return (
      result, Facets(UnsafeBufferPointer(start: items, count: count).map(Facet.init(raw:)))
    )
  }
}

/// A value that was made once and is shown several times, with what it was made from: whoever takes it
/// reads that as well.
package struct Noted<Value> {
  /// The value, for the one who made it.
  package let value: Value
  private let reads: [UInt32]

  /// Makes a value, and where the thread keeps a log remembers what it is made from.
  package init(_ work: () -> Value) {
    guard creads_is_on() else {
      value = work()
      reads = []
      return
    }
    creads_begin()
    value = work()
    var count = 0
    let items = creads_end(&count)
    reads = Array(UnsafeBufferPointer(start: items, count: items == nil ? 0 : count))
  }

  /// The value, for the next one who shows it.
  package func take() -> Value {
    if creads_is_on() {
      for raw in reads { creads_add(raw >> 27, raw & 0x7FF_FFFF) }
    }
    return value
  }
}

/// A set of parts, small and never changed.
package struct Facets: Sendable, Equatable {
  /// The parts, ascending.
  package let sorted: [Facet]

  /// Makes a set.
  package init(_ facets: [Facet]) { sorted = facets.sorted() }

  /// The parts, in order.
  package var all: [Facet] { sorted }

  /// Makes a set of words that are ascending.
  package init(sorted words: [UInt32]) { sorted = words.map(Facet.init(raw:)) }

  /// The number of parts.
  package var count: Int { sorted.count }

  /// Whether a part is one of them.
  package func contains(_ facet: Facet) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < facet { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == facet
  }

  /// Whether none of them is among what changed.
  package func isUntouched(by change: DossierChange) -> Bool {
    guard !change.isWhole else { return false }
    if change.facets.count < sorted.count { return !change.facets.contains(where: contains) }
    return !sorted.contains { change.facets.contains($0) }
  }
}

/// What differs between two states of a dossier.
package struct DossierChange: Sendable {
  /// Whether anything may differ: a record came or went, the settings changed.
  package var isWhole = false
  /// The parts that differ.
  package var facets: Set<Facet> = []

  /// Nothing differs.
  package init() {}

  /// Anything may differ.
  package static var whole: DossierChange {
    var change = DossierChange()
    change.isWhole = true
    return change
  }

  /// Whether what differs is texts of chapters, and records of some kinds at most.
  package func isOfTexts(andRecordsOf kinds: Set<EntityKind>) -> Bool {
    let orders = Set(kinds.map { UInt32($0.order) })
    return !isWhole && facets.allSatisfy { $0.raw >> 27 == 15 || orders.contains($0.raw >> 27) }
  }

  /// Whether nothing differs.
  package var isEmpty: Bool { !isWhole && facets.isEmpty }
}
