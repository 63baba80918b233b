// HOT: values read where they lie. What a hole needs of a text is an address and a length; to read
// them in place counts no reference. The owner of the value must keep it meanwhile: the stack and the
// context variables do so while an instruction runs.

/// What most holes write, without a reference to it.
enum ValueInPlace {
  /// A text that is not empty: its bytes, whether none of them needs escaping, and its kind.
  case text(UnsafePointer<UInt8>, Int, isEscapeFree: Bool, SafeKind)
  case int(Int64)
  /// A value that must be taken to be written.
  case other
}

extension UnsafePointer<Value> {
  /// The parts of the value here.
  @inline(__always)
  var inPlace: ValueInPlace {
    switch pointee {
    case .text(let text):
      // The bytes of a text never move: its array is never written to.
      let run = text.bytes.withUnsafeBufferPointer { $0 }
      guard let start = run.baseAddress else { return .other }
      return .text(start, run.count, isEscapeFree: text.isEscapeFree, text.kind)
    case .int(let value): return .int(value)
    default: return .other
    }
  }
}

extension VirtualMachine {
  /// Where the field of a site of the value at a place lies; `nil` unless the value has the table
  /// of keys in which the site found its field the last time.
  @inline(__always)
  func rememberedField(
    of object: UnsafePointer<Value>, _ site: Int
  ) -> UnsafePointer<Value>? {
    let memory = memory + site
    switch object.pointee {
    case .record(let record):
      guard memory.pointee.identity == ObjectIdentifier(record.shape.table) else { return nil }
      return record.slots.withUnsafeBufferPointer { $0.baseAddress }.map {
        $0 + memory.pointee.slot
      }
    case .map(let map):
      guard memory.pointee.identity == ObjectIdentifier(map.table) else { return nil }
      return map.values.withUnsafeBufferPointer { $0.baseAddress }.map { $0 + memory.pointee.slot }
    default: return nil
    }
  }

  /// Writes the value at a place with the escaper of an instruction.
  @inline(__always)
  mutating func write(
    _ value: UnsafePointer<Value>, _ instruction: Instruction
  ) throws(TemplateFault) {
    let isText = instruction.flag == Escaper.html.rawValue
    let isContent = isText || instruction.flag == Escaper.rcdata.rawValue
    if isContent
      || instruction.flag == Escaper.attribute.rawValue
        && instruction.small == UInt16(AttributeEncoding.quoted.rawValue)
    {
      switch value.inPlace {
      case .text(let start, let count, let isEscapeFree, let kind):
        if kind != .html && isEscapeFree || isText && kind == .html || isContent && kind == .json {
          out.append(start, count)
          return
        }
        if kind != .html {
          out.appendEscaped(start, count)
          return
        }
      case .int(let value):
        out.append(decimal: value)
        return
      case .other: break
      }
    }
    try writeRare(value.pointee, instruction)
  }
}
