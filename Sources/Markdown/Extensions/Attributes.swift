// The words between the braces behind a heading, a caption or the name of a division:
// `{#id .class lang=en}`.
// Source: PHP Markdown Extra, special attributes; Pandoc for `lang`.

import Diagnostics

extension Attributes {
  /// Reads the words in a range of a text; nil if one of them is no attribute.
  init?(_ bytes: [UInt8], _ range: Range<Int>, of source: Region) {
    self.init()
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      guard !bytes[index].isBlank else {
        index += 1
        continue
      }
      let mark = bytes[index]
      if mark == UInt8(ascii: "l") {
        let key = Array("lang=".utf8)
        guard bytes[index..<end].starts(with: key) else { return nil }
        let start = index + key.count
        index = start
        while index < end, !bytes[index].isBlank { index += 1 }
        guard isLanguageTag(bytes[start..<index]) else { return nil }
        language = Array(bytes[start..<index])
        continue
      }
      let start = index + 1
      index = start
      while index < end, bytes[index].isIdentifierByte || bytes[index] == UInt8(ascii: ":") {
        if mark == UInt8(ascii: "."), bytes[index] == mark { break }
        index += 1
      }
      guard index > start else { return nil }
      if mark == UInt8(ascii: "#") {
        id = Array(bytes[start..<index])
        idSpan = source.span(start..<index)
      } else if mark == UInt8(ascii: ".") {
        if !classes.isEmpty { classes.append(0x20) }
        classes.append(contentsOf: bytes[start..<index])
      } else {
        return nil
      }
    }
  }
}
