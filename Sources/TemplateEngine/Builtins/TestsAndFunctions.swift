// Built-in tests and functions.

import Diagnostics

extension Environment {
  mutating func registerTests() {
    addTest("defined", acceptsUndefined: true) { !$0.value.isUndefined }
    addTest("undefined", acceptsUndefined: true) { $0.value.isUndefined }
    addTest("none") { call in if case .none = call.value { true } else { false } }
    addTest("boolean") { call in if case .bool = call.value { true } else { false } }
    addTest("true") { call in if case .bool(true) = call.value { true } else { false } }
    addTest("false") { call in if case .bool(false) = call.value { true } else { false } }
    addTest("integer") { call in if case .int = call.value { true } else { false } }
    addTest("float") { call in if case .double = call.value { true } else { false } }
    addTest("number") { $0.value.number != nil }
    addTest("string") { call in if case .text = call.value { true } else { false } }
    addTest("mapping") { call in
      switch call.value {
      case .map, .record: true
      default: false
      }
    }
    addTest("sequence") { call in
      switch call.value {
      case .list, .map, .text: true
      default: false
      }
    }
    addTest("iterable") { $0.value.isIterable }
    addTest("callable") { call in if case .macro = call.value { true } else { false } }
    addTest("empty") { call throws(TemplateFault) in
      switch call.value {
      case .none: true
      case .text, .list, .map: !call.value.isTrue
      default:
        throw TemplateFault(
          Wording(
            "`empty` takes a string, list or map, not \(call.value.typeName)",
            fr: "`empty` prend un texte, une liste ou une table, non \(call.value.typeName)"))
      }
    }
    addTest("odd") { call throws(TemplateFault) in try call.wholeNumber() % 2 != 0 }
    addTest("even") { call throws(TemplateFault) in try call.wholeNumber() % 2 == 0 }
    addTest("divisibleby") { call throws(TemplateFault) in
      let divisor = try call.integer(0, default: 0)
      if divisor == 0 { throw .divisionByZero }
      return divisor == -1 ? true : try call.wholeNumber() % divisor == 0
    }
    let comparisons: [(ComparisonOperator, [String])] = [
      (.equal, ["eq", "equalto", "=="]), (.notEqual, ["ne", "!="]),
      (.less, ["lt", "lessthan", "<"]), (.lessEqual, ["le", "<="]),
      (.greater, ["gt", "greaterthan", ">"]), (.greaterEqual, ["ge", ">="]), (.isIn, ["in"]),
    ]
    for (operation, names) in comparisons {
      for name in names {
        addTest(name) { call throws(TemplateFault) in
          try call.charge(Value.comparisonCost(operation, call.value, call[0]))
          return try Value.compare(operation, call.value, call[0])
        }
      }
    }
    addTest("sameas") { call in
      switch (call.value, call[0]) {
      case (.int, .int), (.bool, .bool), (.none, .none), (.double, .double):
        call.value.isEqual(to: call[0])
      case (.text(let left), .text(let right)): left === right
      case (.list(let left), .list(let right)): left === right
      case (.map(let left), .map(let right)): left === right
      case (.record(let left), .record(let right)): left === right
      default: false
      }
    }
    addTest("lower") { call throws(TemplateFault) in
      let string = try call.value.printed().string
      return string == string.lowercased() && string != string.uppercased()
    }
    addTest("upper") { call throws(TemplateFault) in
      let string = try call.value.printed().string
      return string == string.uppercased() && string != string.lowercased()
    }
    addTest("startingwith") { call throws(TemplateFault) in
      try call.value.printed().bytes.starts(with: call.text(0).bytes)
    }
    addTest("endingwith") { call throws(TemplateFault) in
      try call.value.printed().bytes.reversed().starts(with: call.text(0).bytes.reversed())
    }
    addTest("containing") { call throws(TemplateFault) in
      try call.charge(Value.comparisonCost(.isIn, call[0], call.value))
      return try call.value.contains(call[0])
    }
    for name in ["safe", "escaped"] {
      addTest(name) { call in if case .text(let text) = call.value { text.isMarkup } else { false }
      }
    }
    addTest("filter") { call throws(TemplateFault) in
      call.operations.filterIndex[try call.value.printed().string] != nil
    }
    addTest("test") { call throws(TemplateFault) in
      call.operations.testIndex[try call.value.printed().string] != nil
    }
  }

  mutating func registerFunctions() {
    addFunction("range") { call throws(TemplateFault) in
      var start: Int64 = 0
      var stop = try call.integer(0, default: 0)
      if call.has(1) { (start, stop) = (stop, try call.integer(1, default: 0)) }
      let step = try call.integer(2, default: 1)
      if step == 0 {
        throw TemplateFault(Wording("the step of `range` is zero", fr: "le pas de `range` est nul"))
      }
      var items: [Value] = []
      var at = start
      while step > 0 ? at < stop : at > stop {
        items.append(.int(at))
        if items.count > call.limits.listItems { throw .tooLarge("list") }
        let (next, overflow) = at.addingReportingOverflow(step)
        if overflow { break }
        at = next
      }
      return .list(items)
    }
    addFunction("dict") { call throws(TemplateFault) in
      guard case .map(let entries) = call[1] else { return call[0] }
      guard call.has(0) else { return .map(entries) }
      guard case .map(let first) = call[0] else {
        throw TemplateFault(
          Wording(
            "`dict` takes a map or keyword arguments",
            fr: "`dict` prend une table ou des arguments nommés"))
      }
      return .map(
        MapBox(
          entries: Array(zip(first.keys, first.values)) + Array(zip(entries.keys, entries.values))))
    }
    // Compiled as an instruction of its own; registered for its name.
    addFunction("namespace") { call throws(TemplateFault) in
      throw TemplateFault(
        Wording(
          "`namespace` can only be called by its name",
          fr: "`namespace` ne s'appelle que par son nom"))
    }
  }
}

extension FilterCall {
  /// The input as a whole number.
  func wholeNumber() throws(TemplateFault) -> Int64 {
    switch value {
    case .int(let number): return number
    case .bool(let flag): return flag ? 1 : 0
    case .double(let number) where number == number.rounded() && abs(number) < 9e15:
      return Int64(number)
    default:
      throw TemplateFault(
        Wording(
          "a whole number is needed, not \(value.typeName)",
          fr: "il faut un entier, non \(value.typeName)"))
    }
  }
}
