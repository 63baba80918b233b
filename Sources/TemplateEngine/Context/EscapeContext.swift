// Where a hole stands: in text, in an attribute, in a script. The context is moved along the
// literal text of a template at compile time, so that each hole gets the one escaper that is
// right there, or is refused.

/// The language of a template's output.
enum OutputLanguage: UInt8, Sendable, Hashable {
  case plain, html, xml, json, csv, typst
  /// XML whose attributes a browser understands.
  case svg

  /// The language of a template, by the ending of its name; a last `.j2`, `.jinja` or `.jinja2`
  /// does not count. Names without a known ending are plain text.
  static func of(name: String) -> OutputLanguage { known(name: name) ?? .plain }

  /// The language that the ending of a name says, or `nil` when it says none.
  static func known(name: String) -> OutputLanguage? {
    var parts = name.split(separator: ".")
    if let last = parts.last, parts.count > 1, ["j2", "jinja", "jinja2"].contains(last) {
      parts.removeLast()
    }
    switch parts.count > 1 ? parts.last?.lowercased() : nil {
    case "html", "htm", "xhtml": return .html
    case "xml", "rss", "atom": return .xml
    case "svg": return .svg
    case "json", "jsonld", "webmanifest": return .json
    case "csv": return .csv
    case "typ": return .typst
    case "txt", "md": return .plain
    default: return nil
    }
  }

  /// Whether output of the language has tags.
  var isMarkup: Bool { self == .html || isXML }

  /// Whether output of the language is XML.
  var isXML: Bool { self == .xml || self == .svg }
}

/// What is known of the output at one point of a template.
struct EscapeContext: Sendable, Hashable {
  enum State: UInt8, Sendable {
    case text, rcdata, rawText, tagOpen, tagName, closingTag, inTag, attributeName, afterName
    case beforeValue, value, comment, declaration, script, style
  }

  enum AttributeKind: UInt8, Sendable {
    case plain, url, sourceSet, style, script, document, refresh
    /// What an attribute becomes in the course of an animation.
    case animation
  }

  enum URLPart: UInt8, Sendable {
    /// Nothing was written yet.
    case start
    /// Something was written that could still become a scheme.
    case uncertain
    /// Behind a `/`: no scheme can be made any more.
    case path
    /// Behind `?` or `#`.
    case query
    /// The literal text names a scheme that runs code.
    case code
  }

  enum Script: UInt8, Sendable {
    case code, singleQuoted, doubleQuoted, template, lineComment, blockComment, regex
    case regexClass, unknown
  }

  enum ScriptKind: UInt8, Sendable { case javaScript, json, inert }

  /// The last word or mark of a script, as far as it tells what a parenthesis or a word behind it is.
  enum ScriptWord: UInt8, Sendable {
    /// `if`, `while`, `for` or `with`: behind their parentheses stands a statement.
    case control
    /// A dot, behind which every word is a name.
    case dot
    case other
  }

  enum Style: UInt8, Sendable {
    case code, singleQuoted, doubleQuoted, comment, url, urlSingleQuoted, urlDoubleQuoted
  }

  /// Where the content of `pre` or `textarea` may begin: HTML drops a line feed that is its first
  /// byte. It decides no escaper, so contexts that differ only in it are equal.
  struct ElementStart: Sendable, Hashable {
    var isOpen = false

    static func == (left: ElementStart, right: ElementStart) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }

  var language: OutputLanguage
  /// Whether holes are escaped; off inside `autoescape false`.
  var escapes = true
  var state = State.text
  var element: [UInt8] = []
  var attribute: [UInt8] = []
  var kind = AttributeKind.plain
  /// The quote around the attribute's value, 0 for none.
  var quote: UInt8 = 0
  var url = URLPart.start
  /// The letters that may still become a scheme; 0 stands for a value.
  var scheme: [UInt8] = []
  var script = Script.code
  /// Whether a slash would begin a regular expression.
  var allowsRegex = true
  /// Whether a slash could divide as well as begin a regular expression: behind `}`.
  var slashIsUnclear = false
  /// The open parentheses of a script: whether each stands behind `if`, `while`, `for` or `with`.
  var parentheses: [Bool] = []
  var scriptWord = ScriptWord.other
  var scriptKind = ScriptKind.javaScript
  var style = Style.code
  /// The value of the `type` attribute of a script so far; `nil` when a hole is part of it.
  var typeValue: [UInt8]? = []
  /// Inside a tag: only white space, `/` or `>` may follow (branches ended differently).
  var needsSeparator = false
  /// Inside a tag: no `=` may follow (one branch ended behind an attribute's name).
  var forbidsEqual = false
  /// Whether a `meta` tag was seen to be a refresh.
  var isRefresh = false
  /// Whether a value is part of the `content` of a `meta` tag.
  var hasContentHole = false
  /// A document in an attribute, from where it was last outside of tags.
  var document: [UInt8] = []
  /// Whether nothing was written since a start tag behind which a line feed would be dropped.
  var elementStart = ElementStart()

  init(language: OutputLanguage) { self.language = language }

  /// Whether output here is ordinary text of the language.
  var isText: Bool { state == .text }

  /// The context as messages name it.
  var label: String {
    switch state {
    case .text: "text"
    case .rcdata: "the text of `<\(String(decoding: element, as: UTF8.self))>`"
    case .rawText: "the raw text of `<\(String(decoding: element, as: UTF8.self))>`"
    case .tagOpen, .tagName, .closingTag: "the name of a tag"
    case .inTag, .afterName: "a tag, outside attribute values"
    case .attributeName: "the name of an attribute"
    case .beforeValue, .value:
      "the attribute `\(String(decoding: attribute, as: UTF8.self))`"
        + (quote == 0 && state == .value ? " (unquoted)" : "")
    case .comment: "a comment"
    case .declaration: "a declaration"
    case .script: language == .json || scriptKind == .json ? "JSON" : scriptLabel
    case .style: style == .comment ? "a CSS comment" : "CSS"
    }
  }

  private var scriptLabel: String {
    switch script {
    case .code: "a script"
    case .singleQuoted, .doubleQuoted: "a script string"
    case .template: "a JavaScript template literal"
    case .lineComment, .blockComment: "a script comment"
    case .regex, .regexClass: "a regular expression"
    case .unknown: "a script that could not be followed"
    }
  }

  /// Whether a macro entered in a context may end in this one: the same in text; inside one
  /// attribute, script or style it may move on, and what follows its call goes on from there.
  func continues(_ entry: EscapeContext) -> Bool {
    if self == entry { return true }
    switch state {
    case .value: return entry.state == .value && attribute == entry.attribute
    case .script, .style:
      return entry.state == state && scriptKind == entry.scriptKind && language == .html
    default: return false
    }
  }

  /// Goes on in the context in which a block or include ended, which may have written nothing.
  mutating func resume(_ exit: EscapeContext) {
    let isOpen = elementStart.isOpen || exit.elementStart.isOpen
    self = exit
    elementStart.isOpen = isOpen
  }

  // MARK: - Joining

  /// The context in which both of two branches may have ended, or `nil` when there is none.
  static func join(_ left: EscapeContext, _ right: EscapeContext) -> EscapeContext? {
    var joined = left
    if right.elementStart.isOpen { joined.elementStart.isOpen = true }
    if left == right { return joined }
    if left.isInsideTag, right.isInsideTag, left.element == right.element {
      joined.state = .inTag
      joined.attribute = []
      joined.needsSeparator =
        left.needsSeparator || right.needsSeparator || left.endsInName || right.endsInName
      joined.forbidsEqual =
        left.forbidsEqual || right.forbidsEqual || left.state == .afterName
        || right.state == .afterName || left.endsInName || right.endsInName
      joined.typeValue = left.typeValue == right.typeValue ? left.typeValue : nil
      joined.isRefresh = left.isRefresh || right.isRefresh
      joined.hasContentHole = left.hasContentHole || right.hasContentHole
      joined.kind = .plain
      joined.quote = 0
      joined.url = .start
      joined.scheme = []
      return joined
    }
    guard left.state == right.state else { return nil }
    if left.url != right.url {
      let parts = [left.url, right.url]
      if parts.contains(.query) || parts.contains(.code) { return nil }
      joined.url = parts.contains(.start) ? .start : .uncertain
    }
    if left.scheme != right.scheme { joined.scheme = [0] }
    if left.typeValue != right.typeValue { joined.typeValue = nil }
    joined.isRefresh = left.isRefresh || right.isRefresh
    joined.hasContentHole = left.hasContentHole || right.hasContentHole
    var other = right
    other.url = joined.url
    other.scheme = joined.scheme
    other.typeValue = joined.typeValue
    other.isRefresh = joined.isRefresh
    other.hasContentHole = joined.hasContentHole
    if other.state == .script, other.script == .code, joined.script == .code,
      other.allowsRegex != joined.allowsRegex || other.slashIsUnclear != joined.slashIsUnclear
    {
      // A slash could be either now.
      joined.allowsRegex = false
      joined.slashIsUnclear = true
      other.allowsRegex = false
      other.slashIsUnclear = true
    }
    return joined == other ? joined : nil
  }

  private var isInsideTag: Bool {
    switch state {
    case .tagName, .inTag, .attributeName, .afterName: true
    default: false
    }
  }

  private var endsInName: Bool { state == .tagName || state == .attributeName }
}
