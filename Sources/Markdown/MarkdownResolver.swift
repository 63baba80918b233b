// What a writer asks of the dossier: only the caller knows pages, titles and states.

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
