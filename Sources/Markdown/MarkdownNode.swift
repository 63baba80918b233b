// One node of a parsed text: a fixed-size record in a flat array, linked by indices. Literal
// text lives in the document's byte pool, the parts of references in the document's lists.

package import Diagnostics

/// One block or inline of a parsed text.
package struct MarkdownNode: Sendable {
  /// What a node is.
  package enum Kind: UInt8, Sendable {
    // Blocks of CommonMark.
    case document, paragraph, heading, blockQuote, list, item, codeBlock, htmlBlock, thematicBreak
    // Inlines of CommonMark.
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image
    // Blocks of the dossier profile.
    case table, tableRow, tableCell, caption, footnoteDefinition, alert, division
    case definitionList, definitionTerm, definitionDescription, insertionBlock
    case figure, lineBlock, lineGroup, line
    // Inlines of the dossier profile.
    case strikethrough, footnoteReference, reference, citation, insertion, taskMarker
    case abbreviation, languageSpan, element, captionReference
  }

  /// How the cells of a table column are set.
  package enum Alignment: UInt8, Sendable {
    /// No side was asked for.
    case none
    /// Text starts at the start edge.
    case left
    /// Text is centred.
    case center
    /// Text ends at the end edge, as amounts do.
    case right
  }

  /// A stretch of the document's byte pool.
  package struct Slice: Sendable, Hashable {
    /// Offset of the first byte.
    package var start: UInt32
    /// Offset after the last byte.
    package var end: UInt32

    /// Makes a stretch.
    package init(start: UInt32, end: UInt32) {
      self.start = start
      self.end = end
    }

    /// The stretch without bytes.
    package static let empty = Slice(start: 0, end: 0)
    /// Whether the stretch holds no byte.
    package var isEmpty: Bool { start == end }
  }

  /// What the node is.
  package var kind: Kind
  /// Cell alignment; `none` for every other kind.
  package var alignment: Alignment = .none
  /// Whether a list is tight, a task is done, a table row is the header, a link was bare, an
  /// abbreviation stands here for the first time, a line of law is its heading.
  package var flag = false
  /// Heading level, start number of an ordered list (-1: bullets), number of a note (from 1), rank
  /// of a line of law (from 1), or the index of a reference, citation, insertion or caption in the
  /// document's list (-1: none).
  package var number: Int32 = 0
  /// For the call of a note: how many calls of it came before, plus one.
  package var occurrence: Int32 = 0
  /// Where the node stands in its source.
  package var span: Span
  /// The node that holds this one, or -1.
  package var parent: Int32 = -1
  /// The first node inside, or -1.
  package var firstChild: Int32 = -1
  /// The last node inside, or -1.
  package var lastChild: Int32 = -1
  /// The node after this one in the same parent, or -1.
  package var nextSibling: Int32 = -1
  /// Literal text, in which line breaks are soft, code, HTML, link destination, name of a division, kind of an alert, language of
  /// a span, name of an element, expansion of an abbreviation, id of a caption referred to.
  package var text: Slice = .empty
  /// Link title, info string of a code block, id of a heading, caption or division, attributes of
  /// an element, text of a reference to a caption.
  package var detail: Slice = .empty
  /// Classes of a heading, separated by spaces.
  package var classes: Slice = .empty
  /// Language of a heading or division, where it is not the document's.
  package var language: Slice = .empty

  /// Makes a node without neighbours.
  package init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }
}
