// Blocks of the Typst writer, and notes: written where they are first called, referred to by their
// label afterwards.

extension TypstPass {
  mutating func enterBlock(_ index: Int32, _ current: MarkdownNode) -> Bool {
    switch current.kind {
    case .paragraph: enterParagraph(index, current)
    case .heading: enterHeading(index, current)
    case .blockQuote: openBlock(index, "#quote(block: true)[")
    case .list:
      writeMargin(index)
      startBlock()
      guard open() else { break }
      put(current.number < 0 ? "#list(" : "#enum(")
      if current.number >= 0, current.number != 1 {
        put("start: ")
        put(number: Int(current.number))
        put(", ")
      }
      put(current.flag ? "tight: true,\n" : "tight: false,\n")
    case .item: if frames.last == true { put("[") } else { startBlock() }
    case .codeBlock: writeCodeBlock(index, current)
    case .htmlBlock: break
    case .thematicBreak:
      startBlock()
      put("#md-rule();\n")
    case .alert:
      openBlock(index, "#md-alert(") { pass in
        let kind = pass.document.string(current.text)
        pass.put(string: kind.utf8)
        pass.put(", [")
        appendTypst(pass.language.alertTitle(kind).utf8, into: &pass.out)
        pass.put("])[")
      }
    case .division:
      if !current.language.isEmpty {
        languages.append(MarkdownLanguage(tag: document.bytes(current.language)))
      }
      openBlock(index, "#md-division((") { pass in
        for name in pass.document.bytes(current.text).split(separator: 0x20) {
          pass.put(string: name)
          pass.put(",")
        }
        pass.put("))[")
        if !current.language.isEmpty {
          pass.put("#set text(lang: ")
          pass.putLanguage(current.language)
          pass.put(");")
        }
        guard !current.detail.isEmpty else { return }
        pass.put("#metadata(none);")
        pass.putLabel(pass.document.bytes(current.detail))
      }
    case .definitionList:
      openBlock(index, "#terms(tight: false,\n")
    case .figure: enterFigure(index)
    case .lineBlock: openBlock(index, "#md-law[")
    case .lineGroup: if frames.last == true { put("#md-lines[") }
    case .line:
      guard frames.last == true else {
        startBlock()
        break
      }
      guard !current.flag else {
        put("#md-article[")
        break
      }
      put("#md-line(")
      put(number: Int(current.number))
      put(")[")
    case .definitionTerm: enterTerm()
    case .definitionDescription: if frames.last != true { startBlock() }
    case .table: enterTable(index, current)
    case .caption, .footnoteDefinition: return false
    case .tableRow: if frames.last == true, current.flag { put("table.header(") }
    case .tableCell: if frames.last == true { put("[") } else { startBlock() }
    case .insertionBlock:
      startBlock()
      resolver.writeInsertion(document.insertions[Int(current.number)], into: &out)
      put("\n")
    default: break
    }
    return true
  }

  mutating func leaveBlock(_ index: Int32, _ current: MarkdownNode) {
    switch current.kind {
    case .paragraph: leaveParagraph(index, current)
    case .heading:
      put("]")
      // Without an id, as in the plain profile, there is nothing to lead to.
      let id = document.bytes(current.detail)
      if !id.isEmpty { putLabel(id) }
      if isInTitle { put("#md-in-title.update(false);") }
      isInTitle = false
      put("\n")
    case .blockQuote, .alert, .division, .lineBlock:
      if current.kind == .division, !current.language.isEmpty { languages.removeLast() }
      closeBlock("];\n")
    case .lineGroup: if frames.last == true { put("];") }
    case .line: if frames.last == true { put("];") }
    case .figure: leaveFigure(current)
    case .list, .definitionList: closeBlock(");\n")
    case .item: if frames.last == true { put("],\n") }
    case .definitionTerm: leaveTerm(current)
    case .definitionDescription: leaveDescription(current)
    case .table: leaveTable(current)
    case .tableRow: if frames.last == true { put(current.flag ? "),\n" : "\n") }
    case .tableCell: if frames.last == true { put(current.nextSibling < 0 ? "]," : "], ") }
    default: break
    }
  }

  /// Opens a container with a frame.
  private mutating func openBlock(
    _ index: Int32, _ start: StaticString, _ rest: (inout TypstPass) -> Void = { _ in }
  ) {
    writeMargin(index)
    startBlock()
    guard open() else { return }
    put(start)
    rest(&self)
  }

  private mutating func closeBlock(_ end: StaticString) {
    if close() { put(end) }
  }

  private mutating func writeCodeBlock(_ index: Int32, _ current: MarkdownNode) {
    writeMargin(index)
    startBlock()
    put("#raw(block: true, ")
    let info = document.bytes(current.detail).prefix { !$0.isBlank && $0 != 0x0A }
    if !info.isEmpty {
      put("lang: ")
      put(string: info)
      put(", ")
    }
    var code = document.bytes(current.text)
    if code.last == 0x0A { code.removeLast() }
    put(string: code)
    put(");\n")
  }

  // MARK: - Headings and paragraphs

  private mutating func enterHeading(_ index: Int32, _ current: MarkdownNode) {
    startBlock()
    isInTitle = showsNoteCalls && hasNote(index)
    if isInTitle { put("#md-in-title.update(true);") }
    let asked = Int(current.number) + options.headingShift
    headingLevel = max(1, min(asked, headingLevel + 1))
    put("#heading(level: ")
    put(number: headingLevel)
    put(")[")
    if !current.language.isEmpty {
      put("#set text(lang: ")
      putLanguage(current.language)
      put(");")
    }
    if headingIndex < options.headingMarks.count {
      out.append(contentsOf: options.headingMarks[headingIndex])
    }
    headingIndex += 1
  }

  /// Whether a note is called in a heading, or made for the address of a link.
  private func hasNote(_ heading: Int32) -> Bool {
    var current = node(heading).firstChild
    while current >= 0 {
      let kind = node(current).kind
      if kind == .footnoteReference || kind == .link && options.printsAddresses { return true }
      if node(current).firstChild >= 0 {
        current = node(current).firstChild
        continue
      }
      while current != heading, node(current).nextSibling < 0 { current = node(current).parent }
      current = current == heading ? -1 : node(current).nextSibling
    }
    return false
  }

  private func paragraphNumber(_ current: MarkdownNode) -> Int? {
    guard current.number >= 0 else { return nil }
    return options.firstParagraphNumber.map { $0 + Int(current.number) }
  }

  private mutating func enterParagraph(_ index: Int32, _ current: MarkdownNode) {
    startBlock()
    let number = paragraphNumber(current)
    let margin = margins[index]
    guard number != nil || margin != nil else { return }
    put("#md-paragraph(")
    if let number {
      put("number: ")
      put(number: number)
    }
    if let margin {
      put(number == nil ? "margin: [" : ", margin: [")
      out.append(contentsOf: margin)
      put("]")
    }
    put(")[")
    if let number {
      put("#metadata(none);#label(\"p")
      put(number: number)
      put("\");")
    }
  }

  private mutating func leaveParagraph(_ index: Int32, _ current: MarkdownNode) {
    if paragraphNumber(current) != nil || margins[index] != nil { put("];") }
    if depth == 0, noteDepth == 0 { put("\n") }
  }

  // MARK: - Definition lists

  private func isTerm(_ index: Int32) -> Bool {
    index >= 0 && node(index).kind == .definitionTerm
  }

  private mutating func enterTerm() {
    guard frames.last == true else { return startBlock() }
    if !continuesTerm { put("terms.item([") }
  }

  /// Several terms of one description stand on lines of one term.
  private mutating func leaveTerm(_ current: MarkdownNode) {
    guard frames.last == true else { return }
    continuesTerm = isTerm(current.nextSibling)
    if continuesTerm {
      put("#linebreak();")
    } else {
      put(current.nextSibling >= 0 ? "], [" : "], []),\n")
    }
  }

  private mutating func leaveDescription(_ current: MarkdownNode) {
    guard frames.last == true else { return }
    let isLast = current.nextSibling < 0 || isTerm(current.nextSibling)
    put(isLast ? "]),\n" : "#parbreak();")
  }

  // MARK: - Tables

  private mutating func enterTable(_ index: Int32, _ current: MarkdownNode) {
    writeMargin(index)
    startBlock()
    guard open() else { return }
    if let caption = caption(of: current) {
      put("#figure(kind: table, supplement: none, numbering: none,\n")
      put("caption: figure.caption(position: top)[")
      writeCaption(caption)
      put("],\nmd-table(")
    } else {
      put("#md-table(")
    }
    var cell = node(current.firstChild).firstChild
    var columns = 0
    var alignments: [StaticString] = []
    while cell >= 0 {
      columns += 1
      switch node(cell).alignment {
      case .none: alignments.append("auto,")
      case .left: alignments.append("left,")
      case .center: alignments.append("center,")
      case .right: alignments.append("right,")
      }
      cell = node(cell).nextSibling
    }
    put("columns: ")
    put(number: max(1, columns))
    put(", align: (")
    for alignment in alignments { put(alignment) }
    put("),\n")
  }

  private mutating func leaveTable(_ current: MarkdownNode) {
    guard close() else { return }
    put(")")
    if let caption = caption(of: current) {
      put(")")
      putLabel(document.bytes(node(caption).detail))
    } else {
      put(";")
    }
    put("\n")
  }

  private mutating func enterFigure(_ index: Int32) {
    writeMargin(index)
    startBlock()
    if open() { put("#figure(kind: image, supplement: none, numbering: none,\n[") }
  }

  private mutating func leaveFigure(_ current: MarkdownNode) {
    guard let caption = caption(of: current) else {
      if close() { put("]);\n") }
      return
    }
    guard close() else {
      put(" ")
      writeCaption(caption)
      return
    }
    put("],\ncaption: [")
    writeCaption(caption)
    put("])")
    putLabel(document.bytes(node(caption).detail))
    put("\n")
  }

  /// Writes the number of a caption, if it has one, and its text.
  private mutating func writeCaption(_ index: Int32) {
    let caption = document.captions[Int(node(index).number)]
    if let name = captionName(caption, isInText: false) {
      appendTypst(name.utf8, into: &out)
      put(" – ")
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
    var text = Array(document.bytes(current.detail.isEmpty ? current.text : current.detail))
    guard current.number >= 0 else { return appendTypst(text, into: &out) }
    let caption = document.captions[Int(current.number)]
    if current.detail.isEmpty, let name = captionName(caption, isInText: true) {
      text = Array(name.utf8)
    }
    put("#link(label(")
    put(string: Array(options.labelPrefix.utf8) + document.bytes(current.text))
    put("))[")
    appendTypst(text, into: &out)
    put("];")
  }

  private func caption(of table: MarkdownNode) -> Int32? {
    let last = table.lastChild
    return last >= 0 && node(last).kind == .caption ? last : nil
  }

  // MARK: - Notes

  /// Writes the call of a note: the note itself at its first call.
  mutating func writeNoteCall(_ call: MarkdownNode) {
    guard showsNoteCalls else { return }
    let name = Array("n\(call.number)".utf8)
    if writtenNotes.contains(call.number) {
      put(isInTitle ? "#md-title-note(label(" : "#footnote(label(")
      put(string: Array(options.labelPrefix.utf8) + name)
      put("));")
      return
    }
    guard noteDepth < Self.noteDepthLimit else {
      lateNotes.append(call.number)
      put("#super[")
      put(number: Int(call.number))
      put("];")
      return
    }
    writtenNotes.insert(call.number)
    if isInTitle {
      put("#md-title-note(name: ")
      put(string: Array(options.labelPrefix.utf8) + name)
      put(")[")
      writeNote(call.number)
      put("];")
    } else {
      put("#footnote[")
      writeNote(call.number)
      put("]")
      putLabel(name)
    }
  }

  /// Writes the blocks of a note; what is open around its call does not count as its depth.
  private mutating func writeNote(_ number: Int32) {
    let around = (frames, depth, isInTitle, languages)
    (frames, depth, isInTitle, languages) = ([], 0, false, [])
    noteDepth += 1
    let definition = document.footnotes[Int(number) - 1].node
    if definition >= 0 { writeChildren(of: Int32(definition)) }
    noteDepth -= 1
    (frames, depth, isInTitle, languages) = around
  }

  /// Writes the notes that were called too deep in other notes, as paragraphs behind the text.
  mutating func writeLateNotes() {
    var index = 0
    while index < lateNotes.count {
      let number = lateNotes[index]
      index += 1
      guard writtenNotes.insert(number).inserted else { continue }
      startBlock()
      put("#super[")
      put(number: Int(number))
      put("]")
      putLabel("n\(number)".utf8)
      noteDepth = Self.noteDepthLimit - 1
      writeNote(number)
      noteDepth = 0
      put("\n")
    }
  }

  // MARK: - Margins

  /// Asks the resolver for the evidence of every block at top level.
  mutating func collectMargins() {
    guard options.margins else { return }
    for evidence in document.evidence() {
      var margin: [UInt8] = []
      resolver.writeMargin(
        references: evidence.references, citations: evidence.citations, into: &margin)
      if !margin.isEmpty { margins[evidence.block] = margin }
    }
  }

  /// Writes the evidence of a block that is no paragraph before it.
  private mutating func writeMargin(_ index: Int32) {
    guard let margin = margins[index] else { return }
    startBlock()
    put("#md-margin[")
    out.append(contentsOf: margin)
    put("];\n")
  }
}
