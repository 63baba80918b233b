// The filter `format`: texts in the manner of `printf`, as Python's operator `%` makes them.

import Diagnostics

extension TextFilters {
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
      while at < bytes.count, form.read(bytes[at]) {
        if bytes[at] == 0x2A {
          guard used < positional.count, case .int(let size) = positional[used] else {
            throw TemplateFault(
              Wording(
                "`*` in a format needs an integer", fr: "`*` dans un format demande un entier"))
          }
          form.take(size)
          used += 1
        }
        at += 1
      }
      if form.width > call.limits.valueBytes || (form.precision ?? 0) > call.limits.valueBytes {
        throw .tooLarge("string")
      }
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
  private var isAlternative = false
  /// The least number of characters.
  private(set) var width = 0
  /// What stands behind the point: a number of digits, or of characters.
  private(set) var precision: Int?

  private static let sizeLimit = 1 << 40

  /// Takes one byte of the mark; `false` at its letter.
  mutating func read(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2D: isLeft = true
    case 0x2B: showsPlus = true
    case 0x20: showsBlank = true
    case 0x23: isAlternative = true
    case 0x2A: break
    case 0x2E: precision = 0
    case 0x30 where width == 0 && precision == nil: fillsZero = true
    case 0x30...0x39:
      let digit = Int(byte) - 0x30
      if let known = precision {
        precision = min(known * 10 + digit, Self.sizeLimit)
      } else {
        width = min(width * 10 + digit, Self.sizeLimit)
      }
    default: return false
    }
    return true
  }

  /// Takes the value of a `*`.
  mutating func take(_ size: Int64) {
    let size = Int(clamping: size)
    if precision != nil {
      precision = max(0, min(size, Self.sizeLimit))
    } else {
      if size < 0 { isLeft = true }
      width = Int(clamping: min(size.magnitude, UInt(Self.sizeLimit)))
    }
  }

  /// The formatted value.
  func apply(_ letter: UInt8, _ value: Value) throws(TemplateFault) -> [UInt8] {
    var body: [UInt8]
    switch letter {
    case UInt8(ascii: "s"), UInt8(ascii: "r"):
      let text = letter == UInt8(ascii: "s") ? try value.printed() : try value.represented()
      body = text.bytes
      if let precision, text.scalarCount > precision {
        body = Array(body[..<text.scalarRanges[precision].lowerBound])
      }
      return padded(body, isNumber: false)
    case UInt8(ascii: "c"): return padded(try character(value), isNumber: false)
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"):
      let number = try number(value, "d")
      if case .double = value {
        if !number.isFinite { throw .overflow }
        body = Array(NumberFilters.fixed(number.rounded(.towardZero) + 0, digits: 0).utf8)
      } else {
        body = Array(String(value.wholeNumber ?? 0).utf8)
      }
      zeroFilled(&body)
    case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"):
      guard let whole = value.wholeNumber else { throw Self.needs("an integer", "x", value) }
      let isOctal = letter == UInt8(ascii: "o")
      let digits = String(
        whole.magnitude, radix: isOctal ? 8 : 16, uppercase: letter == UInt8(ascii: "X"))
      body = Array(digits.utf8)
      zeroFilled(&body)
      if isAlternative { body = [0x30, letter] + body }
      if whole < 0 { body.insert(0x2D, at: 0) }
    case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
      UInt8(ascii: "g"), UInt8(ascii: "G"):
      body = floating(try number(value, String(UnicodeScalar(letter))), letter | 0x20)
      if letter & 0x20 == 0 {
        body = body.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }
      }
    default:
      throw TemplateFault(
        Wording(
          "`%\(String(UnicodeScalar(letter)))` is not a format of templates",
          fr: "`%\(String(UnicodeScalar(letter)))` n'est pas un format des gabarits"))
    }
    if body.first != 0x2D {
      if showsPlus { body.insert(0x2B, at: 0) } else if showsBlank { body.insert(0x20, at: 0) }
    }
    return padded(body, isNumber: true)
  }

  // MARK: - Values

  private static func needs(_ what: String, _ letter: String, _ value: Value) -> TemplateFault {
    TemplateFault(
      Wording(
        "`%\(letter)` needs \(what), not \(value.typeName)",
        fr: "`%\(letter)` demande \(inFrench(what)), non \(value.typeName)"))
  }

  private func number(_ value: Value, _ letter: String) throws(TemplateFault) -> Double {
    guard let number = value.number else { throw Self.needs("a number", letter, value) }
    return number
  }

  private func character(_ value: Value) throws(TemplateFault) -> [UInt8] {
    switch value {
    case .text(let text) where text.scalarCount == 1: return text.bytes
    case .int(let code):
      if let scalar = UInt32(exactly: code).flatMap(UnicodeScalar.init) {
        return Array(String(Character(scalar)).utf8)
      }
    default: break
    }
    throw TemplateFault(
      Wording(
        "`%c` needs one character or its number, not \(value.typeName)",
        fr: "`%c` demande un caractère ou son numéro, non \(value.typeName)"))
  }

  // MARK: - Numbers

  private func floating(_ number: Double, _ form: UInt8) -> [UInt8] {
    if !number.isFinite { return Array(Value.describe(number).utf8) }
    let digits = precision ?? 6
    let sign: [UInt8] = number.sign == .minus ? [0x2D] : []
    switch form {
    case UInt8(ascii: "f"):
      let text = Array(NumberFilters.fixed(abs(number), digits: digits).utf8)
      return sign + (isAlternative && digits == 0 ? text + [0x2E] : text)
    case UInt8(ascii: "e"): return sign + scientific(abs(number), digits)
    default:
      let count = max(1, digits)
      let (_, exponent) = NumberFilters.scientific(abs(number), digits: min(count - 1, 400))
      var text: [UInt8]
      if exponent < -4 || exponent >= count {
        text = scientific(abs(number), count - 1, keepsZeros: isAlternative)
      } else {
        text = Array(NumberFilters.fixed(abs(number), digits: count - 1 - exponent).utf8)
        if !isAlternative { Self.dropZeros(&text) }
      }
      return sign + text
    }
  }

  private func scientific(_ number: Double, _ digits: Int, keepsZeros: Bool = true) -> [UInt8] {
    let (all, exponent) = NumberFilters.scientific(number, digits: min(digits, 400))
    var text = [all[0]]
    if all.count > 1 || isAlternative { text.append(0x2E) }
    text += all.dropFirst()
    if !keepsZeros { Self.dropZeros(&text) }
    let power = String(exponent.magnitude)
    text += Array((exponent < 0 ? "e-" : "e+").utf8) + (power.utf8.count < 2 ? [0x30] : [])
    return text + Array(power.utf8)
  }

  /// Drops the zeros behind a point, and a point with nothing behind it.
  private static func dropZeros(_ text: inout [UInt8]) {
    guard text.contains(0x2E) else { return }
    while text.last == 0x30 { text.removeLast() }
    if text.last == 0x2E { text.removeLast() }
  }

  /// Whole numbers take their precision as the least number of digits.
  private func zeroFilled(_ body: inout [UInt8]) {
    guard let precision else { return }
    let isNegative = body.first == 0x2D
    let missing = precision - body.count + (isNegative ? 1 : 0)
    if missing <= 0 { return }
    body.insert(contentsOf: [UInt8](repeating: 0x30, count: missing), at: isNegative ? 1 : 0)
  }

  private func padded(_ body: [UInt8], isNumber: Bool) -> [UInt8] {
    let length = Text(transient: body).scalarCount
    guard length < width else { return body }
    let fill = width - length
    if isLeft { return body + [UInt8](repeating: 0x20, count: fill) }
    if fillsZero, isNumber {
      let hasSign = body.first == 0x2D || body.first == 0x2B || body.first == 0x20
      let zeros = [UInt8](repeating: 0x30, count: fill)
      return hasSign ? [body[0]] + zeros + body.dropFirst() : zeros + body
    }
    return [UInt8](repeating: 0x20, count: fill) + body
  }
}

extension Value {
  /// The whole number of an integer or boolean, or `nil`.
  fileprivate var wholeNumber: Int64? {
    switch self {
    case .int(let value): value
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }
}
