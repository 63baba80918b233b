// The longer filters on texts: tags, attributes, wrapping, formatting.

import Diagnostics

extension TextFilters {
  /// Removes tags and comments, decodes references and runs blanks together.
  static func stripTags(_ value: Value) throws(TemplateFault) -> Value {
    let bytes = try value.printed().bytes
    var kept: [UInt8] = []
    var at = 0
    // Behind the last `>` no tag ends any more.
    let last = bytes.lastIndex(of: 0x3E) ?? -1
    var hasComments = true
    while at < bytes.count {
      if bytes[at] == 0x3C, at < last {
        if hasComments, bytes[at...].starts(with: Array("<!--".utf8)) {
          if let end = findBytes(Array("-->".utf8), in: bytes, from: at + 4) {
            at = end + 3
            continue
          }
          hasComments = false
        }
        if let end = bytes[at...].firstIndex(of: 0x3E) {
          at = end + 1
          continue
        }
      }
      kept.append(bytes[at])
      at += 1
    }
    let words = kept.split(whereSeparator: isSpace).map(Array.init)
    return .transient(decodeReferences(Array(words.joined(separator: [0x20]))))
  }

  /// A map as attributes; names that are no attribute names, and handlers, are refused.
  static func xmlAttributes(_ call: FilterCall) throws(TemplateFault) -> Value {
    try call.charge(call.value.weight)
    guard case .map(let map) = call.value else {
      throw TemplateFault(
        Wording(
          "`xmlattr` takes a map, not \(call.value.typeName)",
          fr: "`xmlattr` prend une table, non \(call.value.typeName)"))
    }
    var out = OutputBuffer(capacity: 64)
    for (key, value) in zip(map.keys, map.values) {
      switch value {
      case .none, .undefined, .absent: continue
      default: break
      }
      let name = try key.printed().bytes
      let isName = name.allSatisfy { byte in
        byte > 0x20 && byte != 0x22 && byte != 0x27 && byte != 0x2F && byte != 0x3C
          && byte != 0x3D && byte != 0x3E && byte != 0x60 && byte != 0x7F
      }
      if !isName || name.isEmpty {
        throw TemplateFault(
          Wording(
            "`\(String(decoding: name, as: UTF8.self))` cannot be the name of an attribute",
            fr: "`\(String(decoding: name, as: UTF8.self))` ne peut pas nommer un attribut"))
      }
      let lowered = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      if !EscapeContext.isPlainEverywhere(lowered) {
        throw TemplateFault(
          Wording(
            "the attribute `\(String(decoding: name, as: UTF8.self))` needs an escaper of its own",
            fr:
              "l'attribut `\(String(decoding: name, as: UTF8.self))` demande un échappement propre"),
          hint: Wording(
            "write it out: `\(String(decoding: name, as: UTF8.self))=\"{{ … }}\"`",
            fr: "écrivez-le : `\(String(decoding: name, as: UTF8.self))=\"{{ … }}\"`"))
      }
      if out.count > 0 || !call.has(0) || call.flag(0) { out.append(0x20) }
      out.append(name)
      out.append("=\"")
      let text = try value.printed()
      out.appendEscaped(text.isMarkup ? decodeReferences(text.bytes) : text.bytes)
      out.append(0x22)
    }
    return .transient(out.bytes, kind: .html)
  }

  /// Breaks lines at a width, between words where possible.
  static func wordWrap(_ call: FilterCall) throws(TemplateFault) -> Value {
    let text = try call.value.printed()
    let width = Int(clamping: max(1, try call.integer(0, default: 79)))
    let breaksWords = !call.has(1) || call.flag(1)
    let mark = call.has(2) && !call[2].isUndefinedOrNone ? try call.text(2).string : "\n"
    let breaksHyphens = !call.has(3) || call.flag(3)
    var lines: [String] = []
    for line in text.string.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(
        contentsOf: wrap(
          Array(line.unicodeScalars), width, breaksWords: breaksWords,
          breaksHyphens: breaksHyphens))
    }
    if lines.count * mark.utf8.count > Value.sizeLimit { throw .tooLarge("string") }
    // As in Jinja the result is plain: a break may stand inside a tag.
    return .transient(Array(lines.joined(separator: mark).utf8))
  }

  private static func wrap(
    _ scalars: [UnicodeScalar], _ width: Int, breaksWords: Bool, breaksHyphens: Bool
  ) -> [String] {
    // Pieces are words and runs of blanks; a word with hyphens is several pieces.
    var pieces: [ArraySlice<UnicodeScalar>] = []
    var start = 0
    for (at, scalar) in scalars.enumerated() {
      let isBlank = scalar == " " || scalar == "\t"
      if at > start, (scalars[at - 1] == " " || scalars[at - 1] == "\t") != isBlank {
        pieces.append(scalars[start..<at])
        start = at
      }
      if breaksHyphens, scalar == "-", at > start {
        pieces.append(scalars[start...at])
        start = at + 1
      }
    }
    if start < scalars.count { pieces.append(scalars[start...]) }
    var lines: [[UnicodeScalar]] = []
    var line: [UnicodeScalar] = []
    var queue = pieces[...]
    while let next = queue.first {
      let isBlank = next.first == " " || next.first == "\t"
      if isBlank, line.isEmpty, !lines.isEmpty {
        queue.removeFirst()
        continue
      }
      if line.count + next.count <= width {
        line += next
        queue.removeFirst()
        continue
      }
      if next.count > width, breaksWords, !isBlank {
        let room = max(1, width - line.count)
        line += next.prefix(room)
        queue[queue.startIndex] = next.dropFirst(room)
      } else if line.isEmpty {
        line = Array(next)
        queue.removeFirst()
      }
      while let last = line.last, last == " " || last == "\t" { line.removeLast() }
      lines.append(line)
      line = []
    }
    while let last = line.last, last == " " || last == "\t" { line.removeLast() }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines.map { scalars in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
  }
}
