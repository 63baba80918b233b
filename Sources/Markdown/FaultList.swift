// The faults of one text: so many of a kind are listed, the others are counted. A text that is wrong
// from end to end says so once and not fifty thousand times.

import Diagnostics

/// Gathers the faults of one text.
struct FaultList {
  /// How many faults of one kind are listed.
  static let limit = 100

  private var faults: [Diagnostic] = []
  private var kinds: [DiagnosticCode: (count: Int, last: Int)] = [:]

  /// Adds a fault, or counts it if enough of its kind are listed.
  mutating func add(_ fault: Diagnostic) {
    var kind = kinds[fault.code] ?? (0, -1)
    kind.count += 1
    if kind.count <= Self.limit {
      kind.last = faults.count
      faults.append(fault)
    }
    kinds[fault.code] = kind
  }

  /// Whether one more fault of a kind would be listed: what is said of it may cost a search then.
  func lists(_ code: DiagnosticCode) -> Bool { (kinds[code]?.count ?? 0) < Self.limit }

  /// Hands the faults over; the last listed one of a kind says how many are not.
  func move(into bag: inout DiagnosticBag) {
    var listed = faults
    for kind in kinds.values where kind.count > Self.limit {
      let more = kind.count - Self.limit
      listed[kind.last].notes.append(
        Wording(
          "\(more) more of this kind in this text are not listed",
          fr: "\(more) de plus de cette sorte dans ce texte ne sont pas montrés"))
    }
    for fault in listed { bag.add(fault) }
  }
}
