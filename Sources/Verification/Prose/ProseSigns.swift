// Owns the one look at all bytes of prose that says which blocks a rule may have something to say
// about. A block is cut into words only where this look found a reason.
// HOT: reads every byte of prose of a dossier.

import DossierModel
import Markdown

/// What a block of prose may hold.
struct ProseSigns: OptionSet, Sendable {
  let rawValue: UInt8

  /// A digit.
  static let digit = ProseSigns(rawValue: 1)
  /// `né`, `née`, `nés`, `born`.
  static let birth = ProseSigns(rawValue: 2)
  /// `%`, or the word `percent`.
  static let percent = ProseSigns(rawValue: 4)
  /// `soit`, `total`, `=` or a colon before a number: parts and their sum.
  static let sum = ProseSigns(rawValue: 8)
  /// A capital, a hyphen and a digit: `S-99`.
  static let cote = ProseSigns(rawValue: 16)

  /// Looks at a block.
  ///
  /// - Complexity: O(n), without allocation.
  init(_ bytes: [UInt8]) {
    var signs: ProseSigns = []
    bytes.withUnsafeBufferPointer { bytes in
      let count = bytes.count
      var index = 0
      while index < count {
        let byte = bytes[index]
        switch byte {
        case 0x30...0x39: signs.insert(.digit)
        case UInt8(ascii: "%"): signs.insert(.percent)
        case UInt8(ascii: "="): signs.insert(.sum)
        case UInt8(ascii: "-"):
          if index > 0, index + 1 < count, (0x41...0x5A).contains(bytes[index - 1]),
            ProseBytes.isDigit(bytes[index + 1])
          {
            signs.insert(.cote)
          }
        case UInt8(ascii: "n"), UInt8(ascii: "N"):
          if index + 2 < count, bytes[index + 1] == 0xC3, bytes[index + 2] == 0xA9 {
            signs.insert(.birth)
          }
        case UInt8(ascii: "b"), UInt8(ascii: "B"):
          if Self.follows("orn", index, bytes) { signs.insert(.birth) }
        case UInt8(ascii: "s"), UInt8(ascii: "S"):
          if Self.follows("oit ", index, bytes) { signs.insert(.sum) }
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
          if Self.follows("otal", index, bytes) { signs.insert(.sum) }
        case UInt8(ascii: ":"):
          if Self.startsNumber(after: index, bytes) { signs.insert(.sum) }
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
          if Self.follows("ercent", index, bytes) { signs.insert(.percent) }
        default: break
        }
        index += 1
      }
    }
    self = signs
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  private static func follows(
    _ text: StaticString, _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard index + text.utf8CodeUnitCount < bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount
    where bytes[index + 1 + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// Whether a digit or the first letters of a number word stand behind a colon.
  private static func startsNumber(after colon: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = colon + 1
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0xC2 || bytes[index] == 0xA0
    {
      index += 1
    }
    guard index + 1 < bytes.count else { return false }
    if ProseBytes.isDigit(bytes[index]) { return true }
    switch (bytes[index] | 0x20, bytes[index + 1]) {
    case (UInt8(ascii: "u"), UInt8(ascii: "n")), (UInt8(ascii: "d"), UInt8(ascii: "e")),
      (UInt8(ascii: "d"), UInt8(ascii: "i")), (UInt8(ascii: "d"), UInt8(ascii: "o")),
      (UInt8(ascii: "t"), UInt8(ascii: "r")), (UInt8(ascii: "t"), UInt8(ascii: "w")),
      (UInt8(ascii: "t"), UInt8(ascii: "h")), (UInt8(ascii: "t"), UInt8(ascii: "e")),
      (UInt8(ascii: "q"), UInt8(ascii: "u")), (UInt8(ascii: "c"), UInt8(ascii: "i")),
      (UInt8(ascii: "c"), UInt8(ascii: "e")), (UInt8(ascii: "s"), UInt8(ascii: "i")),
      (UInt8(ascii: "s"), UInt8(ascii: "e")), (UInt8(ascii: "h"), UInt8(ascii: "u")),
      (UInt8(ascii: "n"), UInt8(ascii: "e")), (UInt8(ascii: "n"), UInt8(ascii: "i")),
      (UInt8(ascii: "o"), UInt8(ascii: "n")), (UInt8(ascii: "e"), UInt8(ascii: "i")),
      (UInt8(ascii: "f"), UInt8(ascii: "o")), (UInt8(ascii: "f"), UInt8(ascii: "i")),
      (UInt8(ascii: "v"), UInt8(ascii: "i")):
      return true
    default: return false
    }
  }
}

/// A block of prose that some rule may read, with its text.
struct SignedBlock: Sendable {
  /// The text that holds the block.
  let text: ProseText
  /// Its rank in the document's `proseBlocks`.
  let index: Int
  /// What it may hold.
  let signs: ProseSigns

  /// The block.
  var block: ProseBlock { text.document.proseBlocks[index] }

  /// The stretches that are code or quoted, about which no rule speaks.
  var skipped: [Range<Int>] { block.code + text.document.quotedRanges(inBlock: index) }

  /// The blocks of all texts that hold a sign, in order.
  ///
  /// - Complexity: O(n) in the bytes of prose.
  static func all(in texts: [ProseText]) -> [SignedBlock] {
    var found: [SignedBlock] = []
    for text in texts {
      for (index, block) in text.document.proseBlocks.enumerated() {
        let signs = ProseSigns(block.text)
        if !signs.isEmpty { found.append(SignedBlock(text: text, index: index, signs: signs)) }
      }
    }
    return found
  }
}
