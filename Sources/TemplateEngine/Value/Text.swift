// A run of UTF-8 text as templates see it: immutable bytes and what they are known to be.
// Safe text carries the kind of context it is safe in; it is trusted nowhere else.

/// The context in which a text needs no further escaping.
public enum SafeKind: UInt8, Sendable, Hashable {
  /// Ordinary text, safe nowhere: it is escaped wherever it is printed.
  case plain
  /// HTML for text positions (between tags).
  case html
  /// JSON, as made by the filter `tojson`.
  case json
  /// An address whose scheme was checked by the program.
  case url
  /// A CSS declaration list or value made by the program.
  case css
  /// Typst markup made by the program.
  case typst
  /// Whole attributes of a tag, with their names and quotes.
  case attributes
  /// JavaScript: an expression or statements.
  case script
  /// A percent-encoded part of an address, as made by the filter `urlencode`.
  case encoded
}

/// Immutable UTF-8 text.
public final class Text: Sendable {
  /// The UTF-8 bytes.
  public let bytes: [UInt8]
  /// The context in which these bytes are trusted.
  public let kind: SafeKind
  /// Whether no byte of the text needs escaping in HTML, known when the text was made.
  package let isEscapeFree: Bool

  /// Makes a text, and finds out once whether it ever needs escaping.
  public init(_ bytes: [UInt8], kind: SafeKind = .plain) {
    self.bytes = bytes
    self.kind = kind
    // Of safe HTML nothing asks.
    isEscapeFree = kind != .html && !bytes.withUnsafeBufferPointer(holdsEscapedByte)
  }

  /// Makes a text that will be printed at most once or twice: nothing is computed ahead.
  init(transient bytes: [UInt8], kind: SafeKind = .plain) {
    self.bytes = bytes
    self.kind = kind
    isEscapeFree = false
  }

  /// Whether the text is HTML that text positions print as it is.
  public var isMarkup: Bool { kind == .html }

  /// The text as a Swift string.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The number of Unicode scalars.
  var scalarCount: Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The empty text.
  static let empty = Text([])
}
