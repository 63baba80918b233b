// A chapter: front matter and a body in the dossier's Markdown.

package import Diagnostics
package import Markdown

/// A chapter of the dossier.
package struct Chapter: Entity {
  package static var kind: EntityKind { .chapter }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The path of its file below the dossier's folder.
  package let path: String
  /// The file.
  package let source: SourceID
  /// Its place in the reading order; 0 when it could not be read.
  package let number: Int
  /// The title.
  package let title: String
  /// The title for navigation, where the full one is long.
  package let short: String?
  /// What it answers, in a sentence.
  package let description: MarkdownText
  /// The day whose law the chapter reads.
  package internal(set) var lawDate: Located<CivilDate>?
  /// Whether the chapter says that it reads the law of that day and no other, so that no later change
  /// overtakes it.
  package let isLawPinned: Bool
  /// The day on which the law of that day was last read; that day itself where absent.
  package let lawRead: Located<CivilDate>?
  /// Whether the chapter carries the presumption notice.
  package let presumption: Bool
  /// Old anchors of headings, which still lead to these.
  package let anchorAliases: [AnchorAlias]
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?
  /// The text after the front matter, as it is read by `body`.
  var text: MarkdownDocument

  /// The text after the front matter.
  package var body: MarkdownDocument {
    _read {
      ReadLog.note(.text(source.raw))
      yield text
    }
  }

  /// Minutes of reading, at least 1.
  package var readingMinutes: Int { text.readingMinutes }
  /// The number of numbered paragraphs.
  package var numberedParagraphCount: Int { text.numberedParagraphCount }

  package var label: String { title }
}

/// An anchor that a heading had once.
package struct AnchorAlias: Sendable {
  /// The anchor that others may still link to.
  package let old: Located<String>
  /// The anchor of the heading now.
  package let current: Located<String>
}
