// Blocks of the HTML writer: those of CommonMark, and those of a dossier as the reference pages
// write them (numbered paragraphs with evidence, tables in scroll regions, notices, divisions).

extension HTMLPass {
  mutating func enterBlock(_ index: Int32, _ current: MarkdownNode) -> Bool {
    switch current.kind {
    case .paragraph: enterParagraph(index, current)
    case .heading:
      startLine()
      put("<h")
      put(number: headingLevel(current))
      if isDossier {
        put(" id=\"")
        putID(current.detail)
        put("\"")
        putClasses(current.classes)
        putLanguage(current.language)
      }
      put(">")
      if isDossier, headingIndex < options.headingMarks.count {
        out.append(contentsOf: options.headingMarks[headingIndex])
      }
      if isDossier {
        lastHeadingID = current.detail
        headingIndex += 1
      }
    case .blockQuote:
      startLine()
      openMargin(index)
      put(isDossier ? "<blockquote data-typo=\"off\">\n" : "<blockquote>\n")
    case .list:
      startLine()
      openMargin(index)
      if current.number < 0 {
        put("<ul>\n")
      } else if current.number == 1 {
        put("<ol>\n")
      } else {
        put("<ol start=\"")
        put(number: Int(current.number))
        put("\">\n")
      }
    case .item:
      startLine()
      put("<li>")
    case .codeBlock:
      startLine()
      put("<pre><code")
      let info = document.bytes(current.detail)
      if !info.isEmpty {
        put(" class=\"language-")
        appendEscaped(info.prefix { !$0.isBlank && $0 != 0x0A }, into: &out)
        put("\"")
      }
      put(">")
      appendEscaped(document.bytes(current.text), into: &out)
      put("</code></pre>\n")
    case .htmlBlock:
      startLine()
      out.append(contentsOf: document.bytes(current.text))
      startLine()
    case .thematicBreak:
      startLine()
      put(isDossier ? "<hr>\n" : "<hr />\n")
    default: return enterDossier(index, current)
    }
    return true
  }

  mutating func leaveBlock(_ index: Int32, _ current: MarkdownNode) {
    switch current.kind {
    case .paragraph: leaveParagraph(index, current)
    case .heading:
      put("</h")
      put(number: headingLevel(current))
      put(">\n")
    case .blockQuote:
      startLine()
      put("</blockquote>\n")
      closeMargin(index)
    case .list:
      put(current.number < 0 ? "</ul>\n" : "</ol>\n")
      closeMargin(index)
    case .item: put("</li>\n")
    case .table:
      if bodyRowCount(index) > 0 { put("</tbody>\n") }
      put("</table>\n</div>\n")
      closeMargin(index)
    case .tableRow:
      put(current.flag ? "</tr>\n</thead>\n" : "</tr>\n")
      if current.flag, current.nextSibling >= 0, node(current.nextSibling).kind == .tableRow {
        put("<tbody>\n")
      }
    case .tableCell: put(isHeader(index, current) ? "</th>" : "</td>")
    case .alert, .division:
      if current.kind == .division, !current.language.isEmpty { languages.removeLast() }
      startLine()
      put("</div>\n")
      closeMargin(index)
    case .definitionList:
      put("</dl>\n")
      closeMargin(index)
    case .figure:
      writeFigureCaption(current)
      put("</figure>\n")
      closeMargin(index)
    case .lineBlock:
      put("</div>\n")
      closeMargin(index)
    case .lineGroup: put("</ol>\n")
    case .line: put(current.flag ? "</p>\n" : "</li>\n")
    case .definitionTerm: put("</dt>\n")
    case .definitionDescription: put("</dd>\n")
    default: break
    }
  }

  private func headingLevel(_ heading: MarkdownNode) -> Int {
    min(6, max(1, Int(heading.number) + options.headingShift))
  }

  func putID(_ slice: MarkdownNode.Slice, into out: inout [UInt8]) {
    appendEscaped(options.idPrefix.utf8, into: &out)
    appendEscaped(document.bytes(slice), into: &out)
  }

  mutating func putID(_ slice: MarkdownNode.Slice) {
    appendEscaped(options.idPrefix.utf8, into: &out)
    appendEscaped(document.bytes(slice), into: &out)
  }

  private mutating func putClasses(_ classes: MarkdownNode.Slice) {
    guard !classes.isEmpty else { return }
    put(" class=\"")
    appendEscaped(document.bytes(classes), into: &out)
    put("\"")
  }

  // MARK: - Paragraphs

  /// Whether a paragraph belongs to an item of a tight list or to a tight description, or is the only
  /// one of a note.
  private func isBare(_ index: Int32, _ current: MarkdownNode) -> Bool {
    if index == bareParagraph { return true }
    guard current.parent >= 0 else { return false }
    let parent = node(current.parent)
    if parent.kind == .definitionDescription { return !parent.flag }
    guard parent.kind == .item else { return false }
    let list = node(current.parent).parent
    return list >= 0 && node(list).flag
  }

  private func paragraphNumber(_ current: MarkdownNode) -> Int? {
    guard isDossier, current.number >= 0 else { return nil }
    return options.firstParagraphNumber.map { $0 + Int(current.number) }
  }

  private mutating func enterParagraph(_ index: Int32, _ current: MarkdownNode) {
    guard !isBare(index, current) else { return }
    startLine()
    guard let number = paragraphNumber(current) else {
      openMargin(index)
      put("<p>")
      return
    }
    put(isFree(index) ? "<div class=\"al libre\">\n" : "<div class=\"al\">\n")
    put("<p id=\"p")
    put(number: number)
    put("\"><a class=\"no\" href=\"#p")
    put(number: number)
    put(isFrench ? "\" aria-label=\"Paragraphe " : "\" aria-label=\"Paragraph ")
    put(number: number)
    put("\">")
    put(number: number)
    put("</a>")
  }

  private mutating func leaveParagraph(_ index: Int32, _ current: MarkdownNode) {
    if let backlinks, backlinks.paragraph == index { writeBacklinks(of: backlinks.note) }
    guard !isBare(index, current) else { return }
    put("</p>\n")
    if paragraphNumber(current) == nil {
      closeMargin(index)
    } else {
      writeMargin(index)
      put("</div>\n")
    }
  }

  // MARK: - Margins

  /// Asks the resolver for the evidence of every block at top level.
  mutating func collectMargins() {
    guard options.margins else { return }
    for evidence in document.evidence() {
      var margin = Margin(block: evidence.block)
      resolver.writeMargin(
        references: evidence.references, citations: evidence.citations, into: &margin.html)
      margin.evidenceCount = evidence.recordCount + evidence.citations.count
      if !margin.html.isEmpty { margins.append(margin) }
    }
    margins.sort { $0.block < $1.block }
  }

  /// The place of the evidence of a block among all.
  private func marginPlace(_ block: Int32) -> Int? {
    var low = 0
    var high = margins.count
    while low < high {
      let middle = (low + high) / 2
      if margins[middle].block < block { low = middle + 1 } else { high = middle }
    }
    return low < margins.count && margins[low].block == block ? low : nil
  }

  /// Whether the evidence of a paragraph may run on beside the next one: that is a paragraph
  /// without evidence, and the two texts are long enough to hold it.
  private func isFree(_ index: Int32) -> Bool {
    guard let place = marginPlace(index) else { return false }
    let next = node(index).nextSibling
    guard next >= 0, node(next).kind == .paragraph, marginPlace(next) == nil else { return false }
    return textLength(index) + textLength(next) >= 260 * max(1, margins[place].evidenceCount)
  }

  private func textLength(_ paragraph: Int32) -> Int {
    let number = node(paragraph).number
    guard number >= 0 else { return 0 }
    var low = 0
    var high = document.proseBlocks.count
    while low < high {
      let middle = (low + high) / 2
      if document.proseBlocks.node(at: middle) < Int(paragraph) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < document.proseBlocks.count, document.proseBlocks.node(at: low) == Int(paragraph)
    else {
      return 0
    }
    return document.proseBlocks.textCount(at: low)
  }

  /// Opens the grid around a block with evidence that is no numbered paragraph.
  private mutating func openMargin(_ index: Int32) {
    if marginPlace(index) != nil { put("<div class=\"al\">\n") }
  }

  private mutating func closeMargin(_ index: Int32) {
    guard marginPlace(index) != nil else { return }
    writeMargin(index)
    put("</div>\n")
  }

  private mutating func writeMargin(_ index: Int32) {
    guard let place = marginPlace(index) else { return }
    put("<div class=\"marge\">\n")
    out.append(contentsOf: margins[place].html)
    startLine()
    put("</div>\n")
  }

  // MARK: - Blocks of a dossier

  private mutating func enterDossier(_ index: Int32, _ current: MarkdownNode) -> Bool {
    switch current.kind {
    case .table: enterTable(index)
    case .caption: return false
    case .tableRow: put(current.flag ? "<thead>\n<tr>" : "<tr>")
    case .tableCell: enterCell(index, current)
    case .alert:
      startLine()
      openMargin(index)
      put("<div class=\"avis ")
      appendEscaped(document.bytes(current.text), into: &out)
      put("\" role=\"note\">\n<p><strong")
      // The word of a notice in a language that has none of ours says so.
      if let last = languages.last, last == nil {
        put(isFrench ? " lang=\"fr\"" : " lang=\"en\"")
      }
      put(">")
      out.append(contentsOf: language.alertTitle(document.string(current.text)).utf8)
      put("</strong></p>\n")
    case .division:
      startLine()
      openMargin(index)
      enterDivision(current)
    case .definitionList:
      startLine()
      openMargin(index)
      put("<dl>\n")
    case .figure:
      startLine()
      openMargin(index)
      put("<figure>\n")
    case .lineBlock:
      startLine()
      openMargin(index)
      put("<div class=\"loi-texte\" data-typo=\"off\">\n")
    case .lineGroup:
      put("<ol class=\"alineas\"")
      if current.number > 1 {
        put(" start=\"")
        put(number: Int(current.number))
        put("\"")
      }
      put(">\n")
    case .line: put(current.flag ? "<p class=\"article\">" : "<li>")
    case .definitionTerm: put("<dt>")
    case .definitionDescription: put("<dd>")
    case .insertionBlock:
      startLine()
      resolver.writeInsertion(document.insertions[Int(current.number)], into: &out)
      startLine()
    case .insertion: resolver.writeInsertion(document.insertions[Int(current.number)], into: &out)
    case .reference:
      let reference = document.references[Int(current.number)]
      if reference.label != "" { resolver.writeReference(reference, into: &out) }
    case .citation: resolver.writeCitation(document.citations[Int(current.number)], into: &out)
    case .footnoteReference: writeNoteCall(current)
    case .taskMarker: writeTaskMarker(current)
    case .footnoteDefinition: return false
    default: break
    }
    return true
  }

  private mutating func writeTaskMarker(_ marker: MarkdownNode) {
    let label: StaticString =
      marker.flag ? (isFrench ? "fait" : "done") : (isFrench ? "à faire" : "to do")
    put("<span class=\"tache\" role=\"img\" aria-label=\"")
    put(label)
    put(marker.flag ? "\">☑</span> " : "\">☐</span> ")
  }

  private mutating func enterDivision(_ division: MarkdownNode) {
    let names = document.string(division.text)
    if !division.language.isEmpty {
      languages.append(MarkdownLanguage(tag: document.bytes(division.language)))
    }
    put("<div")
    if !division.detail.isEmpty {
      put(" id=\"")
      putID(division.detail)
      put("\"")
    }
    putClasses(division.text)
    putLanguage(division.language)
    let words = names.split(separator: " ")
    if words.first == "avis" { put(" role=\"note\"") }
    if words.contains("verbatim") { put(" data-typo=\"off\"") }
    put(">\n")
  }

  /// Writes the language of an element, and its direction where it is not the page's.
  mutating func putLanguage(_ language: MarkdownNode.Slice) {
    guard !language.isEmpty else { return }
    put(" lang=\"")
    out.append(contentsOf: document.bytes(language))
    put(isRightToLeft(document.bytes(language)) ? "\" dir=\"rtl\"" : "\"")
  }

  /// Writes the tag of an element that the dossier lets pass.
  mutating func enterElement(_ element: MarkdownNode) {
    put("<")
    out.append(contentsOf: document.bytes(element.text))
    out.append(contentsOf: document.bytes(element.detail))
    put(">")
  }

  mutating func leaveElement(_ element: MarkdownNode) {
    guard !HTMLTag.voidNames.contains(document.string(element.text)) else { return }
    put("</")
    out.append(contentsOf: document.bytes(element.text))
    put(">")
  }

  // MARK: - Tables

  private func caption(of table: Int32) -> Int32? {
    let last = node(table).lastChild
    return last >= 0 && node(last).kind == .caption ? last : nil
  }

  private func bodyRowCount(_ table: Int32) -> Int {
    var count = 0
    var row = node(table).firstChild
    while row >= 0 {
      if node(row).kind == .tableRow, !node(row).flag { count += 1 }
      row = node(row).nextSibling
    }
    return count
  }

  /// A table stands in a region that scrolls and can be reached by keyboard; its name is the
  /// caption, or else the heading above it.
  private mutating func enterTable(_ index: Int32) {
    startLine()
    openMargin(index)
    tableIndex += 1
    put("<div class=\"defile\" role=\"region\" ")
    let caption = caption(of: index)
    if let caption {
      put("aria-labelledby=\"")
      putID(node(caption).detail)
    } else if !lastHeadingID.isEmpty {
      put("aria-labelledby=\"")
      putID(lastHeadingID)
    } else {
      put(isFrench ? "aria-label=\"Tableau " : "aria-label=\"Table ")
      put(number: tableIndex)
    }
    put("\" tabindex=\"0\">\n<table>\n")
    guard let caption else { return }
    put("<caption id=\"")
    putID(node(caption).detail)
    put("\"")
    putClasses(node(caption).classes)
    put(">")
    writeCaption(caption)
    put("</caption>\n")
  }

  private mutating func writeFigureCaption(_ figure: MarkdownNode) {
    startLine()
    guard figure.lastChild >= 0, node(figure.lastChild).kind == .caption else { return }
    put("<figcaption id=\"")
    putID(node(figure.lastChild).detail)
    put("\"")
    putClasses(node(figure.lastChild).classes)
    put(">")
    writeCaption(figure.lastChild)
    put("</figcaption>\n")
  }

  /// Writes the number of a caption, if it has one, and its text.
  private mutating func writeCaption(_ index: Int32) {
    let caption = document.captions[Int(node(index).number)]
    if let name = captionName(caption, isInText: false) {
      put("<span class=\"numero\">")
      appendEscaped(name.utf8, into: &out)
      put("</span> – ")
    }
    writeChildren(of: index)
  }

  private func captionName(_ caption: MarkdownCaption, isInText: Bool) -> String? {
    document.captionName(
      caption, firstFigure: options.firstFigureNumber, firstTable: options.firstTableNumber,
      isInText: isInText, language: language)
  }

  /// Writes a reference to a figure or table of this text.
  mutating func writeCaptionReference(_ current: MarkdownNode) {
    guard current.number >= 0 else {
      appendEscaped(
        document.bytes(current.detail.isEmpty ? current.text : current.detail), into: &out)
      return
    }
    put("<a href=\"#")
    putID(current.text)
    put("\">")
    if current.detail.isEmpty {
      let caption = document.captions[Int(current.number)]
      appendEscaped((captionName(caption, isInText: true) ?? caption.id).utf8, into: &out)
    } else {
      appendEscaped(document.bytes(current.detail), into: &out)
    }
    put("</a>")
  }

  /// Whether a cell heads its column or its row; an empty cell heads nothing.
  private func isHeader(_ index: Int32, _ cell: MarkdownNode) -> Bool {
    guard cell.firstChild >= 0 else { return false }
    if cell.flag { return true }
    let row = node(cell.parent)
    return row.firstChild == index && row.lastChild != index
  }

  private mutating func enterCell(_ index: Int32, _ cell: MarkdownNode) {
    if isHeader(index, cell) {
      put(cell.flag ? "<th scope=\"col\"" : "<th scope=\"row\"")
    } else {
      put("<td")
    }
    switch cell.alignment {
    case .right: put(" class=\"d\"")
    case .center: put(" class=\"c\"")
    case .left, .none: break
    }
    put(">")
  }
}
