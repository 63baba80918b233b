// Holes. A value goes to the output through the escaper its instruction names; the common ones are
// written where the values lie, by `ValueInPlace`.

import Diagnostics

extension VirtualMachine {
  /// Writes a value that is no plain text or number, or into a context that needs more than
  /// character references.
  @inline(never)
  mutating func writeRare(
    _ value: Value, _ instruction: Instruction
  ) throws(TemplateFault) {
    let escaper = Escaper(rawValue: instruction.flag) ?? .html
    let encoding = AttributeEncoding(rawValue: UInt8(instruction.small)) ?? .none
    if case .undefined = value { throw .undefinedOperand(-1) }
    if encoding == .none {
      let blocked = try Self.write(value, escaper, into: &out, isJSON: program.isJSON)
      if let blocked { warn(blocked) }
      return
    }
    if encoding == .quoted, case .text(let text) = value, text.kind != .html,
      escaper == .urlStart || escaper == .urlPath || escaper == .urlPart,
      text.bytes.allSatisfy(Self.isPathByte)
    {
      out.append(text.bytes)
      return
    }
    scratch.removeAll()
    let blocked = try Self.write(value, escaper, into: &scratch, isJSON: program.isJSON)
    if let blocked { warn(blocked) }
    let bytes = scratch.bytes
    switch encoding {
    case .none: break
    case .quoted: out.appendEscaped(bytes)
    case .unquoted: out.appendUnquoted(bytes)
    case .unquotedStart:
      if bytes.isEmpty { out.append("\"\"") } else { out.appendUnquoted(bytes) }
    }
  }

  /// Whether a byte stands for itself anywhere in an address: letters, digits, `#`, `-`, `.`, `/` and
  /// `_`.
  @inline(__always)
  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x23, 0x2D...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }

  /// What had to be replaced because it could run code.
  private struct Blocked {
    let code: DiagnosticCode
    let message: Wording
  }

  /// Writes the bytes of a value in the language of the hole, before any attribute encoding.
  private static func write(
    _ value: Value, _ escaper: Escaper, into target: inout OutputBuffer, isJSON: Bool
  ) throws(TemplateFault) -> Blocked? {
    switch escaper {
    case .raw: try value.print(into: &target)
    case .html: try writeText(value, into: &target)
    case .rcdata:
      guard case .text(let text) = value, text.isMarkup else {
        try writeText(value, into: &target)
        break
      }
      for byte in text.bytes {
        switch byte {
        case 0x3C: target.append("&lt;")
        case 0x3E: target.append("&gt;")
        default: target.append(byte)
        }
      }
    case .xml:
      if case .text(let text) = value, text.isMarkup {
        target.append(text.bytes)
      } else {
        target.appendXML(try value.printed().bytes, isAttribute: false)
      }
    case .xmlAttribute: target.appendXML(try plain(value), isAttribute: true)
    case .attribute: target.append(try plain(value))
    case .drop: break
    case .urlStart: return writeAddress(try plain(value), value, into: &target)
    case .urlPart: target.appendURL(try plain(value), encodesColon: true)
    case .urlPath: target.appendURL(try plain(value), encodesColon: false)
    case .urlQuery:
      if case .text(let text) = value, text.kind == .encoded {
        target.append(text.bytes)
      } else {
        target.appendURLComponent(try plain(value))
      }
    case .sourceSet: return writeSourceSet(try plain(value), into: &target)
    case .scriptValue, .jsonValue:
      if case .text(let text) = value {
        if text.kind == .json || text.kind == .script && escaper == .scriptValue {
          target.append(text.bytes)
        } else {
          target.appendJSONString(text.isMarkup ? decodeReferences(text.bytes) : text.bytes)
        }
      } else {
        try value.writeJSON(into: &target)
      }
    case .scriptString:
      target.appendScriptString(try plain(value), isJSON: isJSON)
    case .styleValue: return writeStyle(try plain(value), value, into: &target)
    case .styleString: target.appendStyleString(try plain(value))
    case .styleAddress:
      var address = OutputBuffer(capacity: 64)
      let blocked = writeAddress(try plain(value), value, into: &address)
      for byte in address.bytes {
        switch byte {
        case 0x28, 0x29, 0x27, 0x22, 0x5C, 0x20: target.appendPercent(byte)
        default: target.append(byte)
        }
      }
      return blocked
    case .csv: target.appendCSV(try plain(value))
    case .csvQuotedStart, .csvQuoted:
      target.appendCSVQuoted(try plain(value), beginsField: escaper == .csvQuotedStart)
    case .typst:
      if case .text(let text) = value, text.kind == .typst {
        target.append(text.bytes)
      } else {
        target.appendTypst(try plain(value))
      }
    case .typstString: target.appendTypstString(try plain(value))
    case .document:
      var inner = OutputBuffer(capacity: 64)
      if case .text(let text) = value, text.isMarkup {
        inner.append(text.bytes)
      } else {
        inner.appendEscaped(try plain(value))
      }
      target.append(inner.bytes)
    }
    return nil
  }

  private static func writeText(
    _ value: Value, into target: inout OutputBuffer
  ) throws(TemplateFault) {
    switch value {
    case .list, .map, .record:
      var inner = OutputBuffer(capacity: 64)
      try value.print(into: &inner)
      target.appendEscaped(inner.bytes)
    default: try value.print(into: &target)
    }
  }

  /// The characters a value means: safe HTML is decoded.
  private static func plain(_ value: Value) throws(TemplateFault) -> [UInt8] {
    let text = try value.printed()
    return text.isMarkup ? decodeReferences(text.bytes) : text.bytes
  }

  // MARK: - Addresses and styles

  private static func writeAddress(
    _ bytes: [UInt8], _ value: Value, into target: inout OutputBuffer
  ) -> Blocked? {
    var isTrusted = false
    if case .text(let text) = value { isTrusted = text.kind == .url }
    if !isTrusted, !hasSafeScheme(bytes[...]) {
      target.append("about:invalid#blocked")
      return Blocked(
        code: .blockedAddress,
        message: Wording(
          "the address `\(excerpt(bytes))` was blocked: its scheme may run code",
          fr: "l'adresse `\(excerpt(bytes))` a été bloquée : son schéma peut exécuter du code"))
    }
    target.appendURL(bytes, encodesColon: false)
    return nil
  }

  private static func writeSourceSet(
    _ bytes: [UInt8], into target: inout OutputBuffer
  ) -> Blocked? {
    var isFirst = true
    var blocked: Blocked?
    for candidate in bytes.split(separator: 0x2C) {
      let parts = candidate.split(whereSeparator: { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) })
      guard let address = parts.first else { continue }
      if !isFirst { target.append(", ") }
      isFirst = false
      if hasSafeScheme(address) {
        for byte in address {
          // A comma would begin another candidate.
          if byte == 0x2C {
            target.appendPercent(byte)
          } else {
            target.appendURL([byte], encodesColon: false)
          }
        }
      } else {
        target.append("about:invalid#blocked")
        blocked = Blocked(
          code: .blockedAddress,
          message: Wording(
            "the address `\(excerpt(Array(address)))` was blocked",
            fr: "l'adresse `\(excerpt(Array(address)))` a été bloquée"))
      }
      for descriptor in parts.dropFirst()
      where descriptor.allSatisfy({ isWordByte($0) || $0 == 0x2E }) {
        target.append(0x20)
        target.append(Array(descriptor))
      }
    }
    return blocked
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// Whether an address has no scheme or one that runs no code.
  private static func hasSafeScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let end = bytes.firstIndex(where: { [0x3A, 0x2F, 0x3F, 0x23].contains($0) }),
      bytes[end] == 0x3A
    else { return true }
    let scheme = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
    return ["http", "https", "mailto", "tel"].contains(scheme)
  }

  /// A CSS value made of letters, digits and harmless marks; anything else is blocked.
  private static func writeStyle(
    _ bytes: [UInt8], _ value: Value, into target: inout OutputBuffer
  ) -> Blocked? {
    if case .text(let text) = value, text.kind == .css {
      target.append(bytes)
      return nil
    }
    let isSafe = bytes.allSatisfy { byte in
      isWordByte(byte) || byte >= 0x80
        || [0x20, 0x23, 0x25, 0x2B, 0x2C, 0x2D, 0x2E, 0x5F].contains(byte)
    }
    let word = String(decoding: bytes, as: UTF8.self).lowercased().filter { $0.isLetter }
    if isSafe, !word.contains("expression"), !word.contains("mozbinding"), !startsComment(bytes) {
      target.append(bytes)
      return nil
    }
    target.append("blocked")
    return Blocked(
      code: .blockedStyle,
      message: Wording(
        "the CSS value `\(excerpt(bytes))` was blocked",
        fr: "la valeur CSS `\(excerpt(bytes))` a été bloquée"))
  }

  private static func startsComment(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x2D, 0x2D]) && bytes.contains(0x20)
  }

  private static func excerpt(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(60), as: UTF8.self)
    return bytes.count > 60 ? text + "…" : text
  }

  private mutating func warn(_ blocked: Blocked) {
    if warnings.diagnostics.count >= 100 { return }
    warnings.add(
      Diagnostic(
        blocked.code, blocked.message, at: Label(program.spans[place]),
        hints: [
          Hint(
            Wording(
              "check the value, or mark it safe where it is made",
              fr: "vérifiez la valeur, ou marquez-la comme sûre là où elle est faite"))
        ], trace: trace()))
  }
}

/// The characters that HTML with character references means; tags stay as they are.
func decodeReferences(_ bytes: [UInt8]) -> [UInt8] {
  guard bytes.contains(0x26) else { return bytes }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var at = 0
  while at < bytes.count {
    guard bytes[at] == 0x26,
      let end = bytes[at..<min(at + 12, bytes.count)].firstIndex(of: 0x3B)
    else {
      result.append(bytes[at])
      at += 1
      continue
    }
    let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
    var scalar: UnicodeScalar?
    switch name {
    case "amp": scalar = "&"
    case "lt": scalar = "<"
    case "gt": scalar = ">"
    case "quot": scalar = "\""
    case "apos": scalar = "'"
    case "nbsp": scalar = "\u{A0}"
    default:
      if name.hasPrefix("#x") || name.hasPrefix("#X") {
        scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(UnicodeScalar.init)
      } else if name.hasPrefix("#") {
        scalar = UInt32(name.dropFirst()).flatMap(UnicodeScalar.init)
      }
    }
    if let scalar {
      result.append(contentsOf: Array(String(Character(scalar)).utf8))
      at = end + 1
    } else {
      result.append(0x26)
      at += 1
    }
  }
  return result
}
