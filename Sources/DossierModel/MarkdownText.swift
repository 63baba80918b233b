// A field whose value is Markdown: the parsed document and where the value stands.

package import Diagnostics
package import Markdown

/// A Markdown field of a record, parsed, with the place of its value.
package struct MarkdownText: Sendable {
  /// The parsed text; its spans point into the file the record was read from.
  package let document: MarkdownDocument
  /// Where the value is written.
  package let span: Span
  /// The Markdown as decoded from the file, before parsing.
  package let source: String

  /// Ties a parsed document to its place.
  package init(document: MarkdownDocument, span: Span, source: String) {
    self.document = document
    self.span = span
    self.source = source
  }
}
