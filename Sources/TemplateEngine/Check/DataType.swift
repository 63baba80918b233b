// The type of data at hand: what a function gives that reads the files of a theme, which are known
// before templates are checked. The items of a list are seen as one kind of thing.

extension TemplateType {
  /// How deep data are looked at.
  private static let dataDepth = 8
  /// A map with more keys than this is an index: its keys say nothing of its values.
  private static let fieldLimit = 200

  /// The type of data: every item of a list is looked at, and a key that only some of the maps in a
  /// list have may be undefined.
  init(ofData value: Value) { self = Self.gathered([value], depth: 0) }

  /// One type for values that stand in the same place.
  private static func gathered(_ values: [Value], depth: Int) -> TemplateType {
    if depth > dataDepth { return .any }
    var members: [TemplateType] = []
    var items: [Value] = []
    var lists = 0
    var maps: [MapBox] = []
    for value in values {
      switch value {
      case .list(let list) where !list.isTuple:
        lists += 1
        items.append(contentsOf: list.items)
      case .map(let map): maps.append(map)
      default:
        let type = TemplateType(of: value)
        if !members.contains(type) { members.append(type) }
      }
    }
    if lists > 0 { members.append(.list(gathered(items, depth: depth + 1))) }
    if !maps.isEmpty { members.append(fields(of: maps, depth: depth)) }
    return .join(members)
  }

  private static func fields(of maps: [MapBox], depth: Int) -> TemplateType {
    var names: [String] = []
    var values: [String: [Value]] = [:]
    for map in maps {
      for (key, value) in zip(map.keys, map.values) {
        guard let name = key.stringValue else { return .map(.any, .any) }
        if values[name] == nil { names.append(name) }
        values[name, default: []].append(value)
      }
    }
    if names.count > fieldLimit {
      // What stands under one key is known only where it is the same under all.
      let value = gathered(maps.flatMap(\.values), depth: depth + 1)
      return .map(.string, value.members.count == 1 ? value : .any)
    }
    return .fields(
      names.map { name in
        let found = values[name] ?? []
        let type = gathered(found, depth: depth + 1)
        return Field(
          name: name, type: found.count < maps.count ? .join([type, .undefined]) : type)
      })
  }
}
