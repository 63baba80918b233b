// Owns the drawing of diagnostics as text: header, place, excerpt with carets, notes, hints.
// Colour is used only when the caller says that a person is looking.

/// Draws diagnostics for a terminal or a log.
public struct DiagnosticRenderer: Sendable {
  let sources: SourceMap
  let language: DiagnosticLanguage
  private let usesColour: Bool
  private let indexes: [SourceID: LineIndex]

  /// Makes a renderer over the texts of a run.
  ///
  /// - Parameters:
  ///   - sources: The texts.
  ///   - language: The language of the messages.
  ///   - usesColour: Whether a person is looking at a terminal.
  ///   - diagnostics: What will be drawn; the lines of its texts are found once and not each time.
  public init(
    sources: SourceMap, language: DiagnosticLanguage = .english, usesColour: Bool = false,
    drawing diagnostics: [Diagnostic] = []
  ) {
    self.sources = sources
    self.language = language
    self.usesColour = usesColour
    var indexes: [SourceID: LineIndex] = [:]
    for diagnostic in diagnostics {
      for label in [diagnostic.primary].compactMap(\.self) + diagnostic.secondary
      where sources.contains(label.span.source) && indexes[label.span.source] == nil {
        indexes[label.span.source] = LineIndex(sources.bytes(of: label.span.source))
      }
    }
    self.indexes = indexes
  }

  /// The lines of a text.
  func lines(of source: SourceID) -> LineIndex {
    indexes[source] ?? LineIndex(sources.bytes(of: source))
  }

  private static let hintWord = Wording("hint", fr: "aide")
  private static let noteWord = Wording("note", fr: "note")
  private static let traceWord = Wording("in", fr: "dans")
  private static let moreWord = Wording("more", fr: "plus")

  /// Draws one diagnostic; ends with a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    let tint = diagnostic.severity == .error ? "31" : "33"
    var out = style("\(diagnostic.severity.word(in: language))[\(diagnostic.code.id)]", "1;" + tint)
    out += style(": " + visible(diagnostic.message[language]), "1") + "\n"

    var places: [(label: Label, index: LineIndex, isPrimary: Bool)] = []
    let labels =
      (diagnostic.primary.map { [($0, true)] } ?? [])
      + diagnostic.secondary.map { ($0, false) }
    for (label, isPrimary) in labels where sources.contains(label.span.source) {
      places.append((label, lines(of: label.span.source), isPrimary))
    }
    let gutter =
      places.map { String($0.index.line(at: Int($0.label.span.start)) + 1).count }
      .max() ?? 1
    for place in places {
      out += excerpt(
        place.label, index: place.index, gutter: gutter, mark: place.isPrimary ? "^" : "-",
        tint: place.isPrimary ? tint : "34", arrow: place.isPrimary ? "-->" : ":::")
    }
    let pad = String(repeating: " ", count: gutter)
    let tail =
      diagnostic.hints.map { (Self.hintWord[language], $0.text[language]) }
      + diagnostic.notes.map { (Self.noteWord[language], $0[language]) }
      + diagnostic.trace.map {
        (Self.traceWord[language], "\($0.text[language]) \(place(of: $0.span))")
      }
      + [(Self.moreWord[language], "dossier explain \(diagnostic.code.id)")]
    for (word, text) in tail {
      let indent = "\n" + String(repeating: " ", count: gutter + word.count + 5)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(visible)
      out += "\(pad) \(style("=", "34")) \(style(word, "1")): "
      out += lines.joined(separator: indent) + "\n"
    }
    return out
  }

  /// The place of a span as `path:line:column`, one-based.
  public func place(of span: Span) -> String {
    guard sources.contains(span.source) else { return "?" }
    let bytes = sources.bytes(of: span.source)
    let position = lines(of: span.source).position(of: Int(span.start), in: bytes)
    return "\(visible(sources.path(of: span.source))):\(position.line):\(position.column)"
  }

  private func excerpt(
    _ label: Label, index: LineIndex, gutter: Int, mark: String, tint: String, arrow: String
  ) -> String {
    let bytes = sources.bytes(of: label.span.source)
    let start = min(Int(label.span.start), bytes.count)
    let end = min(Int(label.span.end), bytes.count)
    let line = index.line(at: start)
    let range = index.range(ofLine: line, in: bytes)
    let position = index.position(of: start, in: bytes)
    let pad = String(repeating: " ", count: gutter)
    let number = String(line + 1)
    let bar = style("|", "34")

    let markedEnd = max(start, min(end, range.upperBound))
    let shown = Excerpt(bytes, line: range, marked: start..<markedEnd)
    var out = "\(pad)\(style(arrow, "34")) "
    out += "\(visible(sources.path(of: label.span.source))):\(position.line):\(position.column)\n"
    out += "\(pad) \(bar)\n"
    out += String(repeating: " ", count: gutter - number.count)
    out += "\(style(number, "34")) \(bar) \(shown.text)\n"
    let carets = String(repeating: mark, count: max(1, shown.markWidth))
    out += "\(pad) \(bar) " + String(repeating: " ", count: shown.markColumn)
    out +=
      style(label.text.isEmpty ? carets : "\(carets) \(visible(label.text[language]))", tint) + "\n"
    out += "\(pad) \(bar)\n"
    return out
  }

  /// A text that a terminal shows as it is: controls and marks of direction, which could hide or
  /// change what stands around them, as dots.
  private func visible(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: Excerpt.isHidden) else { return String(text) }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(Excerpt.isHidden(scalar) ? "·" : scalar) }
    return String(out)
  }

  private func style(_ text: String, _ code: String) -> String {
    usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// One line of source made fit for a terminal: tabs as four columns, controls as dots, long
/// lines cut around the mark.
private struct Excerpt {
  private(set) var text = ""
  private(set) var markColumn = 0
  private(set) var markWidth = 0

  static let widthLimit = 110
  /// How many bytes before and behind the start of the mark are looked at: far more than are shown.
  private static let reach = 2048

  /// Whether a scalar is a control, a line end of Unicode, or a mark of direction.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  init(_ bytes: [UInt8], line: Range<Int>, marked: Range<Int>) {
    var cells: [(shown: String, width: Int, isMarked: Bool)] = []
    let line = Self.part(of: line, around: marked.lowerBound, in: bytes)
    var offset = line.lowerBound
    var first = 0
    for scalar in String(decoding: bytes[line], as: UTF8.self).unicodeScalars {
      let isMarked = marked.contains(offset)
      if offset < marked.lowerBound { first = cells.count + 1 }
      offset += UTF8.width(scalar)
      switch scalar.value {
      case 0x09: cells.append(("    ", 4, isMarked))
      case 0xFEFF where cells.isEmpty:
        first = 0
        continue
      case _ where Self.isHidden(scalar): cells.append(("·", 1, isMarked))
      case 0xA0, 0x202F: cells.append((" ", 1, isMarked))
      default: cells.append((String(scalar), DisplayWidth.of(scalar), isMarked))
      }
    }
    // A mark behind the last byte (something is missing there) starts after the last cell.
    first = min(first, cells.count)
    let before = cells[..<first].reduce(0) { $0 + $1.width }
    var from = 0
    if before > Self.widthLimit - 40 {
      var skipped = 0
      while from < first, before - skipped > 30 {
        skipped += cells[from].width
        from += 1
      }
      text = "…"
      markColumn = 1
    }
    var width = markColumn
    for (index, cell) in cells.enumerated().dropFirst(from) {
      if width + cell.width > Self.widthLimit {
        text += "…"
        break
      }
      text += cell.shown
      width += cell.width
      if index < first {
        markColumn += cell.width
      } else if cell.isMarked {
        markWidth += cell.width
      }
    }
  }

  /// The part of a line that can be shown, cut between characters.
  private static func part(of line: Range<Int>, around mark: Int, in bytes: [UInt8]) -> Range<Int> {
    var start = max(line.lowerBound, mark - reach)
    if start > line.lowerBound {
      while start < line.upperBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
    }
    var end = min(line.upperBound, max(start, mark + reach))
    while end > start, end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return start..<max(start, end)
  }
}

/// The number of terminal columns of a Unicode scalar.
private enum DisplayWidth {
  /// Source: Unicode Standard Annex 11 (East Asian wide ranges), combining marks as zero.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
