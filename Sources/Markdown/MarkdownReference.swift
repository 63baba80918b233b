// What an author writes to point into the dossier: references, citations, insertions, links. They
// are lists of the document; a node holds only an index. Nothing here is resolved.

package import Diagnostics

/// A reference `[[kind:id@date#fragment|label]]`.
package struct MarkdownReference: Sendable {
  /// What most references do not have.
  private final class Rare: Sendable {
    let date: String?
    let fragment: String?
    let dateSpan: Span?
    let fragmentSpan: Span?

    init(date: String?, fragment: String?, dateSpan: Span?, fragmentSpan: Span?) {
      self.date = date
      self.fragment = fragment
      self.dateSpan = dateSpan
      self.fragmentSpan = fragmentSpan
    }
  }

  /// The word before the colon.
  package var kind: String
  /// The id as written.
  package var id: String
  /// The text to show, with the typography of the document; `nil` asks for the default text and
  /// an empty text shows nothing, so that the evidence stands in the margin only.
  package var label: String?
  private let rare: Rare?
  /// The whole reference.
  package var span: Span
  /// The id alone.
  package var idSpan: Span
  private var block: Int32
  private var rank: Int32

  init(
    kind: String, id: String, date: String?, fragment: String?, label: String?, span: Span,
    idSpan: Span, dateSpan: Span?, fragmentSpan: Span?, blockIndex: Int, paragraph: Int?
  ) {
    self.kind = kind
    self.id = id
    self.label = label
    rare =
      date == nil && fragment == nil
      ? nil
      : Rare(date: date, fragment: fragment, dateSpan: dateSpan, fragmentSpan: fragmentSpan)
    self.span = span
    self.idSpan = idSpan
    block = Int32(blockIndex)
    rank = Int32(paragraph ?? -1)
  }

  /// What follows `@`: the day on which a law is read.
  package var date: String? { rare?.date }
  /// What follows `#`: a section of a chapter, a version of a provision.
  package var fragment: String? { rare?.fragment }
  /// The date alone, where there is one.
  package var dateSpan: Span? { rare?.dateSpan }
  /// The fragment alone, where there is one.
  package var fragmentSpan: Span? { rare?.fragmentSpan }
  /// Index of the prose block that holds the reference in the document's `proseBlocks`.
  package var blockIndex: Int {
    get { Int(block) }
    set { block = Int32(newValue) }
  }
  /// Rank of the numbered paragraph that holds the reference, from 0; `nil` elsewhere.
  package var paragraph: Int? {
    get { rank < 0 ? nil : Int(rank) }
    set { rank = Int32(newValue ?? -1) }
  }
}

/// A citation `[@source, p. 3; @other]`.
package struct MarkdownCitation: Sendable {
  /// One source of a citation.
  package struct Item: Sendable {
    /// The id as written, without `@`.
    package var id: String
    /// The place in the source, such as `p. 3`, with the typography of the document.
    package var locator: String?
    /// The id alone.
    package var idSpan: Span
  }

  /// The sources, in the order written; at least one.
  package var items: [Item]
  /// The whole citation.
  package var span: Span
  /// Index of the prose block that holds the citation in the document's `proseBlocks`.
  package var blockIndex: Int
  /// Rank of the numbered paragraph that holds the citation, from 0; `nil` elsewhere.
  package var paragraph: Int?
}

/// An insertion `{{ name argument … }}`: a table, a quotation or a list made from the data.
package struct MarkdownInsertion: Sendable {
  /// One word after the name.
  package struct Argument: Sendable {
    /// The word as written; quotation marks around it are gone.
    package var text: String
    /// Where it stands.
    package var span: Span
  }

  /// The first word: `quote`, `table`, `list`…
  package var name: String
  /// The words after the name.
  package var arguments: [Argument]
  /// Whether it stands alone in its paragraph.
  package var isBlock: Bool
  /// The whole insertion.
  package var span: Span
  /// The name alone.
  package var nameSpan: Span
  /// Index of the prose block that holds the insertion in the document's `proseBlocks`; -1 for a
  /// block insertion.
  package var blockIndex: Int
}

/// A link or an image.
package struct MarkdownLink: Sendable {
  /// The address, decoded as CommonMark asks.
  package var destination: String
  /// The title, if one was written.
  package var title: String?
  /// Whether it is an image.
  package var isImage: Bool
  /// The whole link.
  package var span: Span
  /// Index of the prose block that holds the link in the document's `proseBlocks`.
  package var blockIndex: Int
}

/// A quotation inside prose: what stands between « and ».
package struct MarkdownQuotation: Sendable {
  /// The bytes between the marks, without the spaces inside them, before typography.
  package var text: [UInt8]
  /// From the first to the last byte of `text`.
  package var span: Span
  /// Index of the prose block that holds the quotation in the document's `proseBlocks`.
  package var blockIndex: Int
  /// Offset of `text` in that block's text.
  package var offset: Int
}

/// Whether a text is a year, a month or a day of the calendar: `2026`, `2026-01`, `2026-01-02`.
///
/// - Source: ISO 8601, calendar dates in the extended format.
func isDay(_ text: String) -> Bool {
  let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
  guard let first = parts.first, first.count == 4, (1...3).contains(parts.count),
    parts.dropFirst().allSatisfy({ $0.count == 2 })
  else { return false }
  var numbers: [Int] = []
  for part in parts {
    guard part.allSatisfy(\.isDigit) else { return false }
    numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
  }
  guard numbers.count > 1 else { return true }
  guard (1...12).contains(numbers[1]) else { return false }
  guard numbers.count > 2 else { return true }
  let year = numbers[0]
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...lengths[numbers[1] - 1]).contains(numbers[2])
}
