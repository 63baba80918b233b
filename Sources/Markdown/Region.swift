// A text on its way to libcmark and the way back: every step that changes bytes adds a map from
// the new offsets to the old ones. Spans are computed through the whole chain. // HOT

import Diagnostics

/// Maps offsets of a rewritten text to offsets of the text it was made from.
struct OffsetMap: Sendable {
  /// A stretch of the rewritten text.
  struct Piece: Sendable {
    var out: Int
    var outCount: Int
    var source: Int
    var sourceCount: Int
    /// Whether the bytes were copied one by one.
    var isCopy: Bool
  }

  /// In rising order of `out`; no piece at all means that nothing changed.
  private(set) var pieces: [Piece] = []

  /// Adds copied bytes.
  mutating func addCopy(out: Int, source: Int, count: Int) {
    guard count > 0 else { return }
    if let last = pieces.last, last.isCopy, last.out + last.outCount == out,
      last.source + last.sourceCount == source
    {
      pieces[pieces.count - 1].outCount += count
      pieces[pieces.count - 1].sourceCount += count
      return
    }
    pieces.append(
      Piece(out: out, outCount: count, source: source, sourceCount: count, isCopy: true))
  }

  /// Adds bytes that stand for other bytes.
  mutating func addReplacement(out: Int, outCount: Int, source: Int, sourceCount: Int) {
    guard outCount > 0 else { return }
    pieces.append(
      Piece(out: out, outCount: outCount, source: source, sourceCount: sourceCount, isCopy: false))
  }

  /// The old offset of the byte at a new offset.
  func start(of offset: Int) -> Int {
    guard let piece = piece(at: offset) else { return offset }
    let inside = offset - piece.out
    guard inside < piece.outCount else { return piece.source + piece.sourceCount }
    return piece.isCopy ? piece.source + inside : piece.source
  }

  /// The old offset behind the byte before a new offset.
  func end(of offset: Int) -> Int {
    guard offset > 0, let piece = piece(at: offset - 1) else { return offset }
    let inside = offset - piece.out
    guard piece.isCopy, inside <= piece.outCount else { return piece.source + piece.sourceCount }
    return piece.source + inside
  }

  private func piece(at offset: Int) -> Piece? {
    guard !pieces.isEmpty else { return nil }
    var low = 0
    var high = pieces.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if pieces[middle].out <= offset { low = middle } else { high = middle }
    }
    return pieces[low]
  }
}

/// A text with the maps that lead from it to the text the caller gave.
struct Region: Sendable {
  /// The bytes.
  var bytes: [UInt8]
  /// From this text down to the given one; the first map is applied first.
  var maps: [OffsetMap]
  /// Where the given text stands.
  let origin: TextOrigin

  /// The span of a range of `bytes`.
  func span(_ range: Range<Int>) -> Span {
    var start = range.lowerBound
    var end = range.upperBound
    for map in maps {
      let mapped = map.start(of: start)
      end = end > start ? map.end(of: end) : mapped
      start = mapped
    }
    return origin.span(start..<max(start, end))
  }

  /// The parts of a range of `bytes` that each stand in the source as they are: a folded YAML text
  /// has one part a line.
  ///
  /// - Complexity: O(log n) lookups a part.
  func runs(_ range: Range<Int>) -> [(range: Range<Int>, span: Span)] {
    var runs: [(range: Range<Int>, span: Span)] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var end = range.upperBound
      if span(start..<end).length != end - start {
        // A part that fits keeps fitting when it is shortened: search the longest, in growing steps
        // first, so that many short parts do not cost a search of the whole range each.
        var fitting = start + 1
        var step = 1
        while fitting + step < end, span(start..<fitting + step).length == fitting + step - start {
          fitting += step
          step *= 2
        }
        end = min(end, fitting + step)
        while fitting + 1 < end {
          let middle = (fitting + end) / 2
          if span(start..<middle).length == middle - start {
            fitting = middle
          } else {
            end = middle
          }
        }
        end = fitting
      }
      runs.append((start..<end, span(start..<end)))
      start = end
    }
    return runs
  }

  /// Makes the region of a text: valid UTF-8, LF line ends, no NUL, no byte order mark; with
  /// `reservesMarks` no control characters, and none of the scalars this module keeps for itself.
  ///
  /// - Complexity: O(n); nothing is copied when there is nothing to change.
  init(cleaning bytes: [UInt8], origin: TextOrigin, reservesMarks: Bool) {
    self.origin = origin
    let isClean = bytes.withUnsafeBufferPointer {
      !Self.needsCleaning($0, reservesMarks: reservesMarks)
    }
    if isClean {
      self.bytes = bytes
      maps = []
      return
    }
    (self.bytes, maps) = bytes.withUnsafeBufferPointer {
      Self.clean($0, reservesMarks: reservesMarks)
    }
  }

  private static func clean(
    _ bytes: UnsafeBufferPointer<UInt8>, reservesMarks: Bool
  ) -> (bytes: [UInt8], maps: [OffsetMap]) {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var map = OffsetMap()
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0D {
        let count = index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        map.addReplacement(out: out.count, outCount: 1, source: index, sourceCount: count)
        out.append(0x0A)
        index += count
        continue
      }
      let count = Self.validScalarLength(bytes, at: index)
      let isReserved =
        reservesMarks && (Self.isControl(byte) || count > 1 && Self.isReserved(bytes, at: index))
      if byte == 0 || count == 0 || isReserved {
        map.addReplacement(
          out: out.count, outCount: 3, source: index, sourceCount: max(count, 1))
        out.append(contentsOf: replacement)
        index += max(count, 1)
        continue
      }
      map.addCopy(out: out.count, source: index, count: count)
      out.append(contentsOf: bytes[index..<index + count])
      index += count
    }
    return (out, [map])
  }

  /// Makes a region from parts.
  init(bytes: [UInt8], maps: [OffsetMap], origin: TextOrigin) {
    self.bytes = bytes
    self.maps = maps
    self.origin = origin
  }

  private static func needsCleaning(
    _ bytes: UnsafeBufferPointer<UInt8>, reservesMarks: Bool
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return true }
    let lead = Bytes16(repeating: 0xC3)
    let top = Bytes16(repeating: 0xC0)
    let high = Bytes16(repeating: 0x80)
    let zero = Bytes16(repeating: 0)
    let carriageReturn = Bytes16(repeating: 0x0D)
    let delete = Bytes16(repeating: 0x7F)
    var index = 0
    while index < bytes.count {
      // Sixteen bytes at a time, while there is only ASCII and letters with a lead byte C3.
      let start = index
      if base[start] & 0xC0 == 0x80 { return true }
      while index + 17 <= bytes.count {
        let sixteen = ByteScan.load(base, index)
        let next = ByteScan.load(base, index + 1)
        let accented = sixteen .== lead
        let isContinued = (next & top) .== high
        let control =
          reservesMarks
          // Tabs and line feeds are what remains of the controls.
          ? ByteScan.range(0x00, 0x08, in: sixteen) .| ByteScan.range(0x0B, 0x1F, in: sixteen)
            .| (sixteen .== delete)
          : (sixteen .== zero) .| (sixteen .== carriageReturn)
        let fault =
          control
          .| (accented .^ isContinued) .| (((sixteen & top) .== top) .^ accented)
        if ByteScan.isAny(fault) { break }
        index += 16
      }
      // A letter may have been cut in two.
      if index > start, base[index - 1] == 0xC3 { index -= 1 }
      let stop = min(index + 8, bytes.count)
      while index < stop {
        let byte = base[index]
        if byte < 0x80 {
          if byte == 0 || byte == 0x0D || reservesMarks && isControl(byte) { return true }
          index += 1
          continue
        }
        let count = validScalarLength(bytes, at: index)
        if count == 0 || (reservesMarks && isReserved(bytes, at: index)) {
          return true
        }
        index += count
      }
    }
    return false
  }

  /// Whether a byte is a control character that means nothing in a text: not a tab or a line end.
  @inline(__always)
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x09 || byte > 0x0A && byte < 0x20 && byte != 0x0D || byte == 0x7F
  }

  /// Whether a well-formed scalar beyond ASCII is a control character, a noncharacter, the mark of
  /// placeholders or U+FFFC.
  private static func isReserved(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    switch bytes[index] {
    case 0xC2: return bytes[index + 1] < 0xA0
    case 0xEF:
      if bytes[index + 1] == 0xB7 { return bytes[index + 2] >= 0x90 && bytes[index + 2] <= 0xAF }
      return bytes[index + 1] == 0xBF && (bytes[index + 2] == 0xBC || bytes[index + 2] >= 0xBE)
    case 0xF0...0xF4:
      if bytes[index + 1] == 0x9B, bytes[index + 2] == 0xB2, bytes[index + 3] == 0x9F,
        bytes[index] == 0xF0
      {
        return true
      }
      // The last two scalars of every plane.
      return bytes[index + 1] & 0x0F == 0x0F && bytes[index + 2] == 0xBF && bytes[index + 3] >= 0xBE
    default: return false
    }
  }

  /// A text that libcmark made of character references, with what may not stand in a text replaced.
  static func withoutReserved(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { buffer in
      guard needsCleaning(buffer, reservesMarks: true) else { return bytes }
      return clean(buffer, reservesMarks: true).bytes
    }
  }

  /// The length of the well-formed scalar at an index, or 0.
  private static func validScalarLength(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    func continues(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
      index + offset < bytes.count && bytes[index + offset] >= low && bytes[index + offset] <= high
    }
    switch first {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80, 0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80, 0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }
}
