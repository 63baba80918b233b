// Paths such as `author.name` or `tags.0`, as filters take them: split and hashed once.

/// The steps from an item to one of its parts.
struct AttributePath {
  /// The path as it was written.
  let text: String
  private let steps: [Name]

  init(_ bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
    steps = text.split(separator: ".", omittingEmptySubsequences: false).map { Name(String($0)) }
  }

  /// The paths of a list with commas, as `sort` takes it.
  var alternatives: [AttributePath] {
    text.split(separator: ",").map { part in
      AttributePath(Array(part.filter { $0 != " " }.utf8))
    }
  }

  /// The value at the end of the path; undefined when a step leads nowhere.
  func value(of item: Value) -> Value {
    var current = item
    for step in steps {
      switch current {
      case .record(let record):
        guard let slot = record.shape.table.position(of: step) else { return .undefined }
        current = record.slots[slot]
      case .map(let map):
        guard let slot = map.table.position(of: step) else { return .undefined }
        current = map.values[slot]
      case .list(let list):
        guard let index = Int(step.string), index >= 0, index < list.items.count else {
          return .undefined
        }
        current = list.items[index]
      default: return .undefined
      }
    }
    return current
  }
}
