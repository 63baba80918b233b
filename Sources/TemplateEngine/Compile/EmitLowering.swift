// Lowers holes: the escaper is chosen from the context, calls write directly, and the common
// reads (a variable, a field) become one instruction.

import Diagnostics

extension UnitBuilder {
  /// Lowers `{{ … }}`.
  func lowerEmit(_ id: ExpressionID) {
    let span = tree.span(of: id)
    switch tree[id] {
    case .conditional(let test, let then, let otherwise):
      let entry = context
      let skips = lowerJumpIfFalse(test)
      lowerEmit(then)
      let exit = context
      context = entry
      let end = emit(.jump, at: span)
      land(skips)
      if let otherwise { lowerEmit(otherwise) }
      land(end)
      // The value that may be written decides what can follow.
      if let joined = EscapeContext.join(exit, context) { context = joined } else { context = exit }
      return
    case .call(let callee, let arguments):
      if lowerCallAsOutput(id, callee, arguments) { return }
    default: break
    }
    if context.state == .inTag || context.state == .tagName, isAttributes(id) {
      lower(id)
      emit(.emit, flag: Escaper.raw.rawValue, at: span)
      context.state = .inTag
      context.needsSeparator = true
      return
    }
    guard let (escaper, encoding) = chooseEscaper(at: span) else { return }
    if escaper == .scriptValue || escaper == .jsonValue {
      assembly.linker.structuredHoles.insert(span)
    }
    let flag = escaper.rawValue
    let small = Int(encoding.rawValue)
    if escaper == .html || escaper == .raw, let text = constantText(id) {
      if escaper == .raw || text.isMarkup || text.kind == .json {
        emitText(text.bytes, at: span)
      } else {
        var escaped = OutputBuffer(capacity: text.bytes.count + 16)
        escaped.appendEscaped(text.bytes)
        emitText(escaped.bytes, at: span)
      }
      context.passHole()
      return
    }
    switch tree[id] {
    case .name(let name):
      checkLostAssignment(name, at: span)
      switch resolve(name) {
      case .slot(let slot): emit(.emitLocal, flag: flag, small: small, a: slot, at: span)
      case .context(let index):
        emit(.emitContext, flag: flag, small: small, a: index, at: span)
      default:
        lower(id)
        emit(.emit, flag: flag, small: small, at: span)
      }
    case .field(let base, let name, isOptional: false):
      lowerEmitField(id, base, name, flag: flag, small: small)
    default:
      lower(id)
      emit(.emit, flag: flag, small: small, at: span)
    }
    context.passHole()
  }

  private func lowerEmitField(
    _ id: ExpressionID, _ base: ExpressionID, _ name: SpannedName, flag: UInt8, small: Int
  ) {
    let span = tree.span(of: id)
    if case .name(let object) = tree[base], object != "self" {
      let baseSpan = tree.span(of: base)
      checkLostAssignment(object, at: baseSpan)
      switch resolve(object) {
      case .loop(let depth):
        if let field = LoopField(name: name.text) {
          emit(.emitLoop, flag: flag, small: small, a: Int32(depth), b: field.rawValue, at: span)
          return
        }
      case .slot(let slot):
        let place = emit(
          .emitLocalField, flag: flag, small: small, a: slot, b: assembly.site(name.text),
          at: span)
        operands[Int32(place)] = [baseSpan, name.span]
        return
      case .context(let index):
        let place = emit(
          .emitContextField, flag: flag, small: small, a: index, b: assembly.site(name.text),
          at: span)
        operands[Int32(place)] = [baseSpan, name.span]
        return
      default: break
      }
    }
    lower(id)
    emit(.emit, flag: flag, small: small, at: span)
  }

  /// Writes the value on the stack as the context asks.
  func emitTop(at span: Span, isFilterBlock: Bool = false) {
    if isFilterBlock, context.language == .plain || !context.escapes {
      emit(.emit, flag: Escaper.raw.rawValue, at: span)
      return
    }
    guard let (escaper, encoding) = chooseEscaper(at: span) else { return }
    emit(.emit, flag: escaper.rawValue, small: Int(encoding.rawValue), at: span)
    context.passHole()
  }

  /// The escaper for a hole here; reports a hole that no escaper makes safe.
  func chooseEscaper(at span: Span) -> (Escaper, AttributeEncoding)? {
    switch context.choice() {
    case .escaper(let escaper, let encoding): return (escaper, encoding)
    case .refused(let reason, let hint):
      report(.holeNotAllowed(context.label, reason: reason, hint: hint, at: span))
      return nil
    }
  }

  /// The printed form of a constant text, number or truth value.
  private func constantText(_ id: ExpressionID) -> Text? {
    guard let value = constantValue(id) else { return nil }
    switch value {
    case .text(let text): return text
    case .bool(let flag): return Text(Array((flag ? "true" : "false").utf8))
    case .int(let number): return Text(Array(String(number).utf8))
    case .double(let number): return Text(Array(Value.describe(number).utf8))
    default: return nil
    }
  }

  private func isAttributes(_ id: ExpressionID) -> Bool {
    guard case .filter(_, let name, let arguments) = tree[id] else { return false }
    if name.text == "safe" {
      guard let kind = arguments.positional.first ?? arguments.keywords.first?.value else {
        return false
      }
      return context.state == .inTag && tree.constantName(kind) == "attr"
    }
    // Without its leading blank it could only go on with what stands before it.
    return name.text == "xmlattr" && (arguments.isEmpty || context.state == .inTag)
  }

  /// Whether output that was escaped as text may be written here as it is.
  var takesText: Bool {
    !context.escapes || context.isText || context.state == .rcdata || context.language == .plain
      || context.language == .csv || context.language == .typst
      || context.language == .json && context.script == .code
  }
}
