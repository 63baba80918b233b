// Owns the letters of pictures: reading their outlines, and how wide a text is. Drawing them is
// the canvas's.

/// Outlines of letters, in 1000 units to the em, y upward.
///
/// A line a glyph: code point, advance, and an outline of `M x y`, `L x y` and `Q cx cy x y`. A line
/// that is none of this is passed over: a theme may bring letters of its own.
package struct Lettering: Sendable {
  /// A piece of an outline.
  enum Segment: Sendable {
    case move(x: Int, y: Int)
    case line(x: Int, y: Int)
    case curve(cx: Int, cy: Int, x: Int, y: Int)
  }

  /// A letter: how far the next one stands, and its outline as written.
  struct Glyph: Sendable {
    let advance: Int
    let outline: Range<Int>
  }

  private let bytes: [UInt8]
  private var glyphs: [UInt32: Glyph] = [:]

  /// The largest number an outline may hold; what lies beyond is cut to it.
  private static let bound = 20_000

  /// Reads letters.
  ///
  /// - Complexity: O(n) in the number of bytes.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      read(start..<end)
      start = end + 1
    }
  }

  /// Whether there is nothing to write with.
  package var isEmpty: Bool { glyphs.isEmpty }

  private mutating func read(_ line: Range<Int>) {
    guard let first = line.first(where: { bytes[$0] == 0x20 }),
      let code = UInt32(String(decoding: bytes[line.lowerBound..<first], as: UTF8.self), radix: 16)
    else { return }
    var end = first + 1
    while end < line.upperBound, bytes[end] != 0x20 { end += 1 }
    guard let advance = Int(String(decoding: bytes[(first + 1)..<end], as: UTF8.self)),
      (0...Self.bound).contains(advance)
    else { return }
    glyphs[code] = Glyph(advance: advance, outline: min(end + 1, line.upperBound)..<line.upperBound)
  }

  /// The glyph of a character; blanks that do not break are written as a blank, and a character
  /// without a glyph is left out.
  func glyph(_ scalar: Unicode.Scalar) -> Glyph? {
    switch scalar.value {
    case 0x202F: glyphs[0x202F] ?? glyphs[0x20]
    case 0x2011: glyphs[0x2011] ?? glyphs[0x2D]
    default: glyphs[scalar.value]
    }
  }

  /// The width of a text in units of the em.
  func width(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (glyph($1)?.advance ?? 0) }
  }

  /// The pieces of an outline, in order.
  func segments(of glyph: Glyph) -> [Segment] {
    var segments: [Segment] = []
    var numbers: [Int] = []
    var letter: UInt8 = 0
    func end() {
      switch (letter, numbers.count) {
      case (UInt8(ascii: "M"), 2): segments.append(.move(x: numbers[0], y: numbers[1]))
      case (UInt8(ascii: "L"), 2): segments.append(.line(x: numbers[0], y: numbers[1]))
      case (UInt8(ascii: "Q"), 4):
        segments.append(.curve(cx: numbers[0], cy: numbers[1], x: numbers[2], y: numbers[3]))
      default: break
      }
      numbers.removeAll(keepingCapacity: true)
    }
    var index = glyph.outline.lowerBound
    while index < glyph.outline.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "M"), UInt8(ascii: "L"), UInt8(ascii: "Q"):
        end()
        letter = byte
        index += 1
      case UInt8(ascii: "-"), 0x30...0x39:
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative { index += 1 }
        var number = 0
        while index < glyph.outline.upperBound, (0x30...0x39).contains(bytes[index]) {
          number = min(Self.bound, number * 10 + Int(bytes[index] - 0x30))
          index += 1
        }
        numbers.append(isNegative ? -number : number)
      default: index += 1
      }
    }
    end()
    return segments
  }
}
