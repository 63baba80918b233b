// Owns positions: a half-open byte range of one text, and the way back from a decoded text
// (a YAML scalar, say) to the bytes it was decoded from.

/// A half-open range of UTF-8 byte offsets in one source; 12 bytes.
public struct Span: Hashable, Comparable, Sendable {
  /// The text the range lies in.
  public let source: SourceID
  /// The offset of the first byte.
  public let start: UInt32
  /// The offset behind the last byte.
  public let end: UInt32

  /// Makes the span of a byte range; `end` below `start` counts as empty.
  public init(source: SourceID, start: Int, end: Int) {
    self.source = source
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  /// The number of bytes.
  public var length: Int { Int(end) - Int(start) }

  /// The empty span at the start of this one.
  public var startPoint: Span { Span(source: source, start: Int(start), end: Int(start)) }

  /// The smallest span that holds both; the other is ignored if it lies in another source.
  public func union(_ other: Span) -> Span {
    guard other.source == source else { return self }
    return Span(
      source: source, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
  }

  /// Orders by source, then start, then end.
  public static func < (left: Span, right: Span) -> Bool {
    if left.source != right.source { return left.source < right.source }
    if left.start != right.start { return left.start < right.start }
    return left.end < right.end
  }
}

/// Maps byte offsets of a decoded text back to spans of the source it came from.
///
/// A text copied byte for byte has one piece. A YAML block scalar has one piece a line, because
/// its indentation is not part of the text. Where no byte of the source corresponds (an escape,
/// a folded line end), the offset maps to the end of the piece before it.
public struct TextOrigin: Hashable, Sendable {
  /// A run of bytes copied unchanged.
  public struct Piece: Hashable, Sendable {
    /// Where the run begins in the decoded text.
    public let textOffset: UInt32
    /// Where it begins in the source.
    public let sourceOffset: UInt32
    /// How many bytes it has.
    public let length: UInt32

    /// Makes a run.
    public init(textOffset: Int, sourceOffset: Int, length: Int) {
      self.textOffset = UInt32(clamping: textOffset)
      self.sourceOffset = UInt32(clamping: sourceOffset)
      self.length = UInt32(clamping: length)
    }
  }

  /// The span of everything the text was decoded from.
  public let whole: Span
  /// The runs in ascending order; empty when positions inside the text are unknown.
  public let pieces: [Piece]

  /// Makes the origin of a text that was copied in runs.
  public init(whole: Span, pieces: [Piece]) {
    self.whole = whole
    self.pieces = pieces
  }

  /// Makes the origin of a text that is a byte range of its source, unchanged.
  public init(verbatim span: Span) {
    whole = span
    pieces = [Piece(textOffset: 0, sourceOffset: Int(span.start), length: span.length)]
  }

  /// Makes the origin of a text whose inner positions are unknown: everything maps to the whole.
  public init(opaque span: Span) {
    whole = span
    pieces = []
  }

  /// The source offset of a text offset, or `nil` when positions are unknown.
  public func sourceOffset(_ textOffset: Int) -> Int? {
    guard let first = pieces.first else { return nil }
    if textOffset < Int(first.textOffset) { return Int(first.sourceOffset) }
    var low = 0
    var high = pieces.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(pieces[middle].textOffset) <= textOffset { low = middle } else { high = middle }
    }
    let piece = pieces[low]
    let inside = min(textOffset - Int(piece.textOffset), Int(piece.length))
    return Int(piece.sourceOffset) + inside
  }

  /// The span of a range of the text.
  public func span(_ range: Range<Int>) -> Span {
    guard let start = sourceOffset(range.lowerBound) else { return whole }
    guard !range.isEmpty, let last = sourceOffset(range.upperBound - 1) else {
      return Span(source: whole.source, start: start, end: start)
    }
    return Span(source: whole.source, start: start, end: max(start, last + 1))
  }
}
