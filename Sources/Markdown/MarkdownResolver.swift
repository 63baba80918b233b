// What a writer asks of the dossier: only the caller knows pages, titles and states. A generic
// parameter of the writers, so that no call goes through an existential.

/// Writes what a text points to, as HTML that needs no further escaping.
package protocol MarkdownResolver {
  /// Writes a reference that shows something; never called for an empty label.
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8])
  /// Writes a citation.
  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8])
  /// Writes an insertion; block insertions stand between blocks.
  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8])
  /// Writes the evidence beside one paragraph: the notices `div.m`, without `div.marge` around
  /// them; nothing at all if there is no evidence.
  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8])
}

/// A resolver without a dossier: references show their label or id, insertions nothing.
package struct PlainResolver: MarkdownResolver {
  /// Makes the resolver.
  package init() {}

  package func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    appendEscaped(Array((reference.label ?? reference.id).utf8), into: &out)
  }

  package func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (index, item) in citation.items.enumerated() {
      if index > 0 { out.append(contentsOf: "; ".utf8) }
      appendEscaped(Array(item.id.utf8), into: &out)
      if let locator = item.locator {
        out.append(contentsOf: ", ".utf8)
        appendEscaped(Array(locator.utf8), into: &out)
      }
    }
    out.append(UInt8(ascii: "]"))
  }

  package func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {}

  package func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {}
}
