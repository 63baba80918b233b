// Owns what a request asks for, taken from bytes that anybody may have sent: one decoding, one
// check, and no way to a path that is not plain.

/// The target of a request: a path of plain parts and the fields of the query.
struct RequestTarget: Equatable, Sendable {
  /// The path below the root without its leading slash, percent-decoded once; empty for the root.
  let path: String
  /// The fields of the query, decoded; of two with one name the first counts.
  let query: [String: String]

  /// Reads a target; `nil` where it is not one that a browser sends for a page of this site.
  ///
  /// Refused are other forms than `/path?query`, escapes that are none or give no UTF-8, control
  /// characters, backslashes, empty parts but the last, `.` and `..`, and escaped slashes.
  /// - Source: RFC 9112 section 3.2, RFC 3986 section 3.3.
  init?(_ text: String) {
    guard text.utf8.count <= 2_048, text.utf8.first == UInt8(ascii: "/") else { return nil }
    let withoutFragment = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard withoutFragment.count == 1 else { return nil }
    let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var parts: [String] = []
    let raw = halves[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (index, piece) in raw.enumerated() {
      guard let part = Self.decoded(piece, plus: false) else { return nil }
      let isLast = index == raw.count - 1
      if part.isEmpty, !isLast { return nil }
      if part == "." || part == ".." || part.contains("/") || part.contains("\\") { return nil }
      parts.append(part)
    }
    path = parts.joined(separator: "/")
    var query: [String: String] = [:]
    if halves.count > 1 {
      for field in halves[1].split(separator: "&") {
        let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = Self.decoded(pair[0], plus: true),
          let value = pair.count > 1 ? Self.decoded(pair[1], plus: true) : ""
        else { return nil }
        if query[name] == nil { query[name] = value }
      }
    }
    self.query = query
  }

  /// A part with its percent escapes undone; `nil` where they are none, for control characters and
  /// for what is no UTF-8.
  private static func decoded(_ text: Substring, plus: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal),
          let low = rest.popFirst().flatMap(hexadecimal)
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plus: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
