// The table of built-in filters, tests and functions: parameters, types, and one clause for each. The
// compiler binds arguments by it, the checker reads its types, and the reference is written from it.

/// What a built-in operation takes and gives.
struct SignatureRow: Sendable {
  /// The name, then its other names.
  let names: [String]
  let parameters: [Parameter]
  let signature: Signature

  /// - Parameters:
  ///   - names: names separated by blanks.
  ///   - input: the type of the value on the left.
  init(
    _ names: String, _ input: String, _ parameters: [Parameter] = [], _ result: String,
    isPure: Bool = true, _ summary: String
  ) {
    self.names = names.split(separator: " ").map(String.init)
    self.parameters = parameters
    signature = Signature(input, result, isPure: isPure, summary)
  }
}

// MARK: - Filters

extension SignatureRow {
  static let filters: [SignatureRow] = textFilters + sequenceFilters + numberFilters

  private static let textFilters: [SignatureRow] = [
    SignatureRow("capitalize", "text", [], "string", "the first letter large, the others small"),
    SignatureRow("center", "text", ["width?: int"], "string", "centred in 80 or `width` columns"),
    SignatureRow("escape e", "text", [], "html", "escaped for HTML; safe HTML stays as it is"),
    SignatureRow("forceescape", "text", [], "html", "escaped for HTML, safe HTML too"),
    SignatureRow(
      "format", "string", ["*arguments", "**named"], "string",
      "`%s`, `%d`, `%05.2f` and their kin filled in"),
    SignatureRow(
      "indent", "text", ["width?: int | string", "first?: bool", "blank?: bool"], "string",
      "lines indented by 4 or `width` blanks"),
    SignatureRow("lower", "text", [], "string", "small letters"),
    SignatureRow(
      "replace", "text", ["old: text", "new: text", "count?: int"], "string",
      "`new` where `old` stood, everywhere or `count` times"),
    SignatureRow("safe", "text", ["kind?: string"], "html", "trusted HTML, or trusted as `kind`"),
    SignatureRow(
      "split", "text", ["separator?: string", "limit?: int"], "[string]",
      "the parts between white space or separators"),
    SignatureRow("string", "any", [], "string", "as text"),
    SignatureRow("striptags", "text", [], "string", "without tags, on one line"),
    SignatureRow("title", "text", [], "string", "every word with a large letter"),
    SignatureRow(
      "tojson", "any", ["indent?: int"], "json", "JSON that is harmless in HTML"),
    SignatureRow(
      "trim", "text", ["characters?: string"], "string", "without white space at both ends"),
    SignatureRow(
      "truncate", "text", ["length?: int", "killwords?: bool", "end?: string", "leeway?: int"],
      "string", "cut to 255 or `length` characters, at a word"),
    SignatureRow("upper", "text", [], "string", "large letters"),
    SignatureRow("urlencode", "any", [], "string", "percent-encoded; a map as a query"),
    SignatureRow("wordcount", "text", [], "int", "the number of words"),
    SignatureRow(
      "wordwrap", "text",
      ["width?: int", "break_long_words?: bool", "wrapstring?: string", "break_on_hyphens?: bool"],
      "string", "lines of 79 or `width` characters at most"),
    SignatureRow(
      "xmlattr", "{string: any}", ["autospace?: bool"], "html", "a map as attributes of a tag"),
  ]

  private static let sequenceFilters: [SignatureRow] = [
    SignatureRow("attr", "any", ["name: string"], "any", "the field of that name"),
    SignatureRow(
      "batch chunk", "[T]", ["count: int", "fill_with?: any"], "[[T]]",
      "lists of `count` items"),
    SignatureRow(
      "dictsort", "{K: V}", ["case_sensitive?: bool", "by?: string", "reverse?: bool"],
      "[(K, V)]", "the pairs of a map in order of keys, or of values with `by=\"value\"`"),
    SignatureRow(
      "find", "[T]", ["attribute: string", "value: any"], "T",
      "the first item with that value; undefined when there is none"),
    SignatureRow("first", "[T] | string", [], "T", "the first item; undefined when there is none"),
    SignatureRow(
      "groupby", "[T]", ["attribute: string | int", "default?: any", "case_sensitive?: bool"],
      "[any]", "groups with `grouper` and `list`, in order of the groupers"),
    SignatureRow(
      "group_by", "[T]", ["attribute: string | int", "default?: any", "case_sensitive?: bool"],
      "[any]", "groups with `grouper` and `list`, in order of appearance"),
    SignatureRow("items", "{K: V}", [], "[(K, V)]", "the pairs of a map"),
    SignatureRow(
      "join", "[T] | string", ["separator?: text", "attribute?: string | int"], "string",
      "the items as one text"),
    SignatureRow("last", "[T] | string", [], "T", "the last item; undefined when there is none"),
    SignatureRow(
      "length count", "[any] | {any: any} | string", [], "int", "how many items or characters"),
    SignatureRow("list", "[T] | string", [], "[T]", "the items as a list"),
    SignatureRow(
      "map", "[T]", ["filter?: string", "*arguments", "**named"], "[any]",
      "each item changed by a filter, or its field with `attribute=…`"),
    SignatureRow(
      "max", "[T] | string", ["case_sensitive?: bool", "attribute?: string | int"], "T",
      "the greatest item"),
    SignatureRow(
      "min", "[T] | string", ["case_sensitive?: bool", "attribute?: string | int"], "T",
      "the smallest item"),
    SignatureRow(
      "reject", "[T]", ["test?: string", "*arguments"], "[T]", "the items that fail a test"),
    SignatureRow(
      "rejectattr", "[T]", ["attribute: string", "test?: string", "*arguments"], "[T]",
      "the items whose field fails a test"),
    SignatureRow("reverse", "[T] | string", [], "[T]", "backwards"),
    SignatureRow(
      "select", "[T]", ["test?: string", "*arguments"], "[T]", "the items that pass a test"),
    SignatureRow(
      "selectattr", "[T]", ["attribute: string", "test?: string", "*arguments"], "[T]",
      "the items whose field passes a test"),
    SignatureRow(
      "slice", "[T]", ["count: int", "fill_with?: any"], "[[T]]", "`count` lists"),
    SignatureRow(
      "sort", "[T] | string",
      [
        "reverse?: bool", "case_sensitive?: bool", "attribute?: string | int",
        "by?: string | int", "locale?: string",
      ], "[T]", "in order; equal items keep theirs"),
    SignatureRow(
      "sum", "[T]", ["attribute?: string | int", "start?: number"], "number", "the sum"),
    SignatureRow(
      "unique", "[T] | string", ["case_sensitive?: bool", "attribute?: string | int"], "[T]",
      "without doubles"),
    SignatureRow(
      "where", "[T]", ["attribute: string", "value: any"], "[T]", "all items with that value"),
  ]

  private static let numberFilters: [SignatureRow] = [
    SignatureRow("abs", "T", [], "T", "the number without its sign"),
    SignatureRow(
      "default d", "any", ["default_value?: any", "boolean?: any"], "any",
      "the fallback when undefined; with `true`, also when false, empty or `none`"),
    SignatureRow(
      "filesizeformat", "number | bool | string", ["binary?: bool", "locale?: string"], "string",
      "a size in bytes in words: `1.5 MB`, or `1,5 Mo` with `locale=\"fr\"`"),
    SignatureRow(
      "float", "text", ["default?: any"], "float", "the number that a text holds"),
    SignatureRow(
      "int", "text", ["default?: any", "base?: int"], "int", "the whole number a text holds"),
    SignatureRow(
      "round", "number | bool", ["precision?: int", "method?: string"], "float",
      "rounded; `method` is `common`, `ceil` or `floor`"),
  ]
}

// MARK: - Tests and functions

extension SignatureRow {
  static let tests: [SignatureRow] = [
    SignatureRow("boolean", "any", [], "bool", "`true` or `false`"),
    SignatureRow("callable", "any", [], "bool", "a macro"),
    SignatureRow("containing", "any", ["part: any"], "bool", "a list, map or text with that part"),
    SignatureRow("defined", "any", [], "bool", "there is such a value"),
    SignatureRow("divisibleby", "int | bool", ["num: int"], "bool", "a multiple of `num`"),
    SignatureRow("empty", "[any] | {any: any} | string | none", [], "bool", "without items"),
    SignatureRow("endingwith", "text", ["suffix: string"], "bool", "ends in `suffix`"),
    SignatureRow("eq equalto ==", "any", ["other: any"], "bool", "equal"),
    SignatureRow("even", "int | bool", [], "bool", "a multiple of two"),
    SignatureRow("false", "any", [], "bool", "`false` itself"),
    SignatureRow("filter", "string", [], "bool", "the name of a filter"),
    SignatureRow("float", "any", [], "bool", "a floating point number"),
    SignatureRow("ge >=", "any", ["other: any"], "bool", "greater or equal"),
    SignatureRow("gt greaterthan >", "any", ["other: any"], "bool", "greater"),
    SignatureRow("in", "any", ["other: any"], "bool", "a part of `other`"),
    SignatureRow("integer", "any", [], "bool", "a whole number"),
    SignatureRow("iterable", "any", [], "bool", "a loop can run over it"),
    SignatureRow("le <=", "any", ["other: any"], "bool", "less or equal"),
    SignatureRow("lower", "text", [], "bool", "without large letters"),
    SignatureRow("lt lessthan <", "any", ["other: any"], "bool", "less"),
    SignatureRow("mapping", "any", [], "bool", "a map or record"),
    SignatureRow("ne !=", "any", ["other: any"], "bool", "not equal"),
    SignatureRow("none", "any", [], "bool", "`none`"),
    SignatureRow("number", "any", [], "bool", "a number"),
    SignatureRow("odd", "int | bool", [], "bool", "not a multiple of two"),
    SignatureRow("safe escaped", "any", [], "bool", "safe HTML"),
    SignatureRow("sameas", "any", ["other: any"], "bool", "the very same value"),
    SignatureRow("sequence", "any", [], "bool", "a list, map or text"),
    SignatureRow("startingwith", "text", ["prefix: string"], "bool", "begins with `prefix`"),
    SignatureRow("string", "any", [], "bool", "a text"),
    SignatureRow("test", "string", [], "bool", "the name of a test"),
    SignatureRow("true", "any", [], "bool", "`true` itself"),
    SignatureRow("undefined", "any", [], "bool", "there is no such value"),
    SignatureRow("upper", "text", [], "bool", "without small letters"),
  ]

  static let functions: [SignatureRow] = [
    SignatureRow(
      "range", "any", ["start: int", "stop?: int", "step?: int"], "[int]",
      "the numbers from `start` up to `stop`; with one argument, from 0 up to it"),
    SignatureRow(
      "dict", "any", ["map?: {any: any}", "**entries"], "{string: any}",
      "a map of the keyword arguments"),
  ]
}
