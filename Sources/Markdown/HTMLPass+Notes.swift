// Notes of the HTML writer: calls, the section behind the text, and back-links in words, one for
// every call.
// Source: DPUB-ARIA 1.1, doc-noteref, doc-endnotes, doc-backlink.

extension HTMLPass {
  /// Writes the call of a note.
  mutating func writeNoteCall(_ call: MarkdownNode) {
    guard showsNoteCalls else { return }
    put("<sup><a role=\"doc-noteref\" id=\"")
    putCallID(Int(call.number), occurrence: Int(call.occurrence))
    put("\" href=\"#")
    putNoteID(Int(call.number))
    put("\" aria-label=\"Note ")
    put(number: Int(call.number))
    put("\">")
    put(number: Int(call.number))
    put("</a></sup>")
  }

  /// Writes the section of notes.
  mutating func writeNotes() {
    startLine()
    put("<section role=\"doc-endnotes\" aria-labelledby=\"")
    appendEscaped(options.idPrefix.utf8, into: &out)
    put("notes\">\n<h2 id=\"")
    appendEscaped(options.idPrefix.utf8, into: &out)
    put("notes\">Notes</h2>\n<ol class=\"nt\">\n")
    for (index, note) in document.footnotes.enumerated() where note.node >= 0 {
      put("<li id=\"")
      putNoteID(index + 1)
      put("\">")
      writeNote(Int32(note.node), number: index + 1)
      put("</li>\n")
    }
    put("</ol>\n</section>\n")
  }

  /// Writes the blocks of a note; the back-links end its last paragraph.
  private mutating func writeNote(_ definition: Int32, number: Int) {
    let first = node(definition).firstChild
    let last = node(definition).lastChild
    bareParagraph = -1
    backlinks = nil
    if last >= 0, node(last).kind == .paragraph {
      backlinks = (last, number)
      if first == last { bareParagraph = first }
    }
    writeChildren(of: definition)
    if backlinks == nil {
      startLine()
      put("<p>")
      writeBacklinks(of: number, startsParagraph: true)
      put("</p>\n")
    }
    bareParagraph = -1
    backlinks = nil
  }

  mutating func writeBacklinks(of number: Int, startsParagraph: Bool = false) {
    let count = document.footnotes[number - 1].referenceCount
    for occurrence in 1...max(1, count) {
      if occurrence > 1 || !startsParagraph { out.append(0x20) }
      put("<a role=\"doc-backlink\" href=\"#")
      putCallID(number, occurrence: occurrence)
      put("\">")
      if count == 1 {
        put(isFrench ? "Retour à l’appel " : "Back to call ")
        put(number: number)
      } else if isFrench {
        put("Retour au ")
        put(number: occurrence)
        put(occurrence == 1 ? "<sup>er</sup>" : "<sup>e</sup>")
        put(" appel de la note ")
        put(number: number)
      } else {
        put("Back to call ")
        put(number: occurrence)
        put(" of note ")
        put(number: number)
      }
      put("</a>")
    }
  }

  private mutating func putNoteID(_ number: Int) {
    appendEscaped(options.idPrefix.utf8, into: &out)
    put("n")
    put(number: number)
  }

  private mutating func putCallID(_ number: Int, occurrence: Int) {
    appendEscaped(options.idPrefix.utf8, into: &out)
    put("r")
    put(number: number)
    if occurrence > 1 {
      put("-")
      put(number: occurrence)
    }
  }
}
