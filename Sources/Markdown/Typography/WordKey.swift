// Words as numbers: a word of at most 16 bytes fits into one integer, so that word lists are
// searched without a string, an array or a hash.

/// The UTF-8 bytes of a word, the first one lowest; 0 is no word, or one that is too long.
typealias WordKey = UInt128

/// A list of words.
struct WordSet: Sendable {
  private let keys: [WordKey]

  /// Makes the set of some words of at most 16 bytes each.
  init(_ words: [String]) {
    keys = words.map(WordSet.key).sorted()
  }

  /// The key of a text.
  static func key(_ text: String) -> WordKey {
    text.utf8.reversed().reduce(0) { $0 << 8 | WordKey($1) }
  }

  /// - Complexity: O(log n).
  func contains(_ key: WordKey) -> Bool {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key
  }
}
