// R0704: a printed mark written in prose, such as (S-19), is that of a record.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "(S-99)" is warned of where marks with an `S` exist and none is `S-99`.
  ///
  /// Marks are looked for in brackets and behind "voir", "cf", "see": elsewhere capitals, hyphens and
  /// digits name other things too.
  static let unknownCote = Rule(.unknownCote, .prose, reads: "printed marks in prose") {
    context, bag in
    let cotes = KnownCotes(context.dossier)
    if cotes.prefixes.isEmpty { return }
    for signed in context.signedBlocks where signed.signs.contains(.cote) {
      let block = signed.block
      let skipped = signed.skipped
      for (range, text) in cotes.unknown(in: block.text)
      where !skipped.contains(where: { $0.overlaps(range) }) {
        bag.add(
          .unknownCote(
            text, near: Suggestion.nearest(to: text, among: cotes.all), at: block.span(of: range)))
      }
    }
  }
}

/// The printed marks of a dossier.
private struct KnownCotes {
  /// Every mark, in order.
  let all: [String]
  /// What stands before the hyphen of a mark and the digit behind it.
  let prefixes: Set<String>
  private let known: Set<String>

  init(_ dossier: Dossier) {
    all = dossier.keys.compactMap { dossier.cote(of: $0) }
    known = Set(all)
    prefixes = Set(
      all.compactMap { cote in
        let parts = cote.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let digit = parts[1].utf8.first, ProseBytes.isDigit(digit) else {
          return nil
        }
        return String(parts[0])
      })
  }

  /// The marks of a block that no record has.
  func unknown(in bytes: [UInt8]) -> [(Range<Int>, String)] {
    var found: [(Range<Int>, String)] = []
    var depth = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case UInt8(ascii: "-"):
        if let range = mark(around: index, in: bytes) {
          let text = String(decoding: bytes[range], as: UTF8.self)
          let prefix = String(text.prefix { $0 != "-" })
          if prefixes.contains(prefix), !known.contains(text),
            depth > 0 || isPointedAt(range.lowerBound, in: bytes)
          {
            found.append((range, text))
          }
          index = range.upperBound - 1
        }
      default: break
      }
      index += 1
    }
    return found
  }

  /// The mark whose hyphen stands at an offset: one to three capitals before it, one to four digits
  /// and at most two small letters behind it, nothing joined on either side.
  private func mark(around hyphen: Int, in bytes: [UInt8]) -> Range<Int>? {
    var start = hyphen
    while start > 0, start > hyphen - 4, (0x41...0x5A).contains(bytes[start - 1]) { start -= 1 }
    guard start < hyphen, start >= hyphen - 3 else { return nil }
    if start > 0, ProseBytes.isWordByte(bytes[start - 1]), bytes[start - 1] < 0x80 { return nil }
    if start > 0, bytes[start - 1] == UInt8(ascii: "-") { return nil }
    var end = hyphen + 1
    while end < bytes.count, end < hyphen + 6, ProseBytes.isDigit(bytes[end]) { end += 1 }
    guard end > hyphen + 1, end <= hyphen + 5 else { return nil }
    let digits = end
    while end < bytes.count, end < digits + 3, (0x61...0x7A).contains(bytes[end]) { end += 1 }
    guard end <= digits + 2 else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: "-") || ProseBytes.isDigit(bytes[end]) {
      return nil
    }
    return start..<end
  }

  /// Whether "voir", "cf" or "see" stands before an offset.
  private func isPointedAt(_ start: Int, in bytes: [UInt8]) -> Bool {
    let lead = bytes[max(0, start - 12)..<start]
    guard let word = ProseTokens(Array(lead)).tokens.last(where: { $0.kind == .word }) else {
      return false
    }
    return ["voir", "cf", "see"].contains(word.text)
  }
}
