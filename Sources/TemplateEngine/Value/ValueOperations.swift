// What operators mean on values. Semantics are Jinja's; where an operand has the wrong type the
// fault says which one, so that the place can be marked.

import Diagnostics

extension TemplateFault {
  /// An operand that stands for nothing.
  static func undefinedOperand(_ index: Int) -> TemplateFault {
    var fault = TemplateFault(
      code: .undefinedValue, Wording("the value is undefined", fr: "la valeur n'est pas définie"))
    fault.operand = index
    return fault
  }
}

extension Value {
  /// Whether a value may be the key of a map.
  var isKey: Bool {
    switch self {
    case .none, .bool, .int, .double, .text: true
    default: false
    }
  }

  /// Whether a condition holds; undefined values are the caller's business.
  @inline(__always)
  var isTrue: Bool {
    switch self {
    case .undefined, .absent, .none: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .double(let value): value != 0
    case .text(let text): !text.bytes.isEmpty
    case .list(let list): !list.items.isEmpty
    case .map(let map): !map.values.isEmpty
    case .record, .macro, .namespace, .loop, .module: true
    }
  }

  // MARK: - Equality and order

  /// Whether two values are equal; values of unlike types are not.
  ///
  /// - Complexity: the lesser of the two weights, which the caller accounts for.
  func isEqual(to other: Value) -> Bool {
    switch (self, other) {
    case (.text(let left), .text(let right)): return left === right || left.bytes == right.bytes
    case (.int(let left), .int(let right)): return left == right
    case (.bool(let left), .bool(let right)): return left == right
    case (.none, .none): return true
    case (.undefined, .undefined), (.undefined, .absent), (.absent, .undefined), (.absent, .absent):
      return true
    case (.list(let left), .list(let right)):
      if left === right { return true }
      return left.isTuple == right.isTuple && left.weight == right.weight
        && Value.areEqual(left.items, right.items)
    case (.map(let left), .map(let right)):
      if left === right { return true }
      guard left.values.count == right.values.count, left.weight == right.weight else {
        return false
      }
      for (key, value) in zip(left.keys, left.values) {
        guard let found = right.value(of: key), found.isEqual(to: value) else { return false }
      }
      return true
    case (.record(let left), .record(let right)):
      return left === right
        || left.shape === right.shape && Value.areEqual(left.slots, right.slots)
    case (.macro(let left), .macro(let right)): return left === right
    case (.namespace(let left), .namespace(let right)): return left == right
    case (.loop(let left), .loop(let right)): return left == right
    default:
      if let left = number, let right = other.number { return left == right }
      return false
    }
  }

  private static func areEqual(_ left: [Value], _ right: [Value]) -> Bool {
    guard left.count == right.count else { return false }
    for (first, second) in zip(left, right) where !first.isEqual(to: second) { return false }
    return true
  }

  /// The value as a floating point number, if it is a number.
  var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }

  /// The order of two values of like types, or `nil` when they cannot be ordered.
  ///
  /// - Complexity: the lesser of the two weights, which the caller accounts for.
  func order(against other: Value) -> Int? {
    switch (self, other) {
    case (.int(let left), .int(let right)): return left < right ? -1 : left > right ? 1 : 0
    case (.text(let left), .text(let right)): return compareBytes(left.bytes, right.bytes)
    case (.list(let left), .list(let right)):
      if left === right { return 0 }
      for (first, second) in zip(left.items, right.items) {
        guard let order = first.order(against: second) else { return nil }
        if order != 0 { return order }
      }
      return left.items.count - right.items.count
    default:
      guard let left = number, let right = other.number else { return nil }
      return left < right ? -1 : left > right ? 1 : 0
    }
  }

  /// How much work a comparison may be.
  static func comparisonCost(_ operation: ComparisonOperator, _ left: Value, _ right: Value) -> Int
  {
    switch operation {
    case .isIn, .notIn:
      // A map finds its key by a hash; a list is searched, and so is a text.
      switch right {
      case .list: right.weight
      case .text(let text): 1 + text.bytes.count / 8
      default: left.weight
      }
    default: min(left.weight, right.weight)
    }
  }

  static func compare(
    _ operation: ComparisonOperator, _ left: Value, _ right: Value
  ) throws(TemplateFault) -> Bool {
    if case .undefined = left { throw .undefinedOperand(0) }
    if case .undefined = right { throw .undefinedOperand(1) }
    switch operation {
    case .equal: return left.isEqual(to: right)
    case .notEqual: return !left.isEqual(to: right)
    case .isIn: return try right.contains(left)
    case .notIn: return try !right.contains(left)
    case .less, .lessEqual, .greater, .greaterEqual:
      guard let order = left.order(against: right) else {
        throw TemplateFault(
          code: .wrongOperand,
          Wording(
            "cannot order \(left.typeName) and \(right.typeName)",
            fr: "\(left.typeName) et \(right.typeName) n'ont pas d'ordre entre eux"))
      }
      switch operation {
      case .less: return order < 0
      case .lessEqual: return order <= 0
      case .greater: return order > 0
      default: return order >= 0
      }
    }
  }

  /// Whether a value is part of this one, as `in` asks.
  func contains(_ part: Value) throws(TemplateFault) -> Bool {
    switch self {
    case .list(let list): return list.items.contains { $0.isEqual(to: part) }
    case .map(let map): return map.value(of: part) != nil
    case .record(let record):
      if case .text(let text) = part {
        return record.shape.table.position(of: text.bytes, hash: hashBytes(text.bytes)) != nil
      }
      return false
    case .text(let text):
      guard case .text(let needle) = part else {
        throw TemplateFault(
          code: .wrongOperand,
          Wording(
            "cannot look for \(part.typeName) in a string",
            fr: "on ne peut pas chercher \(part.typeName) dans un texte"))
      }
      return findBytes(needle.bytes, in: text.bytes, from: 0) != nil
    default:
      var fault = TemplateFault(
        code: .wrongOperand,
        Wording("cannot look into \(typeName)", fr: "on ne peut pas chercher dans \(typeName)"))
      fault.operand = 1
      throw fault
    }
  }

  // MARK: - Arithmetic

  static func binary(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(TemplateFault) -> Value {
    if case .int(let first) = left, case .int(let second) = right {
      return try integer(operation, first, second)
    }
    if case .undefined = left { throw .undefinedOperand(0) }
    if case .undefined = right { throw .undefinedOperand(1) }
    switch (operation, left, right) {
    case (.add, .text(let first), .text(let second)):
      return .text(try join([first, second]))
    case (.add, .list(let first), .list(let second)) where first.isTuple == second.isTuple:
      if first.items.count + second.items.count > 1_000_000 { throw .tooLarge("list") }
      return .list(ListBox(first.items + second.items, isTuple: first.isTuple))
    case (.multiply, .text(let text), .int(let count)),
      (.multiply, .int(let count), .text(let text)):
      let repeats = text.bytes.isEmpty ? 0 : Int(max(0, min(count, Int64(sizeLimit) + 1)))
      if text.bytes.count * repeats > sizeLimit { throw .tooLarge("string") }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.bytes.count * repeats)
      for _ in 0..<repeats { bytes.append(contentsOf: text.bytes) }
      return .transient(bytes, kind: text.kind)
    case (.multiply, .list(let list), .int(let count)):
      let repeats = list.items.isEmpty ? 0 : Int(max(0, min(count, 1_000_001)))
      if list.items.count * repeats > 1_000_000 { throw .tooLarge("list") }
      var items: [Value] = []
      for _ in 0..<repeats { items.append(contentsOf: list.items) }
      return .list(ListBox(items, isTuple: list.isTuple))
    default: break
    }
    if case .bool = left, case .bool = right {
    } else if left.isInteger, right.isInteger {
      return try integer(operation, left.integer, right.integer)
    }
    if left.isInteger, right.isInteger {
      return try integer(operation, left.integer, right.integer)
    }
    guard let first = left.number, let second = right.number else {
      throw TemplateFault(
        code: .wrongOperand,
        Wording(
          "cannot \(operation.verb) \(left.typeName) and \(right.typeName)",
          fr: "`\(operation.symbol)` ne s'applique pas à \(left.typeName) et \(right.typeName)"),
        hint: operation == .add
          ? Wording("join as text with `~`", fr: "joignez des textes avec `~`") : nil)
    }
    return try floating(operation, first, second)
  }

  private var isInteger: Bool {
    switch self {
    case .int, .bool: true
    default: false
    }
  }

  private var integer: Int64 {
    switch self {
    case .int(let value): value
    case .bool(let value): value ? 1 : 0
    default: 0
    }
  }

  private static func integer(
    _ operation: BinaryOperator, _ left: Int64, _ right: Int64
  ) throws(TemplateFault) -> Value {
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      if right == 0 { throw .divisionByZero }
      return .double(Double(left) / Double(right))
    case .floorDivide:
      if right == 0 { throw .divisionByZero }
      let (quotient, overflow) = left.dividedReportingOverflow(by: right)
      if overflow { throw .overflow }
      let floors = (left % right != 0) && ((left < 0) != (right < 0))
      return .int(floors ? quotient - 1 : quotient)
    case .modulo:
      if right == 0 { throw .divisionByZero }
      if right == -1 { return .int(0) }
      let rest = left % right
      return .int(rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest)
    case .power:
      if right < 0 {
        if left == 0 { throw .divisionByZero }
        return .double(power(Double(left), Double(right)))
      }
      var value: Int64 = 1
      var base = left
      var exponent = right
      while exponent > 0 {
        if exponent & 1 == 1 {
          let (product, overflow) = value.multipliedReportingOverflow(by: base)
          if overflow { throw .overflow }
          value = product
        }
        exponent >>= 1
        if exponent > 0 {
          let (square, overflow) = base.multipliedReportingOverflow(by: base)
          if overflow { throw .overflow }
          base = square
        }
      }
      return .int(value)
    }
    if result.overflow { throw .overflow }
    return .int(result.partialValue)
  }

  private static func floating(
    _ operation: BinaryOperator, _ left: Double, _ right: Double
  ) throws(TemplateFault) -> Value {
    switch operation {
    case .add: return .double(left + right)
    case .subtract: return .double(left - right)
    case .multiply: return .double(left * right)
    case .divide:
      if right == 0 { throw .divisionByZero }
      return .double(left / right)
    case .floorDivide:
      if right == 0 { throw .divisionByZero }
      return .double((left / right).rounded(.down))
    case .modulo:
      if right == 0 { throw .divisionByZero }
      let rest = left.truncatingRemainder(dividingBy: right)
      return .double(rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest)
    case .power: return .double(power(left, right))
    }
  }

  /// Powers with whole exponents are exact products; square roots by the processor.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0.5 { return base.squareRoot() }
    if exponent == exponent.rounded(), abs(exponent) < 1_000_000 {
      var value = 1.0
      var factor = base
      var rest = Int(abs(exponent))
      while rest > 0 {
        if rest & 1 == 1 { value *= factor }
        factor *= factor
        rest >>= 1
      }
      return exponent < 0 ? 1 / value : value
    }
    return naturalPower(base, exponent)
  }

  func negated() throws(TemplateFault) -> Value {
    switch self {
    case .undefined: throw .undefinedOperand(0)
    case .int(let value):
      if value == .min { throw .overflow }
      return .int(-value)
    case .double(let value): return .double(-value)
    case .bool(let value): return .int(value ? -1 : 0)
    default:
      throw TemplateFault(
        code: .wrongOperand,
        Wording("cannot negate \(typeName)", fr: "\(typeName) n'a pas d'opposé"))
    }
  }

  /// The most bytes one operation may make.
  static let sizeLimit = 16 << 20

  /// Several texts as one; when one is safe HTML, the others are escaped for it.
  static func join(_ texts: [Text]) throws(TemplateFault) -> Text {
    var size = 0
    for text in texts { size += text.bytes.count }
    if size > sizeLimit { throw .tooLarge("string") }
    let isMarkup = texts.contains { $0.isMarkup }
    if !isMarkup {
      let kind = texts.first?.kind ?? .plain
      let isUniform = texts.allSatisfy { $0.kind == kind }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(texts.reduce(0) { $0 + $1.bytes.count })
      for text in texts { bytes.append(contentsOf: text.bytes) }
      return Text(transient: bytes, kind: isUniform && kind != .url ? kind : .plain)
    }
    var buffer = OutputBuffer(capacity: texts.reduce(16) { $0 + $1.bytes.count })
    for text in texts {
      if text.isMarkup { buffer.append(text.bytes) } else { buffer.appendEscaped(text.bytes) }
    }
    return Text(transient: buffer.bytes, kind: .html)
  }
}

extension BinaryOperator {
  /// The operator in messages.
  var verb: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide, .floorDivide: "divide"
    case .modulo: "take the remainder of"
    case .power: "raise"
    }
  }
}

extension TemplateFault {
  static let divisionByZero = TemplateFault(
    code: .arithmetic, Wording("division by zero", fr: "division par zéro"))
  static let overflow = TemplateFault(
    code: .arithmetic,
    Wording("the result does not fit into 64 bits", fr: "le résultat dépasse 64 bits"),
    hint: Wording("compute with floating point numbers", fr: "calculez avec des nombres à virgule"))

  static let emptyCycle = TemplateFault(
    code: .wrongArguments,
    Wording(
      "`loop.cycle` needs at least one argument",
      fr: "`loop.cycle` a besoin d'au moins un argument"))

  static let outOfFuel = TemplateFault(
    code: .fuelLimit,
    Wording("the template does not come to an end", fr: "le gabarit ne se termine pas"))

  static func tooLarge(_ what: String) -> TemplateFault {
    TemplateFault(
      code: .sizeLimit,
      Wording("the \(what) would be too large", fr: "\(inFrench(what)) : taille excessive"))
  }
}

/// The order of two byte strings; UTF-8 bytes order as code points do.
func compareBytes(_ left: [UInt8], _ right: [UInt8]) -> Int {
  let count = min(left.count, right.count)
  let first = left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      var at = 0
      while at < count, left[at] == right[at] { at += 1 }
      return at == count ? 0 : left[at] < right[at] ? -1 : 1
    }
  }
  if first != 0 { return first }
  return left.count < right.count ? -1 : left.count > right.count ? 1 : 0
}

/// The offset of a byte string inside another, or `nil`.
func findBytes(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
  if needle.isEmpty { return start <= bytes.count ? start : nil }
  if bytes.count < needle.count { return nil }
  // With a long needle, every byte of a hostile text would be compared as often as it has bytes.
  if needle.count > 8 { return findLong(needle, in: bytes, from: start) }
  return bytes.withUnsafeBufferPointer { bytes in
    needle.withUnsafeBufferPointer { findShort($0, in: bytes, from: start) }
  }
}

/// As `findBytes`, eight bytes at a time until one is the first of the needle.
private func findShort(
  _ needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
) -> Int? {
  let raw = UnsafeRawBufferPointer(bytes)
  let ones: UInt64 = 0x0101_0101_0101_0101
  let first = ones &* UInt64(needle[0])
  let end = bytes.count - needle.count
  var at = start
  while at <= end {
    if at + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let other = word ^ first
      let marks = (other &- ones) & ~other & (ones &* 0x80)
      if marks == 0 {
        at += 8
        continue
      }
      at += marks.trailingZeroBitCount >> 3
      if at > end { return nil }
    }
    var same = 0
    while same < needle.count, bytes[at + same] == needle[same] { same += 1 }
    if same == needle.count { return at }
    at += 1
  }
  return nil
}

/// As `findBytes`, never looking at a byte twice; by Knuth, Morris and Pratt.
private func findLong(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
  var borders = [Int](repeating: 0, count: needle.count)
  var length = 0
  for at in 1..<needle.count {
    while length > 0, needle[at] != needle[length] { length = borders[length - 1] }
    if needle[at] == needle[length] { length += 1 }
    borders[at] = length
  }
  length = 0
  for at in start..<max(start, bytes.count) {
    while length > 0, bytes[at] != needle[length] { length = borders[length - 1] }
    if bytes[at] == needle[length] { length += 1 }
    if length == needle.count { return at + 1 - length }
  }
  return nil
}

/// `base` to a fractional exponent, by logarithm and exponential series.
///
/// The standard library has no `pow` without a C library; this is exact to about 1e-14.
func naturalPower(_ base: Double, _ exponent: Double) -> Double {
  if base <= 0 { return base == 0 ? 0 : .nan }
  let binaryExponent = Double(base.exponent)
  let fraction = base.significand
  // ln(m) for m in [1, 2): 2 atanh((m - 1) / (m + 1)).
  let ratio = (fraction - 1) / (fraction + 1)
  var term = ratio
  var sum = 0.0
  var index = 1.0
  while index < 80 {
    sum += term / index
    term *= ratio * ratio
    index += 2
  }
  let ln2 = 0.693147180559945309417232
  let logarithm = 2 * sum + binaryExponent * ln2
  let power = logarithm * exponent
  if power > 709 { return .infinity }
  if power < -745 { return 0 }
  let whole = (power / ln2).rounded()
  let rest = power - whole * ln2
  var series = 1.0
  var part = 1.0
  for step in 1..<25 {
    part *= rest / Double(step)
    series += part
  }
  return Double(sign: .plus, exponent: Int(whole), significand: 1) * series
}
