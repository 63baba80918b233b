// Owns the machine form of diagnostics: one JSON object a line (RFC 8259, UTF-8).

extension DiagnosticRenderer {
  /// Writes one diagnostic as a JSON object without line feed.
  ///
  /// Keys: `code`, `severity`, `message`, `path`, `line`, `column`, `endLine`, `endColumn`
  /// (one-based, columns in Unicode scalars; absent without a place), `label`, `related`,
  /// `notes`, `hints`, `trace`.
  public func renderJSON(_ diagnostic: Diagnostic) -> String {
    var fields: [String] = [
      "\"code\":\(JSONText.quote(diagnostic.code.id))",
      "\"severity\":\(JSONText.quote(diagnostic.severity.word))",
      "\"message\":\(JSONText.quote(diagnostic.message[language]))",
    ]
    if let primary = diagnostic.primary {
      fields.append(contentsOf: position(of: primary.span))
      if !primary.text.isEmpty {
        fields.append("\"label\":\(JSONText.quote(primary.text[language]))")
      }
    }
    if !diagnostic.secondary.isEmpty {
      let related = diagnostic.secondary.map {
        object(position(of: $0.span), "label", $0.text[language])
      }
      fields.append("\"related\":[\(related.joined(separator: ","))]")
    }
    if !diagnostic.notes.isEmpty {
      fields.append(
        "\"notes\":[\(diagnostic.notes.map { JSONText.quote($0[language]) }.joined(separator: ","))]"
      )
    }
    if !diagnostic.hints.isEmpty {
      let hints = diagnostic.hints.map { hint in
        guard let change = hint.replacement else { return object([], "text", hint.text[language]) }
        let replacement = "\"replacement\":\(JSONText.quote(change.text))"
        return object(position(of: change.span) + [replacement], "text", hint.text[language])
      }
      fields.append("\"hints\":[\(hints.joined(separator: ","))]")
    }
    if !diagnostic.trace.isEmpty {
      let trace = diagnostic.trace.map { object(position(of: $0.span), "text", $0.text[language]) }
      fields.append("\"trace\":[\(trace.joined(separator: ","))]")
    }
    return "{\(fields.joined(separator: ","))}"
  }

  private func object(_ fields: [String], _ key: String, _ text: String) -> String {
    "{" + (fields + ["\"\(key)\":\(JSONText.quote(text))"]).joined(separator: ",") + "}"
  }

  private func position(of span: Span) -> [String] {
    guard sources.contains(span.source) else { return [] }
    let bytes = sources.bytes(of: span.source)
    let index = lines(of: span.source)
    let start = index.position(of: Int(span.start), in: bytes)
    let end = index.position(of: Int(span.end), in: bytes)
    return [
      "\"path\":\(JSONText.quote(sources.path(of: span.source)))",
      "\"line\":\(start.line)", "\"column\":\(start.column)",
      "\"endLine\":\(end.line)", "\"endColumn\":\(end.column)",
    ]
  }
}

/// Strings as JSON texts.
public enum JSONText {
  /// A JSON string literal of a text, with quotes.
  ///
  /// - Complexity: O(n).
  public static func quote(_ text: String) -> String {
    var out: [UInt8] = []
    write(text, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends a JSON string literal of a text, with quotes.
  ///
  /// - Complexity: O(n).
  public static func write(_ text: String, into out: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      out.append(UInt8(ascii: "\""))
      var copied = 0
      for index in bytes.indices {
        guard let escape = escape(bytes, at: index) else { continue }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
        out.append(contentsOf: escape.text.utf8)
        copied = index + escape.length
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
      out.append(UInt8(ascii: "\""))
    }
  }

  /// What stands for the scalar at an offset, and how many bytes it has; nil if it stands for
  /// itself.
  @inline(__always)
  private static func escape(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (text: String, length: Int)? {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case 0x09: return ("\\t", 1)
    case 0..<0x20, 0x7F:
      let hex = String(byte, radix: 16)
      return ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex, 1)
    case 0xE2:
      // U+2028 and U+2029 end lines in scripts.
      guard index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] | 1 == 0xA9 else {
        return nil
      }
      return (bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
    default: return nil
    }
  }
}
