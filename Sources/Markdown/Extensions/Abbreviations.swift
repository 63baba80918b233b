// Abbreviations: `*[CNIL]: Commission nationale…` on a line of its own. Every use is marked with
// its expansion; the first one in running text also shows it, in parentheses.
// Source: PHP Markdown Extra, abbreviations; RGAA 4.1, criterion 9.3 on expansions in the text.

import Diagnostics

/// An abbreviation and what it stands for.
struct AbbreviationDefinition: Sendable {
  var label: [UInt8]
  var expansion: [UInt8]
  var labelSpan: Span
}

/// The abbreviations of one document.
struct AbbreviationTable: Sendable {
  /// Longest expansion: it is written with every use of the abbreviation.
  static let expansionLimit = 300
  /// How many abbreviations may begin with the same word, so that a word costs a bounded search.
  private static let limit = 16

  private(set) var definitions: [AbbreviationDefinition] = []
  /// The expansions in the document's pool, once they are used.
  var expansions: [Int: MarkdownNode.Slice] = [:]
  /// Whether each is used, and whether its expansion has been shown.
  var isUsed: [Bool] = []
  var isShown: [Bool] = []
  /// Ranks of the abbreviations that begin with a word, longest first.
  private var byFirstWord: [ArraySlice<UInt8>: [Int]] = [:]

  var isEmpty: Bool { definitions.isEmpty }

  /// Adds an abbreviation; returns the first definition of the same label instead, if any.
  mutating func add(_ definition: AbbreviationDefinition) -> AbbreviationDefinition? {
    let word = definition.label[..<Self.wordEnd(definition.label, 0)]
    var ranks = byFirstWord[word] ?? []
    if let first = ranks.first(where: { definitions[$0].label == definition.label }) {
      return definitions[first]
    }
    guard ranks.count < Self.limit else { return nil }
    ranks.append(definitions.count)
    definitions.append(definition)
    isUsed.append(false)
    isShown.append(false)
    ranks.sort { definitions[$0].label.count > definitions[$1].label.count }
    byFirstWord[word] = ranks
    return nil
  }

  /// The abbreviation that starts at an offset where a word starts.
  func match(_ bytes: [UInt8], at index: Int) -> Int? {
    let end = Self.wordEnd(bytes, index)
    guard let ranks = byFirstWord[bytes[index..<end]] else { return nil }
    return ranks.first { rank in
      let label = definitions[rank].label
      return bytes[index...].starts(with: label)
        && !Self.isWord(bytes, at: index + label.count)
    }
  }

  /// The offset behind the word that starts at an offset.
  static func wordEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < bytes.count, isWord(bytes, at: index) {
      index += decodeScalar(bytes, at: index).count
    }
    return index
  }

  /// Whether a letter or digit stands at an offset.
  static func isWord(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    if byte < 0x80 { return byte.isASCIILetter || byte.isDigit }
    let scalar = decodeScalar(bytes, at: index).scalar
    return scalar >= 0xC0 && scalar != 0xD7 && scalar != 0xF7
      && !(0x2000...0x206F).contains(scalar) && scalar < 0xF000
  }

  /// Whether a text ends with a letter or digit.
  static func endsWithWord(_ bytes: [UInt8]) -> Bool {
    guard var index = bytes.indices.last else { return false }
    while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return isWord(bytes, at: index)
  }
}

extension DocumentBuilder {
  /// Registers the definitions found by the line scanner.
  mutating func register(_ found: [AbbreviationDefinition]) {
    for definition in found {
      guard let first = abbreviations.add(definition) else { continue }
      bag.add(
        .duplicateAbbreviation(
          String(decoding: definition.label, as: UTF8.self), at: definition.labelSpan,
          first: first.labelSpan))
    }
  }

  /// Adds a text without constructs, its abbreviations marked.
  mutating func plain(
    _ slice: ArraySlice<UInt8>, to parent: Int32, _ leaf: inout LeafBuilder
  ) {
    guard !abbreviations.isEmpty else { return plainRun(slice, to: parent, &leaf) }
    let bytes = Array(slice)
    var start = 0
    var index = 0
    var isInWord = AbbreviationTable.endsWithWord(leaf.prose.text)
    while index < bytes.count {
      guard AbbreviationTable.isWord(bytes, at: index) else {
        isInWord = false
        index += decodeScalar(bytes, at: index).count
        continue
      }
      guard !isInWord, let rank = abbreviations.match(bytes, at: index) else {
        index = AbbreviationTable.wordEnd(bytes, index)
        isInWord = false
        continue
      }
      let end = index + abbreviations.definitions[rank].label.count
      plainRun(bytes[start..<index], to: parent, &leaf)
      let isInBrackets =
        index > 0 && bytes[index - 1] == UInt8(ascii: "(") && end < bytes.count
        && bytes[end] == UInt8(ascii: ")")
      addAbbreviation(rank, bytes[index..<end], isInBrackets: isInBrackets, to: parent, &leaf)
      start = end
      index = end
    }
    plainRun(bytes[start...], to: parent, &leaf)
  }

  private mutating func addAbbreviation(
    _ rank: Int, _ text: ArraySlice<UInt8>, isInBrackets: Bool, to parent: Int32,
    _ leaf: inout LeafBuilder
  ) {
    abbreviations.isUsed[rank] = true
    var node = MarkdownNode(kind: .abbreviation, span: leaf.prose.span)
    if let known = abbreviations.expansions[rank] {
      node.text = known
    } else {
      let expansion = String(decoding: abbreviations.definitions[rank].expansion, as: UTF8.self)
      node.text = keep(typeset(expansion).utf8)
      abbreviations.expansions[rank] = node.text
    }
    // Headings and other people's words are left as they are; in brackets stands an abbreviation
    // whose expansion the author wrote.
    if !abbreviations.isShown[rank], leaf.prose.kind != .heading, !leaf.isVerbatim {
      abbreviations.isShown[rank] = true
      node.flag = !isInBrackets
    }
    let added = add(node, to: parent)
    plainRun(text, to: added, &leaf)
    document.nodes[Int(added)].span =
      document.nodes[Int(document.nodes[Int(added)].firstChild)].span
  }

  /// Reports the abbreviations that nothing uses.
  mutating func reportUnusedAbbreviations() {
    for (rank, definition) in abbreviations.definitions.enumerated()
    where !abbreviations.isUsed[rank] {
      bag.add(
        .unusedAbbreviation(
          String(decoding: definition.label, as: UTF8.self), at: definition.labelSpan))
    }
  }
}
