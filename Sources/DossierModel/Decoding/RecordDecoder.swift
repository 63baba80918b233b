// Reads the fields of one record by its declaration. Every fault is reported and decoding goes on:
// a field that cannot be read is absent, so that one run shows all faults of a record.

import Diagnostics
import Markdown

/// What all records of one worker share: the diagnostics and the way Markdown is read.
final class DecodingSession {
  var bag = DiagnosticBag()
  let markdown: MarkdownOptions

  init(markdown: MarkdownOptions) { self.markdown = markdown }

  /// Reports ids given twice in one list.
  func reportDuplicates(_ ids: [Located<String>], kind: Wording) {
    var first: [String: Span] = [:]
    for id in ids {
      if let place = first[id.value] {
        bag.add(.duplicateIdentifier(id.value, kind: kind, at: id.span, first: place))
      } else {
        first[id.value] = id.span
      }
    }
  }
}

/// A type made from a record of a data file.
protocol DecodableRecord {
  /// The keys of the record.
  static var declaration: RecordDeclaration { get }
  /// Makes the value, or `nil` when the record has no usable id.
  ///
  /// Every declared key is asked for, whatever is missing, so that all faults are reported.
  init?(from record: inout RecordDecoder)
}

extension DecodableRecord {
  /// Decodes a node as a record of this type and reports what is wrong with it.
  static func decode(_ node: DataNode, key: String, in session: DecodingSession) -> Self? {
    switch node.content {
    case .map(let entries):
      var record = RecordDecoder(
        entries, span: node.span, declaration: declaration, session: session)
      let value = Self(from: &record)
      record.finish()
      return value
    case .unreadable: return nil
    case .scalar, .list:
      session.bag.add(
        .wrongType(
          expected: Wording(declaration.phrase, fr: "une fiche `\(declaration.name)`"),
          found: node.description, key: key, at: node.span,
          hint:
            Wording("write its keys: ", fr: "écrivez ses clés : ")
            + Wording(
              declaration.fields.prefix(3).map { "`\($0.key)`" }.joined(separator: ", ") + "…")
        ))
      return nil
    }
  }
}

/// The fields of one record.
struct RecordDecoder {
  /// The record in the file.
  let span: Span
  let session: DecodingSession
  private let entries: [DataEntry]
  private let declaration: RecordDeclaration
  private var missing: [FieldDeclaration] = []
  // Keys are asked for, and mostly written, in the order of the declaration: each search goes on
  // where the last one ended.
  private var nextField = 0
  private var nextEntry = 0
  #if DEBUG
    private var asked: Set<String> = []
  #endif

  init(
    _ entries: [DataEntry], span: Span, declaration: RecordDeclaration, session: DecodingSession
  ) {
    self.entries = entries
    self.span = span
    self.declaration = declaration
    self.session = session
  }

  /// Reports unknown and missing keys; called once, after all fields were asked for.
  mutating func finish() {
    #if DEBUG
      precondition(
        asked.count == declaration.fields.count,
        "\(declaration.name): asked for \(asked.sorted()), not for every declared key")
    #endif
    for entry in entries where !declaration.fields.contains(where: { $0.key == entry.key }) {
      let near = Suggestion.nearest(to: entry.key, among: declaration.fields.map(\.key))
      session.bag.add(
        .unknownKey(entry.key, near: near, in: declaration, at: entry.keySpan))
      // A misspelt key is one fault, not also a missing one.
      if let first = near.first { missing.removeAll { $0.key == first } }
    }
    if !missing.isEmpty {
      session.bag.add(.missingKeys(missing, in: declaration, at: anchor))
    }
  }

  /// Where a message about the whole record points: at its id, or at its first key.
  var anchor: Span {
    if let id = entries.first(where: { $0.key == "id" }), !id.value.isAbsent {
      return id.value.span
    }
    return entries.first?.keySpan ?? span
  }

  // MARK: - Texts

  mutating func text(_ key: String) -> String? { locatedText(key)?.value }

  mutating func locatedText(_ key: String) -> Located<String>? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    return checkedText(scalar, at: node.span, field)
  }

  mutating func requiredText(_ key: String) -> String { text(key) ?? "" }

  mutating func requiredLocatedText(_ key: String) -> Located<String> {
    locatedText(key) ?? Located("", at: anchor)
  }

  mutating func texts(_ key: String) -> [Located<String>] {
    items(key).compactMap { node, field in
      scalar(node, field.type.item, key).flatMap { checkedText($0, at: node.span, field) }
    }
  }

  mutating func markdown(_ key: String) -> MarkdownText? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    return markdown(scalar, at: node.span)
  }

  mutating func requiredMarkdown(_ key: String) -> MarkdownText {
    markdown(key)
      ?? MarkdownText(
        document: parseMarkdown(
          [], origin: TextOrigin(opaque: anchor), options: session.markdown, into: &session.bag),
        span: anchor, source: "")
  }

  mutating func markdowns(_ key: String) -> [MarkdownText] {
    items(key).compactMap { node, field in
      scalar(node, field.type.item, key).map { markdown($0, at: node.span) }
    }
  }

  private func markdown(_ scalar: DataScalar, at span: Span) -> MarkdownText {
    MarkdownText(
      document: parseMarkdown(
        scalar.bytes, origin: scalar.origin, options: session.markdown, into: &session.bag),
      span: span, source: Self.withoutFinalLineEnds(scalar))
  }

  /// Checks a text against the form its type asks for.
  private func checkedText(
    _ scalar: DataScalar, at span: Span, _ field: FieldDeclaration
  ) -> Located<String>? {
    let text = Self.withoutFinalLineEnds(scalar)
    if text.allSatisfy(\.isWhitespace) {
      if field.isRequired { session.bag.add(.emptyValue(field, at: span)) }
      return nil
    }
    switch field.type.item {
    case .address:
      guard Self.isAddress(text) else {
        session.bag.add(.invalidAddress(text, key: field.key, at: span))
        return nil
      }
    case .hash:
      guard text.utf8.count == 64,
        text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
      else {
        session.bag.add(.invalidHash(text, at: span))
        return nil
      }
    case .lawIdentifier(let kind):
      guard kind.accepts(text) else {
        session.bag.add(
          .invalidLawIdentifier(text, name: kind.name, form: kind.form, at: span))
        return nil
      }
    case .identifier:
      if !Slug.isValid(text) {
        session.bag.add(
          .invalidIdentifier(text, proposal: Slug.proposal(for: text), at: span))
      }
    default: break
    }
    return Located(text, at: span)
  }

  /// The text without the line ends that block scalars carry at their end.
  private static func withoutFinalLineEnds(_ scalar: DataScalar) -> String {
    guard scalar.style == .literal || scalar.style == .folded else { return scalar.text }
    var bytes = scalar.bytes[...]
    while bytes.last == 0x0A { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a text is an absolute web address that may stand in an `href`.
  private static func isAddress(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
    let rest = text.dropFirst(scheme.count)
    guard let first = rest.utf8.first, first != UInt8(ascii: "/") else { return false }
    return rest.prefix { $0 != "/" }.contains(".") || rest.hasPrefix("localhost")
      ? !text.unicodeScalars.contains { $0.value <= 0x20 || "<>\"`\\".unicodeScalars.contains($0) }
      : false
  }

  // MARK: - Identity

  /// The id, the printed mark and the old ids; `nil` without a readable id.
  mutating func identity() -> Identity? {
    let id = locatedText("id")
    let cote =
      declaration.fields.contains { $0.key == "cote" } ? locatedText("cote") : nil
    // An old id that is none has been reported; it cannot be in use twice as well.
    let aliases = texts("aliases").filter { Slug.isValid($0.value) }
    let visibility = visibility()
    return id.map {
      Identity(
        slug: $0.value, span: $0.span, cote: cote, aliases: aliases, visibility: visibility)
    }
  }

  /// Whether readers may see the record.
  mutating func visibility() -> Visibility {
    // Read for its type alone: what is not kept cannot be shown.
    _ = text("private-note")
    let isDraft = boolean("draft") ?? false
    let isPrivate = boolean("private") ?? false
    return isPrivate ? .isPrivate : isDraft ? .draft : .published
  }

  // MARK: - Numbers, truth values, words

  mutating func integer(_ key: String) -> Located<Int>? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    guard case .integer(let range) = field.type else {
      preconditionFailure("\(key) of \(declaration.name) is not declared as an integer")
    }
    let text = scalar.text
    if scalar.style == .plain, Self.isInteger(text), Int(text) == nil {
      let allowed = Wording(
        "\(range.lowerBound) to \(range.upperBound)",
        fr: "\(range.lowerBound) à \(range.upperBound)")
      session.bag.add(
        .numberOutOfRange(scalar.excerpt, key: key, allowed: allowed, at: node.span))
      return nil
    }
    guard scalar.style == .plain, let number = Self.integer(text) else {
      session.bag.add(
        .wrongType(
          expected: field.type.phrase, found: node.description, key: key, at: node.span,
          hint: Self.integerHint(scalar)))
      return nil
    }
    guard range.contains(number) else {
      let allowed =
        range.upperBound == .max
        ? Wording("\(range.lowerBound) or more", fr: "\(range.lowerBound) ou plus")
        : Wording(
          "\(range.lowerBound) to \(range.upperBound)",
          fr: "\(range.lowerBound) à \(range.upperBound)")
      session.bag.add(.numberOutOfRange(text, key: key, allowed: allowed, at: node.span))
      return nil
    }
    return Located(number, at: node.span)
  }

  mutating func number(_ key: String) -> Located<Double>? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    let text = scalar.text
    guard scalar.style == .plain, let number = Self.decimal(text) else {
      let point = String(text.map { $0 == "," ? "." : $0 })
      session.bag.add(
        .wrongType(
          expected: field.type.phrase, found: node.description, key: key, at: node.span,
          hint: Self.decimal(point) != nil
            ? Wording(
              "write `\(point)`, without quotation marks", fr: "écrivez `\(point)`, sans guillemets"
            )
            : Wording(
              "write digits, and a point for decimals",
              fr: "écrivez des chiffres, et un point pour les décimales")
        ))
      return nil
    }
    guard case .number(let range) = field.type else {
      preconditionFailure("\(key) of \(declaration.name) is not declared as a number")
    }
    guard range.contains(number) else {
      let allowed = Wording(
        "\(range.lowerBound) to \(range.upperBound)",
        fr: "\(range.lowerBound) à \(range.upperBound)")
      session.bag.add(
        .numberOutOfRange(scalar.excerpt, key: key, allowed: allowed, at: node.span))
      return nil
    }
    return Located(number, at: node.span)
  }

  mutating func boolean(_ key: String) -> Bool? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    if scalar.style == .plain {
      if scalar.text == "true" { return true }
      if scalar.text == "false" { return false }
    }
    let isYes = ["yes", "oui", "on", "vrai", "true", "1", "y"].contains(scalar.text.lowercased())
    let isNo = ["no", "non", "off", "faux", "false", "0", "n"].contains(scalar.text.lowercased())
    session.bag.add(
      .wrongType(
        expected: field.type.phrase, found: node.description, key: key, at: node.span,
        hint: isYes
          ? Wording("write `true`", fr: "écrivez `true`")
          : isNo ? Wording("write `false`", fr: "écrivez `false`") : nil))
    return nil
  }

  mutating func choice<Word: Choice>(_ key: String, _: Word.Type) -> Located<Word>? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    guard let word = Word(rawValue: scalar.text) else {
      session.bag.add(
        .unknownChoice(
          scalar.excerpt, key: key, allowed: Word.allCases.map(\.rawValue), at: node.span))
      return nil
    }
    return Located(word, at: node.span)
  }

  mutating func choices<Word: Choice>(_ key: String, _: Word.Type) -> [Located<Word>] {
    items(key).compactMap { node, field in
      guard let scalar = scalar(node, field.type.item, key) else { return nil }
      guard let word = Word(rawValue: scalar.text) else {
        session.bag.add(
          .unknownChoice(
            scalar.excerpt, key: key, allowed: Word.allCases.map(\.rawValue), at: node.span))
        return nil
      }
      return Located(word, at: node.span)
    }
  }

  /// Whether a text is digits, with a minus sign or without; the number may be too long for `Int`.
  private static func isInteger(_ text: String) -> Bool {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func integer(_ text: String) -> Int? { isInteger(text) ? Int(text) : nil }

  private static func decimal(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
    return Double(text)
  }

  private static func integerHint(_ scalar: DataScalar) -> Wording? {
    let digits = scalar.text.filter { ("0"..."9").contains($0) }
    guard !digits.isEmpty, Int(digits) != nil,
      scalar.text.allSatisfy({ ("0"..."9").contains($0) || " \u{A0}\u{202F}_.,€".contains($0) })
    else { return Wording("write digits only", fr: "n'écrivez que des chiffres") }
    return scalar.style == .plain
      ? Wording("write digits only: `\(digits)`", fr: "n'écrivez que des chiffres : `\(digits)`")
      : Wording(
        "write `\(digits)`, without quotation marks", fr: "écrivez `\(digits)`, sans guillemets")
  }

  // MARK: - Dates

  mutating func day(_ key: String) -> Located<CivilDate>? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    do throws(DateFault) {
      return Located(try CivilDate.parse(scalar.text), at: node.span)
    } catch {
      session.bag.add(.invalidDate(scalar.excerpt, fault: error, at: node.span))
      return nil
    }
  }

  /// What stands in for a required day that could not be read.
  var unreadDay: Located<CivilDate> { Located(.last, at: anchor) }

  mutating func date(_ key: String) -> Located<DateValue>? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    do throws(DateFault) {
      let date = try DateValue.parse(scalar.text)
      if case .date = field.type, date.isInterval {
        session.bag.add(
          .dateNotExpected(
            scalar.excerpt, key: key,
            reason: Wording(
              "an interval stands where one date is expected",
              fr: "un intervalle est là où une date est attendue"),
            hint: Wording(
              "write one date, as precise as it is known",
              fr: "écrivez une date, aussi précise qu'elle est connue"), at: node.span))
        return nil
      }
      return Located(date, at: node.span)
    } catch {
      session.bag.add(.invalidDate(scalar.excerpt, fault: error, at: node.span))
      return nil
    }
  }

  mutating func requiredDate(_ key: String) -> Located<DateValue> {
    date(key) ?? Located(.unread, at: anchor)
  }

  mutating func time(_ key: String) -> Located<TimeOfDay>? {
    guard let (node, field) = value(key), let scalar = scalar(node, field.type, key) else {
      return nil
    }
    let parts = scalar.text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hour = Self.integer(String(parts[0])), let minute = Self.integer(String(parts[1])),
      let time = TimeOfDay(hour: hour, minute: minute)
    else {
      session.bag.add(.invalidTime(scalar.excerpt, at: node.span))
      return nil
    }
    return Located(time, at: node.span)
  }

  // MARK: - References

  mutating func reference<Element: Entity>(
    _ key: String, to _: Element.Type
  ) -> Reference<Element>? {
    locatedText(key).map { Reference(slug: $0.value, span: $0.span) }
  }

  mutating func requiredReference<Element: Entity>(
    _ key: String, to kind: Element.Type
  ) -> Reference<Element> {
    reference(key, to: kind) ?? Reference(slug: "", span: anchor)
  }

  mutating func references<Element: Entity>(
    _ key: String, to _: Element.Type
  ) -> [Reference<Element>] {
    texts(key).map { Reference(slug: $0.value, span: $0.span) }
  }

  mutating func lawReference(_ key: String) -> LawReference? {
    locatedText(key).map { LawReference(slug: $0.value, span: $0.span) }
  }

  mutating func lawReferences(_ key: String) -> [LawReference] {
    texts(key).map { LawReference(slug: $0.value, span: $0.span) }
  }

  mutating func qualifiedReferences(_ key: String) -> [QualifiedReference] {
    texts(key).compactMap { text in
      let parts = text.value.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, EntityKind.referenceNames.contains(String(parts[0])),
        !parts[1].isEmpty
      else {
        session.bag.add(
          .invalidQualifiedReference(
            text.value, kinds: EntityKind.referenceNames, at: text.span))
        return nil
      }
      return QualifiedReference(
        kindName: String(parts[0]), slug: String(parts[1]), span: text.span)
    }
  }

  // MARK: - Records

  mutating func record<Value: DecodableRecord>(_ key: String, as _: Value.Type) -> Value? {
    guard let (node, _) = value(key) else { return nil }
    return Value.decode(node, key: key, in: session)
  }

  mutating func records<Value: DecodableRecord>(_ key: String, as _: Value.Type) -> [Value] {
    items(key).compactMap { node, _ in Value.decode(node, key: key, in: session) }
  }

  /// A list whose items are ids or records.
  mutating func either<Value: DecodableRecord>(
    _ key: String, as _: Value.Type, plain: (Located<String>) -> Value
  ) -> [Value] {
    items(key).compactMap { node, _ in
      if case .scalar(let scalar) = node.content, !scalar.isAbsent {
        return plain(Located(scalar.text, at: node.span))
      }
      return Value.decode(node, key: key, in: session)
    }
  }

  /// A record whose keys and values are ids.
  mutating func identifierTable(_ key: String) -> [(key: Located<String>, value: Located<String>)] {
    guard let (node, field) = value(key) else { return [] }
    guard case .map(let entries) = node.content else {
      session.bag.add(
        .wrongType(
          expected: field.type.phrase, found: node.description, key: key, at: node.span))
      return []
    }
    return entries.compactMap { entry in
      if !Slug.isValid(entry.key) {
        session.bag.add(
          .invalidIdentifier(
            entry.key, proposal: Slug.proposal(for: entry.key), at: entry.keySpan))
        return nil
      }
      guard let scalar = scalar(entry.value, field.type.item, entry.key),
        let text = checkedText(scalar, at: entry.value.span, field)
      else { return nil }
      return (Located(entry.key, at: entry.keySpan), text)
    }
  }

  /// A record whose keys are the author's and whose values are words of a closed list.
  mutating func words<Word: Choice>(
    _ key: String, _: Word.Type
  ) -> [(key: Located<String>, word: Located<Word>)] {
    guard let (node, field) = value(key) else { return [] }
    guard case .map(let entries) = node.content else {
      session.bag.add(
        .wrongType(
          expected: field.type.phrase, found: node.description, key: key, at: node.span))
      return []
    }
    return entries.compactMap { entry in
      guard let scalar = scalar(entry.value, field.type.item, entry.key) else { return nil }
      guard let word = Word(rawValue: scalar.text) else {
        session.bag.add(
          .unknownChoice(
            scalar.excerpt, key: entry.key, allowed: Word.allCases.map(\.rawValue),
            at: entry.value.span))
        return nil
      }
      return (Located(entry.key, at: entry.keySpan), Located(word, at: entry.value.span))
    }
  }

  // MARK: - Nodes

  /// The value of a key; `nil` when it is absent, which is noted for a required key.
  private mutating func value(_ key: String) -> (DataNode, FieldDeclaration)? {
    guard
      let index = Self.index(in: declaration.fields, from: nextField, where: { $0.key == key })
    else {
      preconditionFailure("\(declaration.name) does not declare \(key)")
    }
    nextField = index + 1
    let field = declaration.fields[index]
    #if DEBUG
      asked.insert(key)
    #endif
    guard let place = Self.index(in: entries, from: nextEntry, where: { $0.key == key }) else {
      if field.isRequired { missing.append(field) }
      return nil
    }
    nextEntry = place + 1
    let entry = entries[place]
    if entry.value.isAbsent {
      if field.isRequired { session.bag.add(.emptyValue(field, at: entry.keySpan)) }
      return nil
    }
    if case .unreadable = entry.value.content { return nil }
    return (entry.value, field)
  }

  /// The index of the element that a condition picks, looked for from an index on, then before it.
  private static func index<Element>(
    in list: [Element], from start: Int, where isWanted: (Element) -> Bool
  ) -> Int? {
    let start = min(start, list.count)
    for index in start..<list.count where isWanted(list[index]) { return index }
    for index in 0..<start where isWanted(list[index]) { return index }
    return nil
  }

  /// The items of a list, or the one value where the type allows one.
  private mutating func items(_ key: String) -> [(DataNode, FieldDeclaration)] {
    guard let (node, field) = value(key) else { return [] }
    switch (node.content, field.type) {
    case (.list(let items), _):
      if items.isEmpty, field.isRequired { session.bag.add(.emptyValue(field, at: node.span)) }
      return items.filter { if case .unreadable = $0.content { false } else { true } }
        .map { ($0, field) }
    case (_, .oneOrMany): return [(node, field)]
    default:
      session.bag.add(
        .wrongType(
          expected: field.type.phrase, found: node.description, key: key, at: node.span,
          hint: Wording(
            "write one item a line, each after `- `, or `[a, b]`",
            fr: "écrivez un élément par ligne, après `- `, ou `[a, b]`")))
      return []
    }
  }

  /// A node as a text, reported when it is a list or a record.
  private func scalar(_ node: DataNode, _ type: FieldType, _ key: String) -> DataScalar? {
    if case .scalar(let scalar) = node.content, !scalar.isAbsent { return scalar }
    var hint: Wording?
    if case .map = node.content {
      hint = Wording(
        "a text that holds `: ` or begins with `{` needs quotation marks",
        fr: "un texte qui contient `: ` ou commence par `{` demande des guillemets")
    } else if case .list = node.content {
      hint = Wording(
        "a text that begins with `[` needs quotation marks",
        fr: "un texte qui commence par `[` demande des guillemets")
    }
    session.bag.add(
      .wrongType(
        expected: type.phrase, found: node.description, key: key, at: node.span, hint: hint))
    return nil
  }
}

extension FieldType {
  /// The type of the items of a list, or the type itself.
  var item: FieldType {
    switch self {
    case .list(let item), .oneOrMany(let item), .table(let item): item
    default: self
    }
  }
}
