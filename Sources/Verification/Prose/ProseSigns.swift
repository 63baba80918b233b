// Owns the one look at all bytes of prose that says which blocks a rule may have something to say
// about. A block is cut into words only where this look found a reason.
// HOT: reads every byte of prose of a dossier.

import DossierModel
import Markdown

/// What a block of prose may hold.
struct ProseSigns: OptionSet, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A digit.
  static let digit = ProseSigns(rawValue: 1)
  /// `né`, `née`, `nés`, `born`.
  static let birth = ProseSigns(rawValue: 2)
  /// `%`, or the word `percent`.
  static let percent = ProseSigns(rawValue: 4)
  /// `soit`, `total`, `totaux`, `=` or a colon before a number: parts and their sum.
  static let sum = ProseSigns(rawValue: 8)
  /// A capital, a hyphen and a digit: `S-99`.
  static let cote = ProseSigns(rawValue: 16)
  /// `€`, `%`, or a word that names money or prison: a penalty.
  static let penalty = ProseSigns(rawValue: 32)
  /// A word of guilt.
  static let strongWord = ProseSigns(rawValue: 64)

  /// Looks at a block.
  ///
  /// - Complexity: O(n), without allocation.
  init(_ bytes: [UInt8]) { self = SignScan.shared.signs(of: bytes) }
}

/// The tables that the look goes by: what a byte is, and which four bytes begin a telling word.
private struct SignScan: Sendable {
  static let shared = SignScan()

  private enum Kind {
    static let separator: UInt8 = 0
    static let letter: UInt8 = 1
    static let digit: UInt8 = 2
    static let high: UInt8 = 3
    static let percent: UInt8 = 4
    static let equals: UInt8 = 5
    static let hyphen: UInt8 = 6
    static let colon: UInt8 = 7
  }

  private let kinds: [UInt8]
  /// The signs of the words that begin with four bytes, by the hash of these in lower case.
  private let starts: [UInt8]

  private let births = ProseWordFilter(["born", "née", "nées", "nés ", "né l", "né e"])
  /// What may end a block and has less than four bytes.
  private let tails = ProseWordFilter(["eur"])
  private let percents = ProseWordFilter(["percent"])
  private let sums = ProseWordFilter(["soit ", "total", "totaux", "subtotal"])
  private let penalties = ProseWordFilter([
    "euro", "eur ", "eur.", "eur,", "eur)", "eur;", "prison", "emprison", "imprison", "peine",
    "réclusion", "reclusion", "seclusion",
  ])

  private init() {
    var kinds = [UInt8](repeating: Kind.separator, count: 256)
    for byte in 0...255 {
      switch UInt8(byte) {
      case 0x30...0x39: kinds[byte] = Kind.digit
      case 0x41...0x5A, 0x61...0x7A: kinds[byte] = Kind.letter
      case 0x80...: kinds[byte] = Kind.high
      case UInt8(ascii: "%"): kinds[byte] = Kind.percent
      case UInt8(ascii: "="): kinds[byte] = Kind.equals
      case UInt8(ascii: "-"): kinds[byte] = Kind.hyphen
      case UInt8(ascii: ":"): kinds[byte] = Kind.colon
      default: break
      }
    }
    self.kinds = kinds
    var starts = [UInt8](repeating: 0, count: 4_096)
    let filters: [(ProseSigns, ProseWordFilter)] = [
      (.birth, births), (.percent, percents), (.sum, sums), (.penalty, penalties),
      (.strongWord, StrongWords.filter),
    ]
    for (sign, filter) in filters {
      for slot in filter.slots(of: starts.count) { starts[slot] |= sign.rawValue }
    }
    self.starts = starts
  }

  func signs(of bytes: [UInt8]) -> ProseSigns {
    var signs: ProseSigns = []
    bytes.withUnsafeBytes { raw in
      kinds.withUnsafeBufferPointer { kinds in
        starts.withUnsafeBufferPointer { starts in
          let count = raw.count
          var isInside = false
          var index = 0
          while index < count {
            let byte = raw[index]
            switch kinds[Int(byte)] {
            case Kind.letter:
              if !isInside {
                isInside = true
                noteWord(at: index, bytes, raw, starts, &signs)
              }
              index += 1
              while index < count, kinds[Int(raw[index])] == Kind.letter { index += 1 }
              continue
            case Kind.digit:
              signs.insert(.digit)
              isInside = true
              // "60000EUR"
              if index + 3 < count, raw[index + 1] | 0x20 == UInt8(ascii: "e"),
                raw[index + 2] | 0x20 == UInt8(ascii: "u")
              {
                signs.insert(.penalty)
              }
            case Kind.high:
              if byte == 0xE2, index + 2 < count, raw[index + 1] == 0x82, raw[index + 2] == 0xAC {
                signs.insert(.penalty)
              }
              if let width = ProseBytes.punctuationWidth(bytes, at: index) {
                isInside = false
                index += width
                continue
              }
              if !isInside {
                isInside = true
                noteWord(at: index, bytes, raw, starts, &signs)
              }
            case Kind.percent:
              signs.insert([.percent, .penalty])
              isInside = false
            case Kind.equals:
              signs.insert(.sum)
              isInside = false
            case Kind.hyphen:
              if index > 0, index + 1 < count, (0x41...0x5A).contains(raw[index - 1]),
                ProseBytes.isDigit(raw[index + 1])
              {
                signs.insert(.cote)
              }
              isInside = false
            case Kind.colon:
              if Self.startsNumber(after: index, raw) { signs.insert(.sum) }
              isInside = false
            default: isInside = false
            }
            index += 1
          }
        }
      }
    }
    return signs
  }

  /// Notes the sign of the word that begins at an offset.
  private func noteWord(
    at index: Int, _ bytes: [UInt8], _ raw: UnsafeRawBufferPointer,
    _ starts: UnsafeBufferPointer<UInt8>, _ signs: inout ProseSigns
  ) {
    guard index + 4 <= raw.count else {
      if tails.begins(bytes, at: index) { signs.insert(.penalty) }
      return
    }
    let four = raw.loadUnaligned(fromByteOffset: index, as: UInt32.self)
    let found = ProseSigns(rawValue: starts[ProseWordFilter.slot(of: four, count: starts.count)])
    if found.isEmpty || signs.isSuperset(of: found) { return }
    let new = found.subtracting(signs)
    if new.contains(.birth), births.begins(bytes, at: index) { signs.insert(.birth) }
    if new.contains(.percent), percents.begins(bytes, at: index) { signs.insert(.percent) }
    if new.contains(.sum), sums.begins(bytes, at: index) { signs.insert(.sum) }
    if new.contains(.penalty), penalties.begins(bytes, at: index) { signs.insert(.penalty) }
    if new.contains(.strongWord), StrongWords.mayStand(in: bytes, at: index) {
      signs.insert(.strongWord)
    }
  }

  /// Whether a digit or the first letters of a number word stand behind a colon.
  private static func startsNumber(after colon: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
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
  /// The dates in it, read once for all rules.
  let dates: [ProseDate]

  /// The block.
  var block: ProseBlock { text.document.proseBlocks[index] }

  /// The stretches that are code or quoted, about which no rule speaks.
  var skipped: [Range<Int>] { block.code + text.document.quotedRanges(inBlock: index) }

  /// What each block of each text may hold.
  ///
  /// - Complexity: O(n) in the bytes of prose.
  static func signs(in texts: [ProseText]) -> [[ProseSigns]] {
    var text: [UInt8] = []
    return texts.map {
      let blocks = $0.document.proseBlocks
      return blocks.indices.map { index in
        text.removeAll(keepingCapacity: true)
        blocks.appendText(at: index, to: &text)
        return ProseSigns(text)
      }
    }
  }

  /// The blocks that hold a digit, a sum or a mark, in order.
  static func all(in texts: [ProseText], _ signs: [[ProseSigns]]) -> [SignedBlock] {
    var found: [SignedBlock] = []
    let wanted: ProseSigns = [.digit, .birth, .percent, .sum, .cote]
    for (text, signs) in zip(texts, signs) {
      for (index, signs) in signs.enumerated() where !signs.isDisjoint(with: wanted) {
        let dates =
          signs.contains(.digit)
          ? ProseDateScanner(text.document.proseBlocks[index].text).dates() : []
        found.append(SignedBlock(text: text, index: index, signs: signs, dates: dates))
      }
    }
    return found
  }
}
