// HTML elements that a dossier lets pass: which names may be turned on at all, which attributes
// they may have, and how a tag is read. Everything else is shown as text.
// Source: HTML Living Standard, text-level semantics; attributes that run or load nothing.

import Diagnostics

extension MarkdownOptions {
  /// The elements a dossier may turn on: text-level, without scripts, addresses or styles.
  package static let allowableElements: Set<String> = [
    "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
  ]

  /// The attributes such an element may have.
  package static let allowableAttributes: Set<String> = [
    "class", "datetime", "dir", "lang", "title",
  ]
}

/// Why a tag is shown as text.
enum RefusedHTML {
  /// The element is not turned on; whether it could be.
  case element(String, canBeTurnedOn: Bool)
  /// An attribute that no element may have.
  case attribute(String)
  /// The tag has no partner in the same stretch of text.
  case unpaired(String)
  /// No tag at all, or a whole block of HTML.
  case other
}

/// A tag of HTML.
struct HTMLTag {
  var name: [UInt8]
  var isClosing = false
  /// Attributes as they are written out, each behind a space.
  var attributes: [UInt8] = []
  /// The first attribute that may not pass.
  var refused: String?

  /// Elements without content.
  static let voidNames: Set<String> = ["br", "wbr"]

  var nameString: String { String(decoding: name, as: UTF8.self) }

  /// Reads `<name attribute="value">` or `</name>`; nil for comments and the like.
  init?(_ bytes: [UInt8]) {
    var index = 1
    func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
    func isSpace(_ byte: UInt8) -> Bool { byte.isBlank || byte == 0x0A }
    guard bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") else { return nil }
    if at(index) == UInt8(ascii: "/") {
      isClosing = true
      index += 1
    }
    name = []
    while at(index).isASCIILetter || at(index).isDigit || at(index) == UInt8(ascii: "-") {
      name.append(at(index).isASCIILetter ? at(index) | 0x20 : at(index))
      index += 1
    }
    guard !name.isEmpty else { return nil }
    while index < bytes.count - 1 {
      guard !isSpace(at(index)), at(index) != UInt8(ascii: "/") else {
        index += 1
        continue
      }
      var attribute: [UInt8] = []
      while index < bytes.count - 1, !isSpace(at(index)), at(index) != UInt8(ascii: "="),
        at(index) != UInt8(ascii: "/")
      {
        attribute.append(at(index).isASCIILetter ? at(index) | 0x20 : at(index))
        index += 1
      }
      while isSpace(at(index)) { index += 1 }
      var value: ArraySlice<UInt8> = []
      if at(index) == UInt8(ascii: "=") {
        index += 1
        while isSpace(at(index)) { index += 1 }
        let quote = at(index)
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        if isQuoted { index += 1 }
        let start = index
        while index < bytes.count - 1, isQuoted ? at(index) != quote : !isSpace(at(index)) {
          index += 1
        }
        value = bytes[min(start, index)..<index]
        if isQuoted { index += 1 }
      } else if attribute.isEmpty {
        index += 1
        continue
      }
      add(attribute, value)
    }
  }

  private mutating func add(_ attribute: [UInt8], _ value: ArraySlice<UInt8>) {
    let name = String(decoding: attribute, as: UTF8.self)
    guard MarkdownOptions.allowableAttributes.contains(name) else {
      if refused == nil { refused = name }
      return
    }
    attributes.append(0x20)
    attributes.append(contentsOf: attribute)
    attributes.append(contentsOf: "=\"".utf8)
    // The value is HTML already: its entities stay.
    for byte in value {
      switch byte {
      case UInt8(ascii: "\""): attributes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "<"): attributes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): attributes.append(contentsOf: "&gt;".utf8)
      default: attributes.append(byte)
      }
    }
    attributes.append(UInt8(ascii: "\""))
  }
}

extension DocumentBuilder {
  /// Adds a tag that the dossier lets pass; returns why it may not pass otherwise.
  mutating func element(
    _ bytes: [UInt8], span: Span, to parent: Int32, _ leaf: inout LeafBuilder
  ) -> RefusedHTML? {
    guard let tag = HTMLTag(bytes) else { return .other }
    let name = tag.nameString
    let canBeTurnedOn = MarkdownOptions.allowableElements.contains(name)
    guard canBeTurnedOn, document.options.htmlElements.contains(name) else {
      return .element(name, canBeTurnedOn: canBeTurnedOn)
    }
    if let refused = tag.refused { return .attribute(refused) }
    let isVoid = HTMLTag.voidNames.contains(name)
    if isVoid, tag.isClosing { return .unpaired(name) }
    var node = MarkdownNode(kind: isVoid ? .element : .text, span: span)
    node.text = keep(isVoid ? tag.name : bytes)
    node.detail = isVoid ? keep(tag.attributes) : .empty
    let added = Int(add(node, to: parent))
    guard !isVoid else {
      leaf.runs.append(.lineBreak)
      return nil
    }
    leaf.marks.append(
      InlineMark(
        key: .element(tag.name), isOpening: !tag.isClosing, node: added, value: tag.attributes))
    return nil
  }
}
