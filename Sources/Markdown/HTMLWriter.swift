// The HTML writer: CommonMark's own output in the profile `commonmark`, the markup of a chapter
// in the profile `dossier`. What references become is the resolver's matter.

/// Choices of the HTML writer.
package struct HTMLWriterOptions: Sendable {
  /// The number of the first paragraph at top level; `nil` leaves paragraphs without numbers.
  package var firstParagraphNumber: Int?
  /// Whether evidence stands beside the paragraphs at top level.
  package var margins: Bool
  /// What the ids of headings, tables and notes start with, when several texts share a page.
  package var idPrefix: String
  /// How many levels headings go down: 1 makes of `#` an `h2`.
  package var headingShift: Int
  /// Whether the notes are written after the text.
  package var notes: Bool
  /// What stands before a heading at the given index of the outline, such as its number in a
  /// `span.cote`: HTML, one entry a heading; empty for none.
  package var headingMarks: [[UInt8]]

  /// Makes options.
  package init(
    firstParagraphNumber: Int? = nil, margins: Bool = false, idPrefix: String = "",
    headingShift: Int = 0, notes: Bool = true, headingMarks: [[UInt8]] = []
  ) {
    self.firstParagraphNumber = firstParagraphNumber
    self.margins = margins
    self.idPrefix = idPrefix
    self.headingShift = headingShift
    self.notes = notes
    self.headingMarks = headingMarks
  }
}

/// Writes a parsed text as HTML.
package struct HTMLWriter<Resolver: MarkdownResolver> {
  /// Answers what references, citations and insertions become.
  package let resolver: Resolver
  /// The choices of this writer.
  package let options: HTMLWriterOptions

  /// Makes a writer.
  package init(resolver: Resolver, options: HTMLWriterOptions = HTMLWriterOptions()) {
    self.resolver = resolver
    self.options = options
  }

  /// Appends the whole document: its blocks, then its notes.
  package func write(_ document: MarkdownDocument, into out: inout [UInt8]) {
  }

  /// Appends the inlines of a text of one paragraph without `<p>`; several paragraphs are
  /// separated by `<br>`.
  package func inline(_ document: MarkdownDocument, into out: inout [UInt8]) {
  }
}
