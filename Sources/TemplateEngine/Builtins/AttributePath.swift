// Paths such as `author.name` or `tags.0`, as filters take them: split and hashed once.

/// The steps from an item to one of its parts.
struct AttributePath {
  private let bytes: [UInt8]
  private let first: Name
  private let rest: [Name]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.contains(0x2E) else {
      first = Name(bytes: bytes)
      rest = []
      return
    }
    let steps = bytes.split(separator: 0x2E, omittingEmptySubsequences: false).map {
      Name(bytes: Array($0))
    }
    first = steps[0]
    rest = Array(steps.dropFirst())
  }

  /// The path as it was written.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The paths of a list with commas, as `sort` takes it; at least one.
  var alternatives: [AttributePath] {
    if !bytes.contains(where: { $0 == 0x2C || $0 == 0x20 }) { return [self] }
    let parts = bytes.split(separator: 0x2C).map { part in
      AttributePath(part.filter { $0 != 0x20 })
    }
    return parts.isEmpty ? [self] : parts
  }

  /// The value at the end of the path; undefined when a step leads nowhere.
  func value(of item: Value) -> Value {
    var current = Self.step(first, from: item)
    for step in rest { current = Self.step(step, from: current) }
    return current
  }

  private static func step(_ name: Name, from value: Value) -> Value {
    switch value {
    case .record(let record):
      guard let slot = record.shape.table.position(of: name) else { return .undefined }
      return record.slots[slot]
    case .map(let map):
      guard let slot = map.table.position(of: name) else { return .undefined }
      return map.values[slot]
    case .list(let list):
      guard let index = Int(name.string), index >= 0, index < list.items.count else {
        return .undefined
      }
      return list.items[index]
    default: return .undefined
    }
  }
}
