// Filters on texts. A filter that keeps the characters of safe HTML keeps it safe.

import Diagnostics

enum TextFilters {
  /// Applies a string function; what was safe HTML stays so.
  static func mapped(
    _ value: Value, _ transform: (String) -> String
  ) throws(TemplateFault) -> Value {
    let text = try value.printed()
    return .transient(Array(transform(text.string).utf8), kind: text.kind == .html ? .html : .plain)
  }

  static func capitalize(_ call: FilterCall) throws(TemplateFault) -> Value {
    try mapped(call.value) { string in
      guard let first = string.first else { return string }
      return first.uppercased() + string.dropFirst().lowercased()
    }
  }

  static func title(_ value: Value) throws(TemplateFault) -> Value {
    try mapped(value) { string in
      // A word begins behind white space, `-`, `(`, `{`, `[` or `<`, as in Jinja.
      var result = ""
      var begins = true
      for scalar in string.unicodeScalars {
        if scalar.properties.isWhitespace || "-({[<".unicodeScalars.contains(scalar) {
          begins = true
          result.unicodeScalars.append(scalar)
        } else {
          let mapping =
            begins ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
          result += mapping
          begins = false
        }
      }
      return result
    }
  }

  static func center(_ call: FilterCall) throws(TemplateFault) -> Value {
    let width = Int(clamping: try call.integer(0, default: 80))
    if width > call.limits.valueBytes { throw .tooLarge("string") }
    let text = try call.value.printed()
    let space = width - text.scalarCount
    if space <= 0 { return .text(text) }
    // Python puts the odd blank on the left when the width is odd.
    let left = space / 2 + (space & width & 1)
    var bytes = [UInt8](repeating: 0x20, count: left)
    bytes.append(contentsOf: text.bytes)
    bytes.append(contentsOf: repeatElement(0x20, count: space - left))
    return .transient(bytes, kind: text.kind == .html ? .html : .plain)
  }

  static func escape(_ value: Value, force: Bool) throws(TemplateFault) -> Value {
    let text = try value.printed()
    if text.isMarkup, !force { return .text(text) }
    var out = OutputBuffer(capacity: text.bytes.count + 16)
    out.appendEscaped(text.bytes)
    return .transient(out.bytes, kind: .html)
  }

  static func indent(_ call: FilterCall) throws(TemplateFault) -> Value {
    let text = try call.value.printed()
    let margin: [UInt8]
    if case .text(let given) = call[0] {
      margin = try inserted(given, into: text)
    } else {
      let width = max(0, try call.integer(0, default: 4))
      if width > call.limits.valueBytes { throw .tooLarge("string") }
      margin = [UInt8](repeating: 0x20, count: Int(width))
    }
    var bytes: [UInt8] = []
    let lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(0x0A) }
      let isIndented = index == 0 ? call.flag(1) : call.flag(2) || !line.isEmpty
      if isIndented { bytes.append(contentsOf: margin) }
      if bytes.count > call.limits.valueBytes { throw .tooLarge("string") }
      bytes.append(contentsOf: line)
    }
    return .transient(bytes, kind: text.kind == .html ? .html : .plain)
  }

  /// The bytes of a text that becomes part of another: plain text is escaped for safe HTML.
  static func inserted(_ part: Text, into text: Text) throws(TemplateFault) -> [UInt8] {
    guard text.kind == .html, !part.isMarkup,
      case .text(let escaped) = try escape(.text(part), force: false)
    else { return part.bytes }
    return escaped.bytes
  }

  static func replace(_ call: FilterCall) throws(TemplateFault) -> Value {
    let text = try call.value.printed()
    let old = try call.text(0)
    var new = try call.text(1)
    let limit = try call.integer(2, default: -1)
    // What is looked for is markup as it stands; only new text is escaped.
    if text.isMarkup, !new.isMarkup, case .text(let escaped) = try escape(.text(new), force: false)
    {
      new = escaped
    }
    var bytes: [UInt8] = []
    var at = 0
    var count: Int64 = 0
    if old.bytes.isEmpty {
      for range in text.scalarRanges where limit < 0 || count <= limit {
        if limit < 0 || count < limit { bytes.append(contentsOf: new.bytes) }
        count += 1
        bytes.append(contentsOf: text.bytes[range])
        at = range.upperBound
        if bytes.count > Value.sizeLimit { throw .tooLarge("string") }
      }
      if limit < 0 || count < limit { bytes.append(contentsOf: new.bytes) }
    } else {
      while limit < 0 || count < limit, let found = findBytes(old.bytes, in: text.bytes, from: at) {
        bytes.append(contentsOf: text.bytes[at..<found])
        bytes.append(contentsOf: new.bytes)
        at = found + old.bytes.count
        count += 1
        if bytes.count > Value.sizeLimit { throw .tooLarge("string") }
      }
    }
    bytes.append(contentsOf: text.bytes[at...])
    return .transient(bytes, kind: text.kind == .html ? .html : .plain)
  }

  static func split(_ call: FilterCall) throws(TemplateFault) -> Value {
    let text = try call.value.printed()
    let limit = try call.integer(1, default: -1)
    var parts: [Value] = []
    if !call.has(0) || call[0].isUndefinedOrNone {
      var word: [UInt8] = []
      var at = 0
      while at < text.bytes.count {
        let byte = text.bytes[at]
        if isSpace(byte) {
          if !word.isEmpty { parts.append(.transient(word)) }
          word = []
          if limit >= 0, parts.count == Int(limit) {
            while at < text.bytes.count, isSpace(text.bytes[at]) { at += 1 }
            if at < text.bytes.count { parts.append(.transient(Array(text.bytes[at...]))) }
            return .list(parts)
          }
        } else {
          word.append(byte)
        }
        at += 1
      }
      if !word.isEmpty { parts.append(.transient(word)) }
      return .list(parts)
    }
    let separator = try call.text(0).bytes
    if separator.isEmpty {
      throw TemplateFault(Wording("the separator is empty", fr: "le séparateur est vide"))
    }
    var at = 0
    while limit < 0 || parts.count < Int(limit),
      let found = findBytes(separator, in: text.bytes, from: at)
    {
      parts.append(.transient(Array(text.bytes[at..<found])))
      at = found + separator.count
    }
    parts.append(.transient(Array(text.bytes[at...])))
    return .list(parts)
  }

  static func trim(_ call: FilterCall) throws(TemplateFault) -> Value {
    let text = try call.value.printed()
    let kind: SafeKind = text.kind == .html ? .html : .plain
    guard call.has(0) else {
      var start = 0
      var end = text.bytes.count
      while start < end, isSpace(text.bytes[start]) { start += 1 }
      while end > start, isSpace(text.bytes[end - 1]) { end -= 1 }
      if start == 0, end == text.bytes.count { return .text(text) }
      return .transient(Array(text.bytes[start..<end]), kind: kind)
    }
    let set = Set(try call.text(0).string.unicodeScalars)
    var scalars = Array(text.string.unicodeScalars)[...]
    while let first = scalars.first, set.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, set.contains(last) { scalars.removeLast() }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return .transient(Array(String(result).utf8), kind: kind)
  }

  static func truncate(_ call: FilterCall) throws(TemplateFault) -> Value {
    let text = try call.value.printed()
    let length = Int(max(0, min(try call.integer(0, default: 255), 1 << 24)))
    let end = call.has(2) ? try call.text(2) : Text(Array("...".utf8))
    let leeway = Int(max(0, min(try call.integer(3, default: 5), 1 << 24)))
    let ranges = text.scalarRanges
    if ranges.count <= length + leeway { return .text(text) }
    let kept = length - end.scalarCount
    if kept < 0 {
      throw TemplateFault(
        Wording(
          "the length is shorter than the end mark",
          fr: "la longueur est inférieure à celle de la marque de fin"))
    }
    var cut = kept == 0 ? 0 : ranges[kept - 1].upperBound
    if !call.flag(1) {
      let part = text.bytes[..<cut]
      if let space = part.lastIndex(of: 0x20) { cut = space }
    }
    if text.kind == .html { cut = wholeCut(text.bytes, cut) }
    var bytes = Array(text.bytes[..<cut])
    bytes.append(contentsOf: try inserted(end, into: text))
    return .transient(bytes, kind: text.kind == .html ? .html : .plain)
  }

  /// A place at which HTML can be cut, at or before a place: in no tag and no character reference.
  private static func wholeCut(_ bytes: [UInt8], _ cut: Int) -> Int {
    var place = cut
    if let open = bytes[..<cut].lastIndex(of: 0x3C), !bytes[open..<cut].contains(0x3E) {
      place = open
    }
    if let mark = bytes[max(0, place - 32)..<place].lastIndex(of: 0x26),
      !bytes[mark..<place].contains(0x3B), bytes[mark..<min(mark + 32, bytes.count)].contains(0x3B)
    {
      place = mark
    }
    return place
  }

  static func urlEncode(_ value: Value) throws(TemplateFault) -> Value {
    var out = OutputBuffer(capacity: 64)
    func component(_ value: Value, keepsSlash: Bool) throws(TemplateFault) {
      let bytes = try value.printed().bytes
      for (index, part) in bytes.split(separator: 0x2F, omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { if keepsSlash { out.append(0x2F) } else { out.appendPercent(0x2F) } }
        for (index, word) in part.split(separator: 0x20, omittingEmptySubsequences: false)
          .enumerated()
        {
          // Between pairs a blank is a plus, as in forms.
          if index > 0 { if keepsSlash { out.appendPercent(0x20) } else { out.append(0x2B) } }
          out.appendURLComponent(Array(word))
        }
      }
    }
    var pairs: [(Value, Value)] = []
    switch value {
    case .map(let map): pairs = Array(zip(map.keys, map.values))
    case .list(let list):
      for item in list.items {
        guard let parts = try item.iterated(limit: 1_000_000), parts.count == 2 else {
          throw TemplateFault(
            Wording("a list to encode holds pairs", fr: "une liste à encoder contient des paires"))
        }
        pairs.append((parts[0], parts[1]))
      }
    default:
      try component(value, keepsSlash: true)
      return .transient(out.bytes, kind: .encoded)
    }
    for (index, pair) in pairs.enumerated() {
      if index > 0 { out.append(0x26) }
      try component(pair.0, keepsSlash: false)
      out.append(0x3D)
      try component(pair.1, keepsSlash: false)
    }
    return .transient(out.bytes, kind: .encoded)
  }

  static func wordCount(_ value: Value) throws(TemplateFault) -> Value {
    let string = try value.printed().string
    var count: Int64 = 0
    var isInWord = false
    for scalar in string.unicodeScalars {
      let isWord =
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isWord, !isInWord { count += 1 }
      isInWord = isWord
    }
    return .int(count)
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x1F)
  }
}
