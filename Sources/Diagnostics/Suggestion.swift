// Owns "did you mean": the nearest names to a wrong one.

/// Finds the names that a wrong one may have meant.
public enum Suggestion {
  /// Returns up to three candidates near a name, best first.
  ///
  /// Distances are those of `distance(_:_:limit:)` after ASCII case folding. A candidate counts
  /// when it is at most a third of the longer name away (at least 1, at most 16). Ties go by
  /// distance, then by bytes. A candidate that begins with the name (three bytes or more) counts
  /// too. Nothing is near a name of more than 200 bytes: it is a text in the wrong place.
  /// - Complexity: O(n) in the number of candidates.
  public static func nearest(to name: String, among candidates: some Sequence<String>)
    -> [String]
  {
    let target = fold(name)
    guard target.count <= 200 else { return [] }
    var found: [(distance: Int, name: String)] = []
    for candidate in candidates where candidate != name {
      let other = fold(candidate)
      let limit = min(16, max(1, max(target.count, other.count) / 3))
      if let distance = distance(target, other, limit: limit) {
        found.append((distance, candidate))
      } else if target.count >= 3, other.starts(with: target) {
        found.append((limit, candidate))
      }
    }
    found.sort { left, right in
      left.distance != right.distance
        ? left.distance < right.distance
        : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    var names: [String] = []
    for (_, name) in found where !names.contains(name) && names.count < 3 { names.append(name) }
    return names
  }

  /// The hint that offers near names, or `nil` when there are none.
  public static func hint(_ names: [String]) -> Hint? {
    names.isEmpty
      ? nil
      : Hint(
        Wording(
          "did you mean " + names.map { "`\($0)`" }.joined(separator: " or ") + "?",
          fr: "vouliez-vous dire " + names.map { "`\($0)`" }.joined(separator: " ou ") + " ?"))
  }

  /// Returns the smallest edit cost between two byte strings, or `nil` above a limit.
  ///
  /// Insertions, deletions, substitutions and swaps of neighbours cost 1.
  /// - Complexity: O(`limit` × length) time.
  /// - Source: Damerau (1964), restricted form (optimal string alignment).
  public static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    if abs(left.count - right.count) > limit { return nil }
    if left.isEmpty || right.isEmpty {
      let distance = max(left.count, right.count)
      return distance <= limit ? distance : nil
    }
    let far = limit + 1
    var beforeLast = [Int](repeating: far, count: right.count + 1)
    var last = (0...right.count).map { min($0, far) }
    var current = beforeLast
    for i in 1...left.count {
      let from = max(1, i - limit)
      let to = min(right.count, i + limit)
      if from > to { return nil }
      // Beside the band, rows hold `far`: on its right from the start, on its left from here.
      current[from - 1] = from == 1 ? min(i, far) : far
      var best = current[from - 1]
      for j in from...to {
        let isSame = left[i - 1] == right[j - 1]
        var cost = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          cost = min(cost, beforeLast[j - 2] + 1)
        }
        current[j] = min(cost, far)
        best = min(best, current[j])
      }
      if best > limit { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }

  private static func fold(_ name: String) -> [UInt8] {
    name.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
  }
}
