// The plain text of a document: feeds, titles, descriptions, the search index. No markup, no
// notes; blocks are separated by a blank line, or by a space on one line.

/// Writes a parsed text without markup.
package struct PlainTextWriter: Sendable {
  /// Whether everything stands on one line.
  package var isSingleLine: Bool
  /// What a reference shows; the default is its label, or its id.
  package typealias ReferenceText = (MarkdownReference) -> String

  /// Makes a writer.
  package init(isSingleLine: Bool = false) {
    self.isSingleLine = isSingleLine
  }

  /// Returns the text of the whole document.
  ///
  /// - Parameters:
  ///   - document: The parsed text.
  ///   - referenceText: What a reference without label shows.
  package func text(
    of document: MarkdownDocument, referenceText: ReferenceText = { $0.id }
  ) -> String {
    ""
  }
}
