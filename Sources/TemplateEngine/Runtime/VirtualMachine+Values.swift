// What a fault says of the values in scope: each variable or field that the failing expression names,
// with its value in short.

import Diagnostics

extension VirtualMachine {
  /// How many values a fault shows.
  private static let shownValueLimit = 4

  /// Notes on the values that the expression of a span names.
  func valuesNamed(in span: Span) -> [Wording] {
    guard let bytes = program.sources[span.source], Int(span.end) <= bytes.count,
      span.end - span.start <= 2_000
    else { return [] }
    var notes: [Wording] = []
    var seen: Set<String> = []
    for path in Self.paths(in: bytes[Int(span.start)..<Int(span.end)]) {
      guard notes.count < Self.shownValueLimit, seen.insert(path.joined(separator: ".")).inserted,
        let (shown, value) = reached(path), let text = Self.inShort(value)
      else { continue }
      notes.append(
        Wording("`\(shown)` is \(text.english)", fr: "`\(shown)` vaut \(text.french)"))
    }
    return notes
  }

  /// The variables with the fields read from them, as an expression writes them.
  private static func paths(in code: ArraySlice<UInt8>) -> [[String]] {
    var paths: [[String]] = []
    var at = code.startIndex
    var before: UInt8 = 0
    func isLetter(_ byte: UInt8) -> Bool {
      byte == 0x5F || byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }
    func nameEnd(_ start: Int) -> Int {
      var end = start
      while end < code.endIndex, isLetter(code[end]) || (0x30...0x39).contains(code[end]) {
        end += 1
      }
      return end
    }
    while at < code.endIndex {
      let byte = code[at]
      if byte == 0x22 || byte == 0x27 {
        at += 1
        while at < code.endIndex, code[at] != byte { at += code[at] == 0x5C ? 2 : 1 }
        at += 1
        before = byte
        continue
      }
      guard isLetter(byte) else {
        if (0x30...0x39).contains(byte) {
          at = nameEnd(at)
        } else {
          at += 1
        }
        if byte != 0x20 { before = byte }
        continue
      }
      var path: [String] = []
      var end = nameEnd(at)
      path.append(String(decoding: code[at..<end], as: UTF8.self))
      while end + 1 < code.endIndex, code[end] == 0x2E, isLetter(code[end + 1]) {
        let next = nameEnd(end + 1)
        path.append(String(decoding: code[(end + 1)..<next], as: UTF8.self))
        end = next
      }
      // Filters, fields of other values and what is called are not variables.
      let isCalled = end < code.endIndex && code[end] == 0x28
      if before != 0x7C, before != 0x2E, !isCalled { paths.append(path) }
      before = byte
      at = end
    }
    return paths
  }

  /// The value of a path as far as it leads, with the part of the path that led there.
  private func reached(_ path: [String]) -> (String, Value)? {
    guard let first = path.first, var value = variable(first) else { return nil }
    var shown = first
    for name in path.dropFirst() {
      let next: Value?
      switch value {
      case .record(let record): next = record[name]
      case .map(let map): next = map.value(of: .string(name))
      default: next = nil
      }
      guard let next else { break }
      value = next
      shown += "." + name
    }
    return (shown, value)
  }

  /// The value of a variable at the current place, `nil` when it has none.
  private func variable(_ name: String) -> Value? {
    if let frame = frames.last {
      let names = program.units[Int(frame.unit)].slotNames
      for slot in names.indices.reversed()
      where names[slot] == name && frame.base + slot < top {
        let value = stack[frame.base + slot]
        if !value.isUndefined { return value }
      }
    }
    if let index = program.contextIndex[name], !context[Int(index)].isUndefined {
      return context[Int(index)]
    }
    return given.first { $0.0 == name }?.1
  }

  /// A value in a few words; `nil` when there is nothing to show.
  private static func inShort(_ value: Value) -> Wording? {
    switch value {
    case .undefined, .absent, .macro, .namespace, .loop, .module: return nil
    case .none: return "none"
    case .bool(let flag): return Wording(flag ? "true" : "false")
    case .int(let number): return Wording(String(number))
    case .double(let number): return Wording(String(number))
    case .text(let text):
      var shown = ""
      for scalar in text.string.unicodeScalars.prefix(40) {
        shown += scalar.value < 0x20 || scalar.value == 0x7F ? " " : String(scalar)
      }
      return Wording("\"\(shown)\(text.scalarCount > 40 ? "…" : "")\"")
    case .list(let list):
      let count = list.items.count
      return Wording(
        "a list of \(count) item\(count == 1 ? "" : "s")",
        fr: "une liste de \(count) élément\(count > 1 ? "s" : "")")
    case .map(let map):
      let names = map.table.names.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
      let more = map.table.names.count > 5 ? ", …" : ""
      return names.isEmpty
        ? Wording("a map", fr: "une table")
        : Wording("a map with \(names)\(more)", fr: "une table avec \(names)\(more)")
    case .record(let record):
      return Wording(
        "a record `\(record.shape.name)`", fr: "un enregistrement `\(record.shape.name)`")
    }
  }
}
