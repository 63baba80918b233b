// Owns the cheap look at bytes that spares most prose a closer reading: does any of some words begin
// in it?

/// Some words to look for at the beginnings of words, with ASCII letters in either case.
struct ProseWordFilter: Sendable {
  private let words: [[[UInt8]]]

  /// Takes words in lower case.
  init(_ list: [String]) {
    var words = [[[UInt8]]](repeating: [], count: 256)
    for word in list.map({ Array($0.utf8) }) {
      if let first = word.first { words[Int(first)].append(word) }
    }
    self.words = words
  }

  /// Whether a word begins at an offset.
  func begins(_ bytes: [UInt8], at index: Int) -> Bool {
    let candidates = words[Int(Self.lower(bytes[index]))]
    if candidates.isEmpty { return false }
    guard
      index == 0 || !ProseBytes.isWordByte(bytes[index - 1])
        || ProseBytes.isPunctuation(bytes, before: index)
    else { return false }
    return candidates.contains { word in
      index + word.count <= bytes.count
        && word.indices.allSatisfy { Self.lower(bytes[index + $0]) == word[$0] }
    }
  }

  /// Whether any of the words begins anywhere.
  ///
  /// - Complexity: O(n), without allocation.
  func mayHold(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { begins(bytes, at: $0) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
