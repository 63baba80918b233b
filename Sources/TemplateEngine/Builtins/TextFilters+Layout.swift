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
    let width = Int(max(1, min(try call.integer(0, default: 79), 100_000)))
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
    return .transient(
      Array(lines.joined(separator: mark).utf8), kind: text.isMarkup ? .html : .plain)
  }

  private static func wrap(
    _ scalars: [UnicodeScalar], _ width: Int, breaksWords: Bool, breaksHyphens: Bool
  ) -> [String] {
    // Pieces are words and runs of blanks; a word with hyphens is several pieces.
    var pieces: [[UnicodeScalar]] = []
    var piece: [UnicodeScalar] = []
    for scalar in scalars {
      let isBlank = scalar == " " || scalar == "\t"
      if let last = piece.last, (last == " " || last == "\t") != isBlank {
        pieces.append(piece)
        piece = []
      }
      piece.append(scalar)
      if breaksHyphens, scalar == "-", piece.count > 1 {
        pieces.append(piece)
        piece = []
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
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
        queue[queue.startIndex] = Array(next.dropFirst(room))
      } else if line.isEmpty {
        line = next
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

  /// `printf` style: `%s %d %f %x`, widths, precision, `%(name)s`.
  static func format(_ call: FilterCall) throws(TemplateFault) -> Value {
    let text = try call.value.printed()
    var positional: [Value] = []
    if case .list(let list) = call[0] { positional = list.items }
    var named = MapBox(entries: [])
    if case .map(let map) = call[1] { named = map }
    var out: [UInt8] = []
    let bytes = text.bytes
    var at = 0
    var used = 0
    while at < bytes.count {
      guard bytes[at] == 0x25 else {
        out.append(bytes[at])
        at += 1
        continue
      }
      at += 1
      if at < bytes.count, bytes[at] == 0x25 {
        out.append(0x25)
        at += 1
        continue
      }
      var value: Value?
      if at < bytes.count, bytes[at] == 0x28, let close = bytes[at...].firstIndex(of: 0x29) {
        value = named.value(of: .string(Array(bytes[(at + 1)..<close])))
        at = close + 1
        if value == nil {
          throw TemplateFault(
            Wording(
              "`format` misses a named argument", fr: "il manque à `format` un argument nommé"))
        }
      }
      var form = FormatForm()
      while at < bytes.count, form.read(bytes[at]) { at += 1 }
      guard at < bytes.count else {
        throw TemplateFault(
          Wording("the format ends inside a `%`", fr: "le format finit dans un `%`"))
      }
      if value == nil {
        guard used < positional.count else {
          throw TemplateFault(
            Wording(
              "`format` has fewer arguments than `%` marks",
              fr: "`format` a moins d'arguments que de marques `%`"))
        }
        value = positional[used]
        used += 1
      }
      if let value {
        var piece = try form.apply(bytes[at], value)
        if text.isMarkup, case .text(let escaped) = try escape(.string(piece), force: false) {
          piece = escaped.bytes
        }
        out.append(contentsOf: piece)
        if out.count > Value.sizeLimit { throw .tooLarge("string") }
      }
      at += 1
    }
    if used < positional.count {
      throw TemplateFault(
        Wording(
          "`format` has more arguments than `%` marks",
          fr: "`format` a plus d'arguments que de marques `%`"))
    }
    return .transient(out, kind: text.isMarkup ? .html : .plain)
  }
}

/// The flags, width and precision of one `%` mark.
struct FormatForm {
  private var isLeft = false
  private var fillsZero = false
  private var showsPlus = false
  private var showsBlank = false
  private var width = 0
  private var precision: Int?

  /// Takes one byte of the mark; `false` at its letter.
  mutating func read(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2D: isLeft = true
    case 0x2B: showsPlus = true
    case 0x20: showsBlank = true
    case 0x23: break
    case 0x2E: precision = 0
    case 0x30 where width == 0 && precision == nil: fillsZero = true
    case 0x30...0x39:
      let digit = Int(byte) - 0x30
      if let known = precision {
        precision = min(known * 10 + digit, 1000)
      } else {
        width = min(width * 10 + digit, 10_000)
      }
    default: return false
    }
    return true
  }

  /// The formatted value.
  func apply(_ letter: UInt8, _ value: Value) throws(TemplateFault) -> [UInt8] {
    var body: [UInt8]
    var isNumber = true
    switch letter {
    case 0x73:
      isNumber = false
      body = try value.printed().bytes
      if let precision {
        body = Array(String(String(decoding: body, as: UTF8.self).prefix(precision)).utf8)
      }
    case 0x64, 0x69, 0x75:
      guard let number = value.number else {
        throw TemplateFault(
          Wording(
            "`%d` needs a number, not \(value.typeName)",
            fr: "`%d` demande un nombre, non \(value.typeName)"))
      }
      if case .int(let whole) = value {
        body = Array(String(whole).utf8)
      } else {
        body = Array(String(Int64(exactly: number.rounded(.towardZero)) ?? 0).utf8)
      }
    case 0x66, 0x46:
      guard let number = value.number else {
        throw TemplateFault(
          Wording(
            "`%f` needs a number, not \(value.typeName)",
            fr: "`%f` demande un nombre, non \(value.typeName)"))
      }
      body = Array(NumberFilters.fixed(number, digits: precision ?? 6).utf8)
    case 0x78, 0x58, 0x6F:
      guard case .int(let whole) = value else {
        throw TemplateFault(
          Wording(
            "`%x` needs an integer, not \(value.typeName)",
            fr: "`%x` demande un entier, non \(value.typeName)"))
      }
      body = Array(String(whole, radix: letter == 0x6F ? 8 : 16, uppercase: letter == 0x58).utf8)
    default:
      throw TemplateFault(
        Wording(
          "`%\(String(UnicodeScalar(letter)))` is not a format of templates",
          fr: "`%\(String(UnicodeScalar(letter)))` n'est pas un format des gabarits"))
    }
    if isNumber, body.first != 0x2D {
      if showsPlus { body.insert(0x2B, at: 0) } else if showsBlank { body.insert(0x20, at: 0) }
    }
    let length = Text(transient: body).scalarCount
    guard length < width else { return body }
    let fill = width - length
    if isLeft { return body + [UInt8](repeating: 0x20, count: fill) }
    if fillsZero, isNumber {
      let hasSign = body.first == 0x2D || body.first == 0x2B
      let zeros = [UInt8](repeating: 0x30, count: fill)
      return hasSign ? [body[0]] + zeros + body.dropFirst() : zeros + body
    }
    return [UInt8](repeating: 0x20, count: fill) + body
  }
}
