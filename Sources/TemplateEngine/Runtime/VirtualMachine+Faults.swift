// Turns a fault of a running template into a diagnostic: the place, what was undefined, which
// names come near, and how the place was reached.

import Diagnostics

extension VirtualMachine {
  /// The diagnostic of a fault at the current instruction.
  func diagnostic(_ fault: TemplateFault) -> Diagnostic {
    if var failure {
      failure.trace = trace()
      return failure
    }
    let own = program.spans[place]
    var span = own
    if let operand = fault.operand {
      let operands = program.operandSpans[Int32(place)] ?? []
      if operand >= 0, operand < operands.count { span = operands[operand] }
    }
    let notes = valuesNamed(in: own)
    if fault.code == .undefinedValue, fault.operand != nil {
      var diagnostic = undefined(at: span)
      diagnostic.notes.append(contentsOf: notes)
      return diagnostic
    }
    return Diagnostic(
      fault.code, fault.message, at: Label(span), notes: notes,
      hints: fault.hint.map { [Hint($0)] } ?? [],
      trace: trace())
  }

  /// What to say of an undefined value: the name and what comes near it.
  private func undefined(at span: Span) -> Diagnostic {
    let text = source(span)
    let trace = trace()
    if let missing, let diagnostic = missingField(missing, at: span, text, trace) {
      return diagnostic
    }
    var hints: [Hint] = []
    if isName(text) {
      let near = Suggestion.nearest(to: text, among: namesInScope)
      hints = Suggestion.hint(near).map { [$0] } ?? []
    }
    if hints.isEmpty {
      hints = [
        Hint(
          Wording(
            "give a fallback with `|default(…)`, or ask `is defined` first",
            fr: "donnez une valeur de repli avec `|default(…)`, ou demandez d'abord `is defined`"))
      ]
    }
    return Diagnostic(
      .undefinedValue, Wording("`\(text)` is undefined", fr: "`\(text)` n'est pas défini"),
      at: Label(span), hints: hints, trace: trace)
  }

  private func missingField(
    _ missing: (place: Int, object: Value, site: Int), at span: Span, _ text: String,
    _ trace: [TraceFrame]
  ) -> Diagnostic? {
    let missed = program.spans[missing.place]
    guard missed == span || missing.place == place else { return nil }
    if missing.site < 0 {
      return Diagnostic(
        .missingItem,
        Wording(
          "`\(text)` is undefined: the \(missing.object.typeName) has no such item",
          fr: "`\(text)` n'est pas défini : \(missing.object.typeName) n'a pas cet élément"),
        at: Label(span),
        hints: [
          Hint(
            Wording(
              "give a fallback with `|default(…)`",
              fr: "donnez une valeur de repli avec `|default(…)`"))
        ], trace: trace)
    }
    let name = program.sites[missing.site].string
    let known: [String]
    switch missing.object {
    case .record(let record): known = record.shape.fields
    case .map(let map): known = map.table.names
    case .namespace(let handle):
      known = namespaces[Int(handle.index)].keys.map { String(decoding: $0, as: UTF8.self) }
    case .loop: known = LoopField.names
    case .module(let handle): known = program.modules[Int(handle.index)].exports.map(\.name)
    default: known = []
    }
    var place = span
    if let operands = program.operandSpans[Int32(missing.place)], operands.count > 1 {
      place = operands[1]
    }
    let hint = Suggestion.hint(Suggestion.nearest(to: name, among: known))
    var hints = hint.map { [$0] } ?? []
    if hints.isEmpty, case .record = missing.object {
      hints = [Hint(Wording("it has \(list(known))", fr: "il a \(list(known))"))]
    }
    if hints.isEmpty {
      hints = [
        Hint(
          Wording(
            "give a fallback with `|default(…)`, or ask `is defined` first",
            fr: "donnez une valeur de repli avec `|default(…)`, ou demandez d'abord `is defined`"))
      ]
    }
    return Diagnostic(
      .unknownField,
      Wording(
        "unknown field `\(name)` of `\(missing.object.typeName)`",
        fr: "`\(missing.object.typeName)` n'a pas de champ `\(name)`"),
      at: Label(place), hints: hints, trace: trace)
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 8 ? shown + ", …" : shown
  }

  /// The names that mean something at the current place.
  private var namesInScope: [String] {
    var names: [String] = []
    if let frame = frames.last {
      let unit = program.units[Int(frame.unit)]
      for (slot, name) in unit.slotNames.enumerated() where !name.isEmpty {
        if frame.base + slot < top, !stack[frame.base + slot].isUndefined { names.append(name) }
      }
    }
    for (index, name) in program.contextNames.enumerated() where !context[index].isUndefined {
      names.append(name)
    }
    return names + given.map(\.0)
  }

  private func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 == 0x5F || $0 > 0x40 || ($0 >= 0x30 && $0 < 0x3A) }
      && !text.contains("[") && !text.contains("|")
  }

  /// The bytes of a span as a message shows them.
  private func source(_ span: Span) -> String {
    guard let bytes = program.sources[span.source], Int(span.end) <= bytes.count else { return "" }
    let text = bytes[Int(span.start)..<Int(span.end)]
    let shown = String(decoding: text.prefix(60), as: UTF8.self)
    return text.count > 60 ? shown + "…" : shown
  }

  /// How the current place was reached, the nearest call first.
  func trace() -> [TraceFrame] {
    var steps: [TraceFrame] = []
    for index in (0..<frames.count).reversed() where frames[index].callPlace >= 0 {
      let frame = frames[index]
      let unit = program.units[Int(frame.unit)]
      let verb: Wording
      switch unit.kind {
      case .template: verb = Wording("included from", fr: "inclus depuis")
      case .block: verb = Wording("placed at", fr: "placé à")
      case .macro: verb = Wording("called from", fr: "appelée depuis")
      case .caller: verb = Wording("called from", fr: "appelé depuis")
      case .loop: verb = Wording("entered from", fr: "commencée à")
      case .module: verb = Wording("imported from", fr: "importé depuis")
      }
      let step = TraceFrame(
        program.spans[Int(frame.callPlace)],
        Wording(
          "\(unit.name), \(verb.english)", fr: "\(inFrench(unit.name)), \(verb.french)"))
      if step != steps.last { steps.append(step) }
      if steps.count >= 12 { break }
    }
    return steps
  }
}
