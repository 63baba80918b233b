// Owns the recognition of official identifiers in prose: LEGIARTI, LEGITEXT, JORFTEXT, JORFARTI, NOR,
// CELEX, ECLI, ELI. Only things with the look of one are found, right or wrong.

import DossierModel

/// Finds what has the look of an official identifier.
struct IdentifierScanner {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The identifiers of the block, in order.
  ///
  /// - Complexity: O(n), without allocation where there is none.
  func citations() -> [LawCitation] {
    var citations: [LawCitation] = []
    var index = 0
    while index < bytes.count {
      // All begin with one of five letters, and with no letter or digit before.
      switch bytes[index] {
      case 0x4C, 0x4A, 0x45, 0x43, 0x4E, 0x65:
        if index == 0 || !ProseBytes.isWordByte(bytes[index - 1]),
          let citation = citation(at: index)
        {
          citations.append(citation)
          index = max(index + 1, citation.range.upperBound)
        } else {
          index += 1
        }
      default: index += 1
      }
    }
    return citations
  }

  private func citation(at start: Int) -> LawCitation? {
    for (word, kind) in Self.words where begins(word, at: start) {
      return joined(word, kind, at: start)
    }
    if begins(Self.ecli, at: start) {
      return found(.ecli, start, run(from: start) { Self.isCode($0) || $0 == 0x3A || $0 == 0x2E })
    }
    if begins(Self.eli, at: start), start == 0 || bytes[start - 1] == 0x2F || isSpaceBefore(start) {
      return found(.eli, start, run(from: start) { Self.isPath($0) })
    }
    for (word, kind) in Self.labels where begins(word, at: start) {
      var index = start + word.count
      guard index < bytes.count, !ProseBytes.isWordByte(bytes[index]) else { return nil }
      while index < min(bytes.count, start + word.count + 12),
        !ProseBytes.isWordByte(bytes[index])
          || ProseBytes.spaceWidth(bytes, at: index) != nil
      {
        index += ProseBytes.spaceWidth(bytes, at: index) ?? 1
      }
      guard index < bytes.count, Self.isCode(bytes[index]) else { return nil }
      let end = run(from: index) { Self.isCode($0) || $0 == 0x28 || $0 == 0x29 || $0 == 0x2D }
      // "NOR de la loi": words, no identifier.
      guard bytes[index..<end].contains(where: ProseBytes.isDigit), end - index >= 5 else {
        return nil
      }
      return found(kind, index, end)
    }
    return nil
  }

  /// An identifier whose digits follow its word at once, or after a space that should not be there.
  private func joined(_ word: [UInt8], _ kind: LawIdentifierKind, at start: Int) -> LawCitation? {
    var end = run(from: start) { Self.isCode($0) }
    if end == start + word.count, end < bytes.count,
      let width = ProseBytes.spaceWidth(bytes, at: end), end + width < bytes.count,
      ProseBytes.isDigit(bytes[end + width])
    {
      end = run(from: end + width) { Self.isCode($0) }
    }
    // The word alone, as in "le LEGIARTI de l’article", names the system.
    guard bytes[start..<end].contains(where: ProseBytes.isDigit) else { return nil }
    return found(kind, start, end)
  }

  private func found(_ kind: LawIdentifierKind, _ start: Int, _ end: Int) -> LawCitation? {
    var end = end
    while end > start, [0x2E, 0x2C, 0x3A, 0x29, 0x2D, 0x2F].contains(bytes[end - 1]) {
      // A full stop behind it, and a bracket that it did not open.
      if bytes[end - 1] == 0x29, bytes[start..<end].contains(0x28) { break }
      end -= 1
    }
    guard end > start else { return nil }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return LawCitation(content: .identifier(kind, text), range: start..<end)
  }

  private func begins(_ word: [UInt8], at start: Int) -> Bool {
    start + word.count <= bytes.count
      && word.indices.allSatisfy { bytes[start + $0] == word[$0] }
  }

  private func run(from start: Int, _ belongs: (UInt8) -> Bool) -> Int {
    var index = start
    while index < bytes.count, index < start + 200, belongs(bytes[index]) { index += 1 }
    return index
  }

  private func isSpaceBefore(_ start: Int) -> Bool { bytes[start - 1] <= 0x28 }

  private static func isCode(_ byte: UInt8) -> Bool {
    ProseBytes.isDigit(byte) || ProseBytes.isLetter(byte)
  }

  private static func isPath(_ byte: UInt8) -> Bool {
    isCode(byte) || [0x2F, 0x2D, 0x5F, 0x2E].contains(byte)
  }

  private static let ecli = Array("ECLI:".utf8)
  private static let eli = Array("eli/".utf8)
  private static let words: [([UInt8], LawIdentifierKind)] = [
    (Array("LEGIARTI".utf8), .legiarti), (Array("LEGITEXT".utf8), .legitext),
    (Array("JORFTEXT".utf8), .jorftext), (Array("JORFARTI".utf8), .legiarti),
  ]
  private static let labels: [([UInt8], LawIdentifierKind)] = [
    (Array("CELEX".utf8), .celex), (Array("NOR".utf8), .nor),
  ]
}
