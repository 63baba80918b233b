// Filters on numbers, and numbers from text.

import Diagnostics

/// Hints of near names for faults that are made while templates run.
enum Suggestions {
  static func hint(for name: String, among names: some Sequence<String>) -> Wording? {
    Suggestion.hint(Suggestion.nearest(to: name, among: names))?.text
  }
}

enum NumberFilters {
  static func absolute(_ value: Value) throws(TemplateFault) -> Value {
    switch value {
    case .int(let number):
      if number == .min { throw .overflow }
      return .int(Swift.abs(number))
    case .double(let number): return .double(Swift.abs(number))
    case .bool(let flag): return .int(flag ? 1 : 0)
    default:
      throw TemplateFault(
        Wording(
          "`abs` takes a number, not \(value.typeName)",
          fr: "`abs` prend un nombre, non \(value.typeName)"))
    }
  }

  static func int(_ call: FilterCall) throws(TemplateFault) -> Value {
    let base = try call.integer(1, default: 10)
    if let number = integer(call.value, base: Int(max(2, min(base, 36)))) { return .int(number) }
    if call.has(0) { return call[0] }
    throw TemplateFault(
      Wording(
        "cannot read \(describe(call.value)) as an integer",
        fr: "\(describe(call.value)) ne se lit pas comme un entier"),
      hint: Wording(
        "give a fallback: `|int(default=0)`", fr: "donnez une valeur de repli : `|int(default=0)`"))
  }

  private static func integer(_ value: Value, base: Int) -> Int64? {
    switch value {
    case .int(let number): return number
    case .bool(let flag): return flag ? 1 : 0
    case .double(let number):
      return Swift.abs(number) < 9.2e18 ? Int64(number.rounded(.towardZero)) : nil
    case .text(let text):
      var digits = stripped(text).filter { $0 != "_" }
      let prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : ""
      if !prefix.isEmpty, digits.lowercased().hasPrefix(prefix) { digits.removeFirst(2) }
      if let whole = Int64(digits, radix: base) { return whole }
      if base == 10, isNumber(digits), let number = Double(digits), Swift.abs(number) < 9.2e18 {
        return Int64(number.rounded(.towardZero))
      }
      return nil
    default: return nil
    }
  }

  /// A text without white space at its ends.
  private static func stripped(_ text: Text) -> String {
    var scalars = text.string.unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  /// Whether a text is a decimal number (the standard library also reads hexadecimal ones).
  private static func isNumber(_ digits: String) -> Bool {
    !digits.isEmpty && digits.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
  }

  static func float(_ call: FilterCall) throws(TemplateFault) -> Value {
    switch call.value {
    case .int, .double, .bool: return .double(call.value.number ?? 0)
    case .text(let text):
      let digits = stripped(text)
      if isNumber(digits), let number = Double(digits) { return .double(number) }
    default: break
    }
    if call.has(0) { return call[0] }
    throw TemplateFault(
      Wording(
        "cannot read \(describe(call.value)) as a number",
        fr: "\(describe(call.value)) ne se lit pas comme un nombre"),
      hint: Wording(
        "give a fallback: `|float(default=0.0)`",
        fr: "donnez une valeur de repli : `|float(default=0.0)`"))
  }

  private static func describe(_ value: Value) -> String {
    if case .text(let text) = value { "`\(text.string.prefix(40))`" } else { value.typeName }
  }

  static func round(_ call: FilterCall) throws(TemplateFault) -> Value {
    guard let number = call.value.number else {
      throw TemplateFault(
        Wording(
          "`round` takes a number, not \(call.value.typeName)",
          fr: "`round` prend un nombre, non \(call.value.typeName)"))
    }
    let precision = Int(max(-400, min(try call.integer(0, default: 0), 400)))
    let method = call.has(1) ? try call.text(1).string : "common"
    var scale = 1.0
    for _ in 0..<Swift.abs(precision) { scale *= 10 }
    let scaled = precision < 0 ? number / scale : number * scale
    // Beyond the digits a number can have nothing is left to round.
    if !number.isFinite || precision > 330 { return .double(number) }
    // So many digits before the point no number has.
    if precision < -308, method == "common" {
      if case .int = call.value { return .int(0) }
      return .double(0)
    }
    let rounded: Double
    switch method {
    case "common":
      if case .int(let whole) = call.value {
        if precision >= 0 { return .int(whole) }
        let rounded = decimalRounded(number, precision, scaled, scale)
        guard let result = Int64(exactly: rounded) else { throw .overflow }
        return .int(result)
      }
      // As Python: by the shortest decimal, ties to even.
      return .double(decimalRounded(number, precision, scaled, scale))
    case "ceil": rounded = scaled.rounded(.up)
    case "floor": rounded = scaled.rounded(.down)
    default:
      throw TemplateFault(
        Wording(
          "`round` knows the methods common, ceil and floor",
          fr: "`round` connaît les méthodes common, ceil et floor"))
    }
    if !scaled.isFinite { return .double(number) }
    return .double(precision < 0 ? rounded * scale : rounded / scale)
  }

  private static func decimalRounded(
    _ number: Double, _ precision: Int, _ scaled: Double, _ scale: Double
  ) -> Double {
    if precision <= 0 {
      let rounded = scaled.rounded(.toNearestOrEven)
      return precision < 0 ? rounded * scale : rounded
    }
    return Double(fixed(number, digits: precision)) ?? number
  }

  /// A number with a fixed count of decimals, correctly rounded.
  static func fixed(_ number: Double, digits: Int) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    let magnitude = Swift.abs(number)
    var whole = magnitude.rounded(.down)
    // The fraction's digits come exactly: a double's fraction is a finite binary one.
    var fraction = BinaryFraction(magnitude - whole)
    var decimals: [UInt8] = []
    for _ in 0..<min(digits, 400) { decimals.append(fraction.nextDigit()) }
    var isUp = fraction.isAboveHalf
    if fraction.isHalf {
      isUp = (decimals.last ?? UInt8(whole.truncatingRemainder(dividingBy: 2))) & 1 == 1
    }
    var place = decimals.count - 1
    while isUp, place >= 0 {
      if decimals[place] == 9 {
        decimals[place] = 0
        place -= 1
      } else {
        decimals[place] += 1
        isUp = false
      }
    }
    if isUp { whole += 1 }
    let head = wholeDigits(whole)
    let sign = number < 0 ? "-" : ""
    if digits == 0 { return sign + head }
    return sign + head + "." + String(decoding: decimals.map { $0 + 0x30 }, as: UTF8.self)
  }

  static func fileSize(_ call: FilterCall) throws(TemplateFault) -> Value {
    let number: Double
    switch call.value {
    case .text(let text):
      let digits = stripped(text)
      guard isNumber(digits), let read = Double(digits) else {
        throw TemplateFault(
          Wording(
            "cannot read \(describe(call.value)) as a number",
            fr: "\(describe(call.value)) ne se lit pas comme un nombre"))
      }
      number = read
    default:
      guard let given = call.value.number else {
        throw TemplateFault(
          Wording(
            "`filesizeformat` takes a number, not \(call.value.typeName)",
            fr: "`filesizeformat` prend un nombre, non \(call.value.typeName)"))
      }
      number = given
    }
    if !number.isFinite {
      throw TemplateFault(
        Wording("a size is a finite number", fr: "une taille est un nombre fini"))
    }
    let base: Double = call.flag(0) ? 1024 : 1000
    if call.has(1), try call.text(1).string.lowercased().hasPrefix("fr") {
      return .string(octets(number, base: base))
    }
    let units =
      call.flag(0)
      ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
      : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
    if number == 1 { return .string("1 Byte") }
    if number < base {
      return .string(fixed(number.rounded(.towardZero) + 0, digits: 0) + " Bytes")
    }
    // As Jinja computes it, rounding for rounding.
    var above = base * base
    var name = units[0]
    for next in units {
      name = next
      if number < above || next == units.last { break }
      above *= base
    }
    return .string(fixed(base * number / above, digits: 1) + " " + name)
  }

  /// A size in French: `1 octet`, `1,5 Mo`, with a space that does not break.
  private static func octets(_ number: Double, base: Double) -> String {
    let units =
      base == 1024
      ? ["Kio", "Mio", "Gio", "Tio", "Pio", "Eio", "Zio", "Yio"]
      : ["ko", "Mo", "Go", "To", "Po", "Eo", "Zo", "Yo"]
    if number < base {
      let count = fixed(number.rounded(.towardZero) + 0, digits: 0)
      return "\(count)\u{A0}octet\(abs(number) < 2 ? "" : "s")"
    }
    var unit = base
    var name = units[0]
    for next in units {
      name = next
      if number < unit * base || next == units.last { break }
      unit *= base
    }
    return fixed(number / unit, digits: 1).replacing(".", with: ",") + "\u{A0}" + name
  }
}

extension NumberFilters {
  /// The decimal digits of a whole number that is not negative, all of them exact.
  static func wholeDigits(_ number: Double) -> String {
    if number < 9.2e18 { return String(Int64(number)) }
    // The significand as a whole number, then doubled exponent times, in words of nine digits.
    var words = [UInt64(number.significandBitPattern | 1 << 52)]
    for _ in 0..<(Int(number.exponent) - 52) {
      var carry: UInt64 = 0
      for index in words.indices {
        let doubled = words[index] * 2 + carry
        words[index] = doubled % 1_000_000_000
        carry = doubled / 1_000_000_000
      }
      while carry > 0 {
        words.append(carry % 1_000_000_000)
        carry /= 1_000_000_000
      }
    }
    var digits = String(words.last ?? 0)
    for word in words.dropLast().reversed() {
      let part = String(word)
      digits += String(repeating: "0", count: 9 - part.count) + part
    }
    return digits
  }

  /// A number with one digit before the point and an exponent of ten, correctly rounded: the digits
  /// without a point, and the exponent. `digits` stand behind the first.
  static func scientific(_ number: Double, digits: Int) -> (digits: [UInt8], exponent: Int) {
    if number == 0 { return ([UInt8](repeating: 0x30, count: digits + 1), 0) }
    // All digits that the number has, exactly; a double has at most 1,075 behind the point.
    let whole = abs(number)
    let text = Array(fixed(whole, digits: min(400, max(0, 52 - Int(whole.exponent)))).utf8)
    var all = text.filter { $0 != 0x2E }
    var exponent = (text.firstIndex(of: 0x2E) ?? text.count) - 1
    let leading = all.prefix { $0 == 0x30 }.count
    all.removeFirst(min(leading, all.count - 1))
    exponent -= leading
    while all.count <= digits + 1 { all.append(0x30) }
    let rest = all[(digits + 1)...]
    var kept = Array(all[..<(digits + 1)])
    let isHalf = rest.first == 0x35 && rest.dropFirst().allSatisfy { $0 == 0x30 }
    var isUp = isHalf ? kept[digits] & 1 == 1 : (rest.first ?? 0) >= 0x35
    var place = digits
    while isUp, place >= 0 {
      if kept[place] == 0x39 {
        kept[place] = 0x30
        place -= 1
      } else {
        kept[place] += 1
        isUp = false
      }
    }
    if isUp {
      kept.insert(0x31, at: 0)
      kept.removeLast()
      exponent += 1
    }
    return (kept, exponent)
  }
}

/// A binary fraction below one, as an exact big number, giving its decimal digits in order.
private struct BinaryFraction {
  /// Words of 32 bits below the binary point, the highest first.
  private var words: [UInt64]

  init(_ fraction: Double) {
    var rest = fraction
    words = []
    while rest > 0, words.count < 40 {
      rest *= 4_294_967_296
      let word = rest.rounded(.down)
      words.append(UInt64(word))
      rest -= word
    }
  }

  mutating func nextDigit() -> UInt8 {
    var carry: UInt64 = 0
    for index in words.indices.reversed() {
      let product = words[index] * 10 + carry
      words[index] = product & 0xFFFF_FFFF
      carry = product >> 32
    }
    return UInt8(carry)
  }

  var isHalf: Bool {
    guard let first = words.first else { return false }
    return first == 0x8000_0000 && words.dropFirst().allSatisfy { $0 == 0 }
  }

  var isAboveHalf: Bool {
    guard let first = words.first else { return false }
    return first >= 0x8000_0000 && !isHalf
  }
}
