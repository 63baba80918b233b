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
  public static func quote(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029).contains(scalar.value) {
          let hex = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }
}
