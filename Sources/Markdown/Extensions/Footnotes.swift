// Notes: calls are numbered in the order they are met, the definitions that are called are built
// behind the body in that order, the others are reported.

import Diagnostics

extension DocumentBuilder {
  /// Registers the definitions found by the line scanner.
  mutating func register(_ found: [NoteDefinition]) {
    for note in found {
      let key = LinkDefinitions.folded(note.label[...])
      if let first = noteIndex[key] {
        let label = String(decoding: note.label, as: UTF8.self)
        bag.add(.duplicateNote(label, at: note.labelSpan, first: notes[first].labelSpan))
        continue
      }
      noteIndex[key] = notes.count
      notes.append(note)
      noteRank.append(-1)
    }
  }

  /// Adds the call of a note; a call without a note stays as written.
  mutating func noteCall(
    _ label: [UInt8], labelSpan: Span, token: Token, to parent: Int32,
    _ leaf: inout LeafBuilder
  ) {
    guard let index = noteIndex[LinkDefinitions.folded(label[...])] else {
      // Near labels are searched for faults that are listed only: each search looks at many notes.
      let known =
        bag.lists(.undefinedNote)
        ? notes.prefix(1000).map { String(decoding: $0.label, as: UTF8.self) } : []
      bag.add(
        .undefinedNote(String(decoding: label, as: UTF8.self), at: labelSpan, known: known))
      var node = MarkdownNode(kind: .text, span: token.span)
      node.text = keep(token.original)
      _ = add(node, to: parent)
      leaf.runs.append(.object)
      return
    }
    if noteRank[index] < 0 {
      noteRank[index] = calledNotes.count
      calledNotes.append(index)
      document.footnotes.append(
        MarkdownFootnote(
          label: String(decoding: label, as: UTF8.self), node: -1, referenceCount: 0))
    }
    let rank = noteRank[index]
    document.footnotes[rank].referenceCount += 1
    var node = MarkdownNode(kind: .footnoteReference, span: token.span)
    node.number = Int32(rank + 1)
    node.occurrence = Int32(document.footnotes[rank].referenceCount)
    guard leaf.linkDepth == 0 else {
      // A link holds no link, and the words for a picture hold no call: it stands behind them.
      leaf.lateCalls.append(node)
      return
    }
    _ = add(node, to: parent)
  }

  /// Builds the called notes; notes called in notes are built behind them.
  mutating func buildNotes() {
    isBody = false
    proseKind = .footnote
    var rank = 0
    while rank < calledNotes.count {
      let note = notes[calledNotes[rank]]
      var node = MarkdownNode(
        kind: .footnoteDefinition, span: note.content.span(0..<note.content.bytes.count))
      node.number = Int32(rank + 1)
      let definition = add(node, to: 0)
      document.footnotes[rank].node = Int(definition)
      var scanner = LineScanner(note.content, takesDefinitions: false)
      var region = Tokenizer.run(scanner.scan(tokens: &tokens), tokens: &tokens)
      let wanted = definitions.wanted(by: region.bytes)
      if !wanted.isEmpty { region.bytes += [0x0A] + wanted }
      build(region, below: definition)
      rank += 1
    }
    for (index, note) in notes.enumerated() where noteRank[index] < 0 {
      bag.add(.unusedNote(String(decoding: note.label, as: UTF8.self), at: note.labelSpan))
    }
  }
}
