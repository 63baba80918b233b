// The bodies of the built-in filters. Their parameters and types stand in `Signatures.swift`, by which
// arguments are bound and checked when templates are compiled.

import Diagnostics

extension Environment {
  /// Registers everything the engine brings itself.
  mutating func registerBuiltins() {
    registerTextFilters()
    registerSequenceFilters()
    registerNumberFilters()
    registerTests()
    registerFunctions()
    sign(
      filters: SignatureRow.filters, tests: SignatureRow.tests,
      functions: SignatureRow.functions)
  }

  private mutating func registerTextFilters() {
    addFilter("capitalize") { call throws(TemplateFault) in try TextFilters.capitalize(call) }
    addFilter("center") { call throws(TemplateFault) in
      try TextFilters.center(call)
    }
    for name in ["e", "escape"] {
      addFilter(name) { call throws(TemplateFault) in
        try TextFilters.escape(call.value, force: false)
      }
    }
    addFilter("forceescape") { call throws(TemplateFault) in
      try TextFilters.escape(call.value, force: true)
    }
    addFilter("format") { call throws(TemplateFault) in
      try TextFilters.format(call)
    }
    addFilter("indent") { call throws(TemplateFault) in
      try TextFilters.indent(call)
    }
    addFilter("lower") { call throws(TemplateFault) in
      try TextFilters.mapped(call.value) { $0.lowercased() }
    }
    addFilter("upper") { call throws(TemplateFault) in
      try TextFilters.mapped(call.value) { $0.uppercased() }
    }
    addFilter("replace") { call throws(TemplateFault) in
      try TextFilters.replace(call)
    }
    addFilter("safe") { call throws(TemplateFault) in
      var kind = SafeKind.html
      if call.has(0) {
        let name = try call.text(0).string
        let known: [SafeKind] = [.html, .attributes, .url, .script, .json, .css]
        guard let named = known.first(where: { $0.typeName == name }) else {
          throw TemplateFault(
            Wording(
              "`safe` knows the kinds `html`, `attr`, `url`, `js`, `json` and `css`, not `\(name)`",
              fr:
                "`safe` connaît les sortes `html`, `attr`, `url`, `js`, `json` et `css`, non `\(name)`"
            ))
        }
        kind = named
      }
      return .text(Text(transient: try call.value.printed().bytes, kind: kind))
    }
    addFilter("split") { call throws(TemplateFault) in
      try TextFilters.split(call)
    }
    addFilter("string") { call throws(TemplateFault) in .text(try call.value.printed()) }
    addFilter("striptags") { call throws(TemplateFault) in try TextFilters.stripTags(call.value) }
    addFilter("title") { call throws(TemplateFault) in try TextFilters.title(call.value) }
    addFilter("trim") { call throws(TemplateFault) in
      try TextFilters.trim(call)
    }
    addFilter("truncate") {
      call throws(TemplateFault) in try TextFilters.truncate(call)
    }
    addFilter("urlencode") { call throws(TemplateFault) in try TextFilters.urlEncode(call.value) }
    addFilter("wordcount") { call throws(TemplateFault) in try TextFilters.wordCount(call.value) }
    addFilter(
      "wordwrap"
    ) {
      call throws(TemplateFault) in try TextFilters.wordWrap(call)
    }
    addFilter("xmlattr") { call throws(TemplateFault) in
      try TextFilters.xmlAttributes(call)
    }
    addFilter("tojson") { call throws(TemplateFault) in
      var out = OutputBuffer(capacity: 128)
      let indent = try call.integer(0, default: -1)
      if indent > call.limits.valueBytes { throw .tooLarge("JSON") }
      try call.charge(call.value.weight)
      try call.value.writeJSON(into: &out, indent: indent < 0 ? nil : Int(indent))
      return .transient(out.bytes, kind: .json)
    }
  }

  private mutating func registerSequenceFilters() {
    addFilter("attr") { call throws(TemplateFault) in
      AttributePath(try call.text(0).bytes).value(of: call.value)
    }
    addFilter("batch") { call throws(TemplateFault) in
      try SequenceFilters.batch(call)
    }
    addFilter("chunk") { call throws(TemplateFault) in
      try SequenceFilters.batch(call)
    }
    addFilter("dictsort") {
      call throws(TemplateFault) in try SequenceFilters.dictSort(call)
    }
    addFilter("first") { call throws(TemplateFault) in try SequenceFilters.end(call, isFirst: true)
    }
    addFilter("last") { call throws(TemplateFault) in try SequenceFilters.end(call, isFirst: false)
    }
    for (name, keepsOrder) in [("groupby", false), ("group_by", true)] {
      addFilter(name) {
        call throws(TemplateFault) in try SequenceFilters.groupBy(call, keepsOrder: keepsOrder)
      }
    }
    addFilter("find") { call throws(TemplateFault) in
      try SequenceFilters.found(call, onlyFirst: true).first ?? .undefined
    }
    addFilter("where") { call throws(TemplateFault) in
      .list(try SequenceFilters.found(call, onlyFirst: false))
    }
    addFilter("items") { call throws(TemplateFault) in try SequenceFilters.items(call) }
    addFilter("join") { call throws(TemplateFault) in
      try SequenceFilters.join(call)
    }
    for name in ["length", "count"] {
      addFilter(name) { call throws(TemplateFault) in try SequenceFilters.length(call.value) }
    }
    addFilter("list") { call throws(TemplateFault) in .list(try call.items()) }
    addFilter("map") {
      call throws(TemplateFault) in try SequenceFilters.map(call)
    }
    for (name, isMax) in [("max", true), ("min", false)] {
      addFilter(name) {
        call throws(TemplateFault) in try SequenceFilters.extreme(call, isMax: isMax)
      }
    }
    for (name, keeps) in [("select", true), ("reject", false)] {
      addFilter(name) { call throws(TemplateFault) in
        try SequenceFilters.select(call, keeps: keeps, byAttribute: false)
      }
      addFilter(name + "attr") {
        call throws(TemplateFault) in
        try SequenceFilters.select(call, keeps: keeps, byAttribute: true)
      }
    }
    addFilter("reverse") { call throws(TemplateFault) in
      if case .text(let text) = call.value {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.bytes.count)
        var end = text.bytes.count
        for at in text.bytes.indices.reversed() where text.bytes[at] & 0xC0 != 0x80 {
          bytes.append(contentsOf: text.bytes[at..<end])
          end = at
        }
        return .transient(bytes, kind: .plain)
      }
      return .list(try call.items().reversed())
    }
    addFilter("slice") { call throws(TemplateFault) in
      try SequenceFilters.slice(call)
    }
    addFilter("sort") {
      call throws(TemplateFault) in try SequenceFilters.sort(call)
    }
    addFilter("sum") { call throws(TemplateFault) in
      try SequenceFilters.sum(call)
    }
    addFilter("unique") {
      call throws(TemplateFault) in try SequenceFilters.unique(call)
    }
  }

  private mutating func registerNumberFilters() {
    addFilter("abs") { call throws(TemplateFault) in try NumberFilters.absolute(call.value) }
    addFilter("filesizeformat") { call throws(TemplateFault) in
      try NumberFilters.fileSize(call)
    }
    addFilter("float") { call throws(TemplateFault) in
      try NumberFilters.float(call)
    }
    addFilter("int") { call throws(TemplateFault) in
      try NumberFilters.int(call)
    }
    addFilter("round") { call throws(TemplateFault) in
      try NumberFilters.round(call)
    }
    for name in ["default", "d"] {
      // Compiled as an instruction of its own; registered for its name.
      addFilter(name, acceptsUndefined: true) {
        call throws(TemplateFault) in call.value.isUndefined ? call[0] : call.value
      }
    }
  }
}

// MARK: - Reading arguments

extension FilterCall {
  /// Whether the argument at a position was given.
  func has(_ index: Int) -> Bool {
    if case .undefined = self[index] { return false }
    return true
  }

  /// A whole number argument.
  func integer(_ index: Int, default fallback: Int64) throws(TemplateFault) -> Int64 {
    switch self[index] {
    case .undefined, .none: return fallback
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    case .double(let value) where value == value.rounded() && abs(value) < 1e15:
      return Int64(value)
    case let other:
      throw TemplateFault(
        Wording(
          "an argument must be an integer, not \(other.typeName)",
          fr: "un argument doit être un entier, non \(other.typeName)"))
    }
  }

  /// A count argument that must be at least one.
  func count(_ index: Int) throws(TemplateFault) -> Int {
    let value = try integer(index, default: 0)
    if value < 1 {
      throw TemplateFault(
        Wording("the count must be at least 1", fr: "le nombre doit valoir au moins 1"))
    }
    return Int(value)
  }

  /// A truth argument.
  func flag(_ index: Int) -> Bool { self[index].isTrue }

  /// A text argument.
  func text(_ index: Int) throws(TemplateFault) -> Text {
    switch self[index] {
    case .text(let text): return text
    case .undefined:
      throw TemplateFault(Wording("an argument is missing", fr: "un argument manque"))
    case .int(let value): return Text(transient: Array(String(value).utf8))
    case let other:
      throw TemplateFault(
        Wording(
          "an argument must be a string, not \(other.typeName)",
          fr: "un argument doit être un texte, non \(other.typeName)"))
    }
  }

  /// The items of the input.
  func items() throws(TemplateFault) -> [Value] {
    guard let items = try value.iterated(limit: limits.listItems) else {
      throw TemplateFault(
        code: .notIterable,
        Wording(
          "cannot run over \(value.typeName)", fr: "on ne peut pas parcourir \(value.typeName)"))
    }
    try charge(items.count)
    return items
  }
}
