// Language marks: `[fair use]{lang=en}` in a text, `{lang=en}` behind a heading or the name of a
// division. Screen readers and search need to know; typography leaves foreign words alone.
// Source: Pandoc, bracketed spans; BCP 47 for the names of languages.

import Diagnostics

/// Whether a word is a language tag, such as `en` or `zh-Hant`.
func isLanguageTag(_ bytes: some Collection<UInt8>) -> Bool {
  let parts = bytes.split(separator: 0x2D, omittingEmptySubsequences: false)
  guard let first = parts.first, (2...3).contains(first.count),
    first.allSatisfy(\.isASCIILetter)
  else { return false }
  return parts.dropFirst().allSatisfy { part in
    (1...8).contains(part.count) && part.allSatisfy { $0.isASCIILetter || $0.isDigit }
  }
}

/// Whether a language is written from right to left.
func isRightToLeft(_ language: some Collection<UInt8>) -> Bool {
  let name = String(decoding: language.prefix { $0 != 0x2D }, as: UTF8.self).lowercased()
  return ["ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv"].contains(name)
}

/// The spans in another language of one text.
struct LanguageSpans {
  /// Offsets of the brackets that open one, in rising order.
  private(set) var openings: [Int] = []
  /// The end and the language of the mark that starts at a closing bracket.
  private(set) var closings: [Int: (end: Int, language: Range<Int>)] = [:]

  /// Finds `[…]{lang=…}`, brackets in balance, in one paragraph.
  ///
  /// - Complexity: O(n).
  init(_ bytes: [UInt8]) {
    let mark = Array("]{lang=".utf8)
    guard bytes.count > mark.count, Self.contains(mark, in: bytes) else { return }
    var open: [Int] = []
    var index = 0
    var isBlankLine = true
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): open.append(index)
      case UInt8(ascii: "]"):
        guard let start = open.popLast() else { break }
        guard bytes[index...].starts(with: mark) else { break }
        let first = index + mark.count
        var last = first
        while last < bytes.count, last - first < 40, bytes[last] != UInt8(ascii: "}") { last += 1 }
        guard last < bytes.count, bytes[last] == UInt8(ascii: "}"),
          isLanguageTag(bytes[first..<last])
        else { break }
        openings.append(start)
        closings[index] = (last + 1, first..<last)
        index = last
      case 0x0A:
        if isBlankLine { open.removeAll(keepingCapacity: true) }
        isBlankLine = true
      default: break
      }
      if byte != 0x0A, !byte.isBlank, byte != UInt8(ascii: ">") { isBlankLine = false }
      index += 1
    }
    openings.sort()
  }

  private static func contains(_ mark: [UInt8], in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      let end = buffer.count - mark.count
      var index = 0
      while true {
        index = ByteScan.first(mark[0], in: base, from: index, to: buffer.count)
        guard index <= end else { return false }
        if base[index + 1] == mark[1], bytes[index...].starts(with: mark) { return true }
        index += 1
      }
    }
  }

  /// Whether the bracket at an offset opens a span.
  func opens(at index: Int) -> Bool {
    guard !openings.isEmpty else { return false }
    var low = 0
    var high = openings.count
    while low < high {
      let middle = (low + high) / 2
      if openings[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low < openings.count && openings[low] == index
  }
}
