// A chapter: front matter and a body in the dossier's Markdown.

package import Diagnostics
package import Markdown

/// A chapter of the dossier.
package struct Chapter: Entity {
  package static var kind: EntityKind { .chapter }
  package let identity: Identity
  /// The path of its file below the dossier's folder.
  package let path: String
  /// The file.
  package let source: SourceID
  package let number: Int
  package let title: String
  /// The title for navigation, where the full one is long.
  package let short: String?
  package let description: MarkdownText
  /// The day whose law the chapter reads.
  package let lawDate: Located<CivilDate>?
  /// Whether the chapter carries the presumption notice.
  package let presumption: Bool
  package let body: MarkdownDocument

  package var label: String { title }
}
