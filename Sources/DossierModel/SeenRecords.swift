// Owns a set of records that is mostly small: a few are looked through, many are found by a hash.

/// Records of which each is taken once.
package struct SeenRecords {
  private var few: [EntityKey] = []
  private var many = Set<EntityKey>()

  /// Holds nothing yet.
  package init() {}

  /// Whether a record comes for the first time.
  package mutating func take(_ key: EntityKey) -> Bool {
    if !many.isEmpty { return many.insert(key).inserted }
    if few.contains(key) { return false }
    few.append(key)
    if few.count > 24 { many = Set(few) }
    return true
  }
}
