// The only file that sees libyaml: its event stream becomes a tree of spanned nodes. What a
// dossier does not need (anchors, aliases, tags, several documents) is refused with a reason; a
// list of records goes on with the next record after a syntax error.

import CYAML
package import Diagnostics

/// What was read from a YAML text.
package struct YAMLTree: Sendable {
  /// The value; `nil` when the text is empty or nothing could be read.
  package let root: DataNode?
  /// Parts of the text that could not be read, by reason of syntax.
  package let unread: [Span]
}

/// Reads YAML texts.
package enum YAMLReader {
  /// The deepest nesting of lists and records that is read.
  package static let depthLimit = 32
  /// How many syntax errors of one text are passed over.
  private static let recoveryLimit = 20

  /// Reads the YAML in a byte range of a source.
  ///
  /// - Parameters:
  ///   - source: The source, for spans.
  ///   - bytes: The whole source.
  ///   - range: The part that is YAML; a byte order mark at its start is skipped.
  ///   - bag: Receives what is wrong.
  /// - Complexity: O(n), times the number of syntax errors, at most 20.
  package static func read(
    _ source: SourceID, bytes: [UInt8], range: Range<Int>, into bag: inout DiagnosticBag
  ) -> YAMLTree {
    if let record = PlainRecord.read(source, bytes: bytes, range: range) {
      return YAMLTree(root: record, unread: [])
    }
    return readEvents(source, bytes: bytes, range: range, into: &bag)
  }

  /// Reads a text by libyaml, whatever it holds: what tests compare.
  static func readEvents(
    _ source: SourceID, bytes: [UInt8], range: Range<Int>, into bag: inout DiagnosticBag
  ) -> YAMLTree {
    let (bytes, start) = UTF8Check.readable(source, bytes: bytes, range: range, into: &bag)
    var items: [DataNode] = []
    var unread: [Span] = []
    var attempt = start
    for count in 1...recoveryLimit {
      let parser = EventParser(source: source, bytes: bytes, range: attempt..<range.upperBound)
      let root = parser.parseDocument(into: &bag)
      guard let failure = parser.failure else {
        guard !unread.isEmpty else { return YAMLTree(root: root, unread: []) }
        if let root, case .list(let rest) = root.content { items += rest }
        break
      }
      // Keep what was complete, go on at the next record of a list of records.
      items += parser.completeItems
      let isList = parser.openItemStart != nil || attempt > start
      let next =
        failure.isFatal || !isList || count == recoveryLimit
        ? nil
        : nextRecord(bytes, after: parser.openItemStart ?? attempt, before: range.upperBound)
      unread.append(
        Span(
          source: source, start: parser.openItemStart ?? attempt, end: next ?? range.upperBound))
      guard let next else { break }
      attempt = next
    }
    guard let first = items.first, let last = items.last else {
      return YAMLTree(root: nil, unread: unread)
    }
    return YAMLTree(
      root: DataNode(content: .list(items), span: first.span.union(last.span)), unread: unread)
  }

  /// The start of the next line that begins with `- `, after the line at `offset`.
  private static func nextRecord(_ bytes: [UInt8], after offset: Int, before end: Int) -> Int? {
    var index = offset
    while index < end {
      while index < end, bytes[index] != 0x0A { index += 1 }
      index += 1
      if index + 1 < end, bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == 0x20 {
        return index
      }
    }
    return nil
  }
}

/// One run of libyaml over a byte range.
private final class EventParser {
  /// Why a run ended early.
  struct Failure {
    /// Whether the fault is not of one record, so that nothing after it is read.
    let isFatal: Bool
  }

  private let source: SourceID
  private let bytes: [UInt8]
  private let range: Range<Int>
  private var offsets: CharacterOffsets
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private(set) var failure: Failure?
  /// The items of a list at the root that were read to their end.
  private(set) var completeItems: [DataNode] = []
  private var openItem: yaml_mark_t?
  /// The start of the line on which the item of the root list begins that was being read.
  var openItemStart: Int? { openItem.map { lineStart(offset($0)) } }

  init(source: SourceID, bytes: [UInt8], range: Range<Int>) {
    self.source = source
    self.bytes = bytes
    self.range = range
    offsets = CharacterOffsets(bytes, range: range)
    parser = .allocate(capacity: 1)
    _ = yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Reads the first document, and reports a second.
  func parseDocument(into bag: inout DiagnosticBag) -> DataNode? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      yaml_parser_set_input_string(parser, base + range.lowerBound, range.count)
      return parseStream(into: &bag)
    }
  }

  private func parseStream(into bag: inout DiagnosticBag) -> DataNode? {
    var root: DataNode?
    while failure == nil {
      guard var event = nextEvent(into: &bag) else { return root }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return root
      case YAML_DOCUMENT_START_EVENT where root != nil:
        bag.add(.severalDocuments(at: span(event)))
        return root
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
      default: root = node(event, depth: 0, into: &bag)
      }
    }
    return root
  }

  /// Makes the node that an event begins.
  private func node(_ event: yaml_event_t, depth: Int, into bag: inout DiagnosticBag) -> DataNode? {
    guard depth < YAMLReader.depthLimit else {
      bag.add(.tooDeep(at: span(event), limit: YAMLReader.depthLimit))
      failure = Failure(isFatal: true)
      return nil
    }
    refuseProperties(event, into: &bag)
    switch event.type {
    case YAML_SCALAR_EVENT: return scalar(event, into: &bag)
    case YAML_ALIAS_EVENT:
      let span = span(event)
      bag.add(.aliasRefused(at: span))
      return DataNode(content: .unreadable, span: span)
    case YAML_SEQUENCE_START_EVENT: return list(from: event, depth: depth, into: &bag)
    case YAML_MAPPING_START_EVENT: return map(from: event, depth: depth, into: &bag)
    default: return nil
    }
  }

  private func scalar(_ event: yaml_event_t, into bag: inout DiagnosticBag) -> DataNode {
    let data = event.data.scalar
    let decoded = Array(UnsafeBufferPointer(start: data.value, count: data.length))
    let style: DataScalar.Style
    switch data.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: style = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: style = .literal
    case YAML_FOLDED_SCALAR_STYLE: style = .folded
    default: style = .plain
    }
    let span = trimmed(span(event))
    let origin = ScalarAlignment.origin(of: decoded, style: style, in: bytes, span: span)
    ControlCharacters.report(in: decoded, range: decoded.indices, into: &bag) { origin.span($0) }
    return DataNode(
      content: .scalar(DataScalar(bytes: decoded, style: style, origin: origin)), span: span)
  }

  private func list(
    from start: yaml_event_t, depth: Int, into bag: inout DiagnosticBag
  ) -> DataNode? {
    var items: [DataNode] = []
    while failure == nil {
      guard var event = nextEvent(into: &bag) else { break }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_SEQUENCE_END_EVENT {
        return DataNode(content: .list(items), span: trimmed(span(from: start, to: event)))
      }
      if depth == 0 { openItem = event.start_mark }
      guard let item = node(event, depth: depth + 1, into: &bag) else { break }
      items.append(item)
      if depth == 0 { completeItems.append(item) }
    }
    return nil
  }

  private func map(
    from start: yaml_event_t, depth: Int, into bag: inout DiagnosticBag
  ) -> DataNode? {
    var entries: [DataEntry] = []
    var firstKeys = KeySpans()
    while failure == nil {
      guard var event = nextEvent(into: &bag) else { break }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_MAPPING_END_EVENT {
        return DataNode(content: .map(entries), span: trimmed(span(from: start, to: event)))
      }
      guard let key = node(event, depth: depth + 1, into: &bag) else { break }
      guard var valueEvent = nextEvent(into: &bag) else { break }
      defer { yaml_event_delete(&valueEvent) }
      guard let value = node(valueEvent, depth: depth + 1, into: &bag) else { break }
      guard case .scalar(let name) = key.content else {
        if case .unreadable = key.content { continue }
        bag.add(.keyNotText(at: key.span, found: key.description))
        continue
      }
      let text = name.text
      if let first = firstKeys.note(text, at: key.span, among: entries) {
        bag.add(.duplicateKey(text, at: key.span, first: first))
        continue
      }
      entries.append(DataEntry(key: text, keySpan: key.span, value: value))
    }
    return nil
  }

  /// Reports the anchor and the tag of an event; the value itself is read as if they were absent.
  private func refuseProperties(_ event: yaml_event_t, into bag: inout DiagnosticBag) {
    let anchor: UnsafeMutablePointer<yaml_char_t>?
    let tag: UnsafeMutablePointer<yaml_char_t>?
    switch event.type {
    case YAML_SCALAR_EVENT:
      anchor = event.data.scalar.anchor
      tag = event.data.scalar.tag
    case YAML_SEQUENCE_START_EVENT:
      anchor = event.data.sequence_start.anchor
      tag = event.data.sequence_start.tag
    case YAML_MAPPING_START_EVENT:
      anchor = event.data.mapping_start.anchor
      tag = event.data.mapping_start.tag
    default: return
    }
    if anchor != nil { bag.add(.anchorRefused(at: property("&", of: event))) }
    if tag != nil { bag.add(.tagRefused(at: property("!", of: event))) }
  }

  /// The word that starts with `mark` at the start of an event.
  private func property(_ mark: Unicode.Scalar, of event: yaml_event_t) -> Span {
    var start = offset(event.start_mark)
    let end = max(start, offset(event.end_mark))
    while start < end, bytes[start] != UInt8(ascii: mark) { start += 1 }
    guard start < end else { return span(event).startPoint }
    var stop = start
    while stop < range.upperBound, !" \t\r\n,[]{}".utf8.contains(bytes[stop]) { stop += 1 }
    return Span(source: source, start: start, end: stop)
  }

  // MARK: - Events and positions

  /// The next event; `nil` after a syntax error, which is reported.
  private func nextEvent(into bag: inout DiagnosticBag) -> yaml_event_t? {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      reportSyntaxError(into: &bag)
      failure = Failure(isFatal: parser.pointee.error == YAML_READER_ERROR)
      return nil
    }
    return event
  }

  private func reportSyntaxError(into bag: inout DiagnosticBag) {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? "the text is not YAML"
    if state.error == YAML_READER_ERROR {
      let offset = min(range.lowerBound + state.problem_offset, range.upperBound)
      bag.add(
        .yamlSyntax(
          problem, at: Span(source: source, start: offset, end: min(offset + 1, range.upperBound)),
          context: nil))
      return
    }
    let start = offset(state.problem_mark)
    var end = min(start + 1, range.upperBound)
    while end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    var context: Label?
    if let text = state.context.map({ String(cString: $0) }) {
      let place = offset(state.context_mark)
      if place < start {
        context = Label(
          Span(source: source, start: place, end: min(place + 1, range.upperBound)),
          Diagnostic.yamlContext(text))
      }
    }
    bag.add(
      .yamlSyntax(
        problem, at: Span(source: source, start: start, end: end), context: context,
        isTab: start < range.upperBound && bytes[start] == 0x09))
  }

  private func offset(_ mark: yaml_mark_t) -> Int { offsets.byteOffset(ofCharacter: mark.index) }

  private func span(_ event: yaml_event_t) -> Span { span(from: event, to: event) }

  private func span(from start: yaml_event_t, to end: yaml_event_t) -> Span {
    Span(source: source, start: offset(start.start_mark), end: offset(end.end_mark))
  }

  /// The span without the blanks at its end, which libyaml counts to block values.
  private func trimmed(_ span: Span) -> Span {
    var end = Int(span.end)
    while end > Int(span.start), [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    return Span(source: source, start: Int(span.start), end: end)
  }

  private func lineStart(_ offset: Int) -> Int {
    var index = offset
    while index > range.lowerBound, bytes[index - 1] != 0x0A { index -= 1 }
    return index
  }
}

/// Where the keys of a record stand. Records have few keys, so that a search is cheaper than a table;
/// a record of many keys gets one.
private struct KeySpans {
  private static let searchLimit = 24
  private var table: [String: Span] = [:]

  /// Notes a key behind those of some entries; returns where it stood first, if it did.
  mutating func note(_ key: String, at span: Span, among entries: [DataEntry]) -> Span? {
    guard entries.count >= Self.searchLimit else {
      return entries.first { $0.key == key }?.keySpan
    }
    if table.isEmpty { for entry in entries { table[entry.key] = entry.keySpan } }
    if let first = table[key] { return first }
    table[key] = span
    return nil
  }
}

/// Byte offsets of characters: libyaml counts characters in its marks.
private struct CharacterOffsets {
  private static let stride = 32
  private let bytes: [UInt8]
  private let range: Range<Int>
  private let isASCII: Bool
  /// The byte offset of each 32nd character.
  private var checkpoints: [Int] = []

  init(_ bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    isASCII = bytes[range].allSatisfy { $0 < 0x80 }
    guard !isASCII else { return }
    checkpoints.reserveCapacity(range.count / Self.stride + 1)
    var count = 0
    for index in range where bytes[index] & 0xC0 != 0x80 {
      if count % Self.stride == 0 { checkpoints.append(index) }
      count += 1
    }
  }

  func byteOffset(ofCharacter index: Int) -> Int {
    if isASCII { return min(range.lowerBound + index, range.upperBound) }
    let block = index / Self.stride
    guard block < checkpoints.count else { return range.upperBound }
    var offset = checkpoints[block]
    var left = index % Self.stride
    while left > 0, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
