// Moves an escape context along literal HTML or XML. Scripts and styles are left to
// `ScriptScanner.swift`.
//
// Source: HTML, "Tokenization"; the treatment follows Go's html/template, stricter about
// addresses and tags put together from parts.

import Diagnostics

/// Why literal text cannot be followed, at an offset of the text.
struct ScanFault: Error {
  let offset: Int
  let message: Wording
}

extension EscapeContext {
  /// Moves the context along literal text.
  mutating func advance(over bytes: ArraySlice<UInt8>) throws(ScanFault) {
    switch language {
    case .plain: return
    case .csv:
      for byte in bytes {
        if byte == 0x22 {
          script = script == .doubleQuoted ? .code : .doubleQuoted
          url = .start
        } else if script == .doubleQuoted {
          url = .path
        }
      }
      return
    case .typst:
      advanceTypst(over: bytes)
      return
    case .json:
      state = .script
      scriptKind = .json
      var at = bytes.startIndex
      while at < bytes.endIndex { scanJSON(bytes[at], &at) }
      return
    case .html, .xml, .svg: break
    }
    var at = bytes.startIndex
    while at < bytes.endIndex { try step(bytes, &at) }
    if state == .value, kind == .document, !bytes.isEmpty { settleDocument() }
  }

  private mutating func step(_ bytes: ArraySlice<UInt8>, _ at: inout Int) throws(ScanFault) {
    let byte = bytes[at]
    elementStart.isOpen = false
    switch state {
    case .text: scanText(bytes, &at)
    case .tagOpen:
      if isLetter(byte) {
        state = .tagName
        element = []
        typeValue = []
        isRefresh = false
      } else if byte == 0x2F {
        state = .closingTag
        at += 1
      } else if byte == 0x21 || byte == 0x3F {
        state = .declaration
        at += 1
      } else {
        state = .text
      }
    case .tagName:
      if isSpace(byte) || byte == 0x2F {
        state = .inTag
        at += 1
      } else if byte == 0x3E {
        at += 1
        closeTag()
      } else {
        if element.count < 32 { element.append(lowered(byte)) }
        at += 1
      }
    case .closingTag:
      if byte == 0x3E {
        state = .text
        element = []
      }
      at += 1
    case .inTag: try scanInTag(byte, &at)
    case .attributeName:
      if isSpace(byte) {
        state = .afterName
        at += 1
      } else if byte == 0x3D {
        state = .beforeValue
        at += 1
      } else if byte == 0x3E || byte == 0x2F {
        state = .inTag
        attribute = []
      } else {
        if attribute.count < 64 { attribute.append(lowered(byte)) }
        at += 1
      }
    case .afterName:
      if isSpace(byte) {
        at += 1
      } else if byte == 0x3D {
        state = .beforeValue
        at += 1
      } else {
        state = .inTag
        attribute = []
      }
    case .beforeValue:
      if isSpace(byte) {
        at += 1
      } else if byte == 0x22 || byte == 0x27 {
        beginValue(quote: byte)
        at += 1
      } else if byte == 0x3E {
        at += 1
        closeTag()
      } else {
        beginValue(quote: 0)
      }
    case .value: try scanValue(bytes, &at)
    case .comment:
      if let end = find([0x2D, 0x2D, 0x3E], in: bytes, from: at) {
        at = end
        state = .text
      } else {
        at = bytes.endIndex
      }
    case .declaration:
      if byte == 0x3E { state = .text }
      at += 1
    case .rcdata, .rawText: scanRawText(bytes, &at)
    case .script, .style: try scanEmbedded(bytes, &at)
    }
  }

  private mutating func scanText(_ bytes: ArraySlice<UInt8>, _ at: inout Int) {
    guard let open = bytes[at...].firstIndex(of: 0x3C) else {
      at = bytes.endIndex
      return
    }
    at = open + 1
    if bytes[at...].starts(with: [0x21, 0x2D, 0x2D]) {
      at += 3
      state = .comment
    } else {
      state = .tagOpen
    }
  }

  private mutating func scanInTag(_ byte: UInt8, _ at: inout Int) throws(ScanFault) {
    if isSpace(byte) || byte == 0x2F {
      needsSeparator = false
      at += 1
    } else if byte == 0x3E {
      at += 1
      closeTag()
    } else {
      if needsSeparator || forbidsEqual && byte == 0x3D {
        throw ScanFault(
          offset: at,
          message: Wording(
            "the branches before end in different places of a tag, so white space or `>` must "
              + "follow",
            fr: "les branches qui précèdent finissent à des endroits différents d'une balise : un "
              + "blanc ou `>` doit suivre"))
      }
      forbidsEqual = false
      state = .attributeName
      attribute = [lowered(byte)]
      at += 1
    }
  }

  /// Leaves the tag: what its content is.
  private mutating func closeTag() {
    needsSeparator = false
    forbidsEqual = false
    attribute = []
    kind = .plain
    quote = 0
    url = .start
    scheme = []
    isRefresh = false
    hasContentHole = false
    let name = String(decoding: element, as: UTF8.self)
    guard language == .html else {
      let runs = language == .svg && ["script", "style"].contains(name)
      state = runs ? .rawText : .text
      if !runs { element = [] }
      return
    }
    elementStart.isOpen = ["pre", "textarea", "listing"].contains(name)
    switch name {
    case "script":
      state = .script
      beginScript()
      scriptKind = Self.scriptKind(type: typeValue)
    case "style":
      state = .style
      style = .code
    case "textarea", "title": state = .rcdata
    case "xmp", "iframe", "noembed", "noframes", "plaintext": state = .rawText
    default:
      state = .text
      element = []
    }
    typeValue = []
  }

  private static func scriptKind(type: [UInt8]?) -> ScriptKind {
    guard let type else { return .inert }
    let name =
      String(decoding: type, as: UTF8.self).split(separator: ";").first.map {
        $0.filter { $0 != " " }.lowercased()
      } ?? ""
    switch name {
    case "", "text/javascript", "application/javascript", "module", "text/ecmascript",
      "application/ecmascript":
      return .javaScript
    case "application/json", "importmap", "speculationrules": return .json
    default: return name.hasSuffix("+json") ? .json : .inert
    }
  }

  // MARK: - Attributes

  mutating func beginValue(quote: UInt8) {
    state = .value
    self.quote = quote
    kind =
      language == .html || language == .svg
      ? Self.kind(of: attribute, in: element, isRefresh: isRefresh) : .plain
    url = .start
    beginScript()
    scriptKind = .javaScript
    style = .code
    scheme = []
    document = []
    if isType { typeValue = [] }
  }

  private var isType: Bool {
    element == Array("script".utf8) && attribute == Array("type".utf8)
  }

  /// What kind of value an attribute takes.
  static func kind(
    of attribute: [UInt8], in element: [UInt8], isRefresh: Bool
  ) -> AttributeKind {
    var name = String(decoding: attribute, as: UTF8.self)
    let element = String(decoding: element, as: UTF8.self)
    if name == "xml:base" { return .url }
    if let colon = name.lastIndex(of: ":") { name = String(name[name.index(after: colon)...]) }
    if name.hasPrefix("on") { return .script }
    switch name {
    case "href", "src", "action", "formaction", "poster", "cite", "background", "manifest",
      "longdesc", "usemap", "codebase", "classid", "archive", "profile", "icon", "ping", "lowsrc",
      "dynsrc", "attributionsrc":
      return .url
    case "data" where element == "object": return .url
    case "to", "from", "by", "values":
      guard ["animate", "set", "animatemotion", "animatetransform"].contains(element) else {
        return .plain
      }
      return name == "values" ? .animation : .url
    case "srcset", "imagesrcset": return .sourceSet
    case "style": return .style
    case "srcdoc": return .document
    case "content" where element == "meta" && isRefresh: return .refresh
    default: return .plain
    }
  }

  /// Whether an attribute takes plain text whatever the element it stands on.
  static func isPlainEverywhere(_ attribute: [UInt8]) -> Bool {
    // On `object`, on animations of SVG and on `meta` these take an address.
    let some = ["data", "to", "from", "by", "values", "content", "http-equiv"]
    return kind(of: attribute, in: [], isRefresh: false) == .plain
      && !some.contains(String(decoding: attribute, as: UTF8.self))
  }

  private mutating func scanValue(
    _ bytes: ArraySlice<UInt8>, _ at: inout Int
  ) throws(ScanFault) {
    let byte = bytes[at]
    if quote != 0 ? byte == quote : isSpace(byte) || byte == 0x3E {
      endValue()
      needsSeparator = false
      if quote != 0 || byte != 0x3E { at += 1 }
      quote = 0
      return
    }
    if quote == 0, needsSeparator {
      throw ScanFault(
        offset: at,
        message: Wording(
          "an unquoted attribute value cannot go on behind a value",
          fr: "une valeur d'attribut sans guillemets ne continue pas derrière une valeur"))
    }
    if isType {
      let letter = lowered(byte)
      typeValue?.append(letter)
    }
    if attribute == Self.refreshName {
      isRefresh = true
      if hasContentHole {
        throw ScanFault(
          offset: at,
          message: Wording(
            "`http-equiv` stands before a `content` with a value",
            fr: "`http-equiv` se place avant un `content` qui contient une valeur"))
      }
    }
    switch kind {
    case .url: try advanceURL(byte, at)
    case .style: scanStyle(byte, at)
    case .script: scanHandler(bytes, &at)
    case .document:
      // What is longer without an end of a tag is not followed.
      if document.count < 4_096 { document.append(byte) }
    case .animation: if byte == 0x3A || byte == 0x26 { url = .code }
    case .plain, .sourceSet, .refresh: break
    }
    at += 1
  }

  private static let refreshName = Array("http-equiv".utf8)

  /// One character of an event handler. A character reference may stand for a quote.
  private mutating func scanHandler(_ bytes: ArraySlice<UInt8>, _ at: inout Int) {
    if bytes[at] == 0x26 {
      let rest = bytes[at...]
      for operation in ["&amp;", "&lt;", "&gt;"] where rest.starts(with: operation.utf8) {
        scanScript(0x26)
        at += operation.utf8.count - 1
        return
      }
      let next = at + 1 < bytes.endIndex ? bytes[at + 1] : 0
      if next == 0x23 || isLetter(next) { script = .unknown }
    }
    scanScript(bytes[at])
  }

  /// Forgets the text of a document in an attribute where it is outside of tags again: a value there
  /// is text of that document.
  private mutating func settleDocument() {
    guard document.count < 4_096, document.last != 0x26, !document.isEmpty else { return }
    let known = ["amp;", "lt;", "gt;", "quot;", "apos;", "nbsp;"].map { Array($0.utf8) }
    for place in document.indices where document[place] == 0x26 {
      let rest = document[(place + 1)...]
      let isNumber = rest.first == 0x23 && rest.prefix(10).contains(0x3B)
      let isText = rest.first.map { !isLetter($0) && $0 != 0x23 } ?? false
      if !isNumber, !isText, !known.contains(where: { rest.starts(with: $0) }) { return }
    }
    var inner = EscapeContext(language: .html)
    do throws(ScanFault) {
      try inner.advance(over: decodeReferences(document)[...])
      if inner.state == .text { document = [] }
    } catch {
      return
    }
  }

  private mutating func endValue() {
    state = .inTag
    scheme = []
    beginScript()
    scriptKind = .javaScript
    attribute = []
    kind = .plain
    url = .start
    style = .code
    document = []
  }

  private mutating func advanceURL(_ byte: UInt8, _ at: Int) throws(ScanFault) {
    switch byte {
    case 0x3F, 0x23:
      if url != .code { url = .query }
    case 0x2F:
      if url == .start || url == .uncertain { url = .path }
    case 0x3A where url == .start || url == .uncertain:
      if schemeHasHole {
        throw ScanFault(
          offset: at,
          message: Wording(
            "a scheme may not be put together from a value and `:`",
            fr: "un schéma ne se compose pas d'une valeur et de `:`"))
      }
      url = Self.runsCode(scheme: scheme) ? .code : .path
    case 0x09, 0x0A, 0x0D:
      // Browsers drop these wherever they stand in an address (WHATWG URL, section 4.4).
      return
    case 0x26 where (url == .start || url == .uncertain) && !schemeHasHole:
      // A character reference may spell any letter of a scheme, or its `:`.
      url = .code
    case 0x00...0x20 where url == .start:
      // Browsers drop these where an address begins.
      return
    default:
      if url == .start { url = .uncertain }
      if url == .uncertain, scheme.count < 24 { scheme.append(lowered(byte)) }
    }
  }

  /// Whether a value is part of the possible scheme.
  private var schemeHasHole: Bool { scheme.contains(0) }

  private static func runsCode(scheme: [UInt8]) -> Bool {
    let name = String(decoding: scheme, as: UTF8.self)
    return ["javascript", "vbscript", "data", "livescript"].contains(name)
  }

  /// Records that a value was written here.
  mutating func passHole() {
    if language == .csv, script == .doubleQuoted { url = .path }
    if state == .beforeValue {
      beginValue(quote: 0)
      needsSeparator = true
    }
    switch state {
    case .value:
      if isType { typeValue = nil }
      if attribute == Self.refreshName { isRefresh = true }
      if element == Array("meta".utf8), attribute == Array("content".utf8) { hasContentHole = true }
      if kind == .url, url == .start || url == .uncertain {
        url = .uncertain
        if !scheme.contains(0) { scheme.append(0) }
      }
      if kind == .script { allowsRegex = false }
    case .script:
      if scriptKind != .json {
        allowsRegex = false
        slashIsUnclear = false
        scriptWord = .other
      }
    default: break
    }
  }

  // MARK: - Raw text elements

  private mutating func scanRawText(_ bytes: ArraySlice<UInt8>, _ at: inout Int) {
    if closesElement(bytes, at) {
      state = .closingTag
      at += 2
    } else {
      at += 1
    }
  }

  /// Whether `</element` stands at an offset.
  func closesElement(_ bytes: ArraySlice<UInt8>, _ at: Int) -> Bool {
    guard bytes[at] == 0x3C, at + 1 + element.count < bytes.endIndex, bytes[at + 1] == 0x2F
    else { return false }
    for (offset, byte) in element.enumerated() where lowered(bytes[at + 2 + offset]) != byte {
      return false
    }
    let next = at + 2 + element.count
    if next >= bytes.endIndex { return true }
    return isSpace(bytes[next]) || bytes[next] == 0x3E || bytes[next] == 0x2F
  }

  private func find(
    _ needle: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int
  ) -> Int? {
    var at = start
    while at + needle.count <= bytes.endIndex {
      if bytes[at...].starts(with: needle) { return at + needle.count }
      at += 1
    }
    return nil
  }

  func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
