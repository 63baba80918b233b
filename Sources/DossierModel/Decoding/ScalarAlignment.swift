// Maps a decoded YAML scalar back to the bytes it was written as. YAML folds lines, strips
// indentation, doubles quotes and escapes characters; everything else it copies. The mapping walks
// both texts at once and is checked as it goes, so it never depends on repeating libyaml's rules.

import Diagnostics

/// Finds the origin of decoded scalars.
enum ScalarAlignment {
  /// Returns where each byte of a decoded scalar was written, opaque where the texts do not agree.
  ///
  /// - Parameters:
  ///   - decoded: The text of the scalar.
  ///   - style: How it is written.
  ///   - bytes: The file.
  ///   - span: The scalar in the file, quotation marks or block header included.
  /// - Complexity: O(length of the span).
  static func origin(
    of decoded: [UInt8], style: DataScalar.Style, in bytes: [UInt8], span: Span
  ) -> TextOrigin {
    var aligner = Aligner(decoded: decoded, bytes: bytes, style: style, span: span)
    guard aligner.align() else { return TextOrigin(opaque: span) }
    return TextOrigin(whole: span, pieces: aligner.pieces)
  }

  private struct Aligner {
    let decoded: [UInt8]
    let bytes: [UInt8]
    let style: DataScalar.Style
    let end: Int
    var cursor: Int
    var offset = 0
    var runStart: (text: Int, source: Int)?
    var pieces: [TextOrigin.Piece] = []

    init(decoded: [UInt8], bytes: [UInt8], style: DataScalar.Style, span: Span) {
      self.decoded = decoded
      self.bytes = bytes
      self.style = style
      cursor = Int(span.start)
      end = min(Int(span.end), bytes.count)
    }

    /// Walks both texts; returns whether every decoded byte found its place.
    mutating func align() -> Bool {
      skipOpening()
      while offset < decoded.count {
        guard cursor < end else {
          // Only the line end that block scalars keep has no byte left in the trimmed span.
          closeRun()
          return decoded[offset...].allSatisfy { $0 == 0x0A }
        }
        let byte = decoded[offset]
        let raw = bytes[cursor]
        if style == .doubleQuoted, raw == UInt8(ascii: "\\") {
          guard alignEscape() else { return false }
        } else if style == .singleQuoted, raw == UInt8(ascii: "'") {
          guard byte == raw, cursor + 1 < end, bytes[cursor + 1] == raw else { return false }
          take(sourceLength: 2)
        } else if raw == byte {
          if runStart == nil { runStart = (offset, cursor) }
          offset += 1
          cursor += 1
        } else if Self.isBlank(raw) {
          closeRun()
          if Self.isBlank(byte) {
            // A folded line end: the text has a space or line end, the file a line end and
            // indentation.
            pieces.append(.init(textOffset: offset, sourceOffset: cursor, length: 1))
            offset += 1
          }
          cursor += 1
        } else {
          return false
        }
      }
      closeRun()
      return true
    }

    /// Moves behind an opening quotation mark, or behind the header line of a block scalar.
    private mutating func skipOpening() {
      switch style {
      case .plain: break
      case .singleQuoted, .doubleQuoted: cursor += 1
      case .literal, .folded:
        while cursor < end, bytes[cursor] != 0x0A, bytes[cursor] != 0x0D { cursor += 1 }
        if cursor < end, bytes[cursor] == 0x0D { cursor += 1 }
        if cursor < end, bytes[cursor] == 0x0A { cursor += 1 }
        // libyaml drops the indentation of the first line; a deeper one is part of the text.
        let blanks = decoded.prefix { $0 == 0x20 || $0 == 0x0A }.count
        var first = cursor
        while first < end, Self.isBlank(bytes[first]) { first += 1 }
        cursor = max(cursor, first - blanks)
      }
    }

    /// Passes an escape of a double-quoted scalar.
    private mutating func alignEscape() -> Bool {
      closeRun()
      guard cursor + 1 < end else { return false }
      let name = bytes[cursor + 1]
      if name == 0x0A || name == 0x0D {
        cursor += 2
        while cursor < end, Self.isBlank(bytes[cursor]) { cursor += 1 }
        return true
      }
      let digitCount: Int
      switch name {
      case UInt8(ascii: "x"): digitCount = 2
      case UInt8(ascii: "u"): digitCount = 4
      case UInt8(ascii: "U"): digitCount = 8
      default: digitCount = 0
      }
      take(sourceLength: 2 + digitCount)
      return cursor <= end
    }

    /// Ties one decoded character to a run of the file that does not equal it.
    private mutating func take(sourceLength: Int) {
      closeRun()
      pieces.append(.init(textOffset: offset, sourceOffset: cursor, length: 1))
      offset += 1
      while offset < decoded.count, decoded[offset] & 0xC0 == 0x80 { offset += 1 }
      cursor += sourceLength
    }

    private mutating func closeRun() {
      guard let start = runStart else { return }
      pieces.append(
        .init(
          textOffset: start.text, sourceOffset: start.source, length: offset - start.text))
      runStart = nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
  }
}
