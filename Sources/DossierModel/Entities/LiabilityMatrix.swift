// Conduct × liable party: which provision reaches whom for what. A pair without an entry is shown
// as "no text found", never left blank.

package import Diagnostics

/// The table of conducts and liable parties.
package struct LiabilityMatrix: Sendable {
  /// Where the matrix is written.
  package let span: Span
  /// The rows.
  package let conducts: [MatrixAxis]
  /// The columns.
  package let parties: [MatrixAxis]
  /// What the law says of a pair.
  package let cells: [MatrixCell]

  /// The entries of a pair, in the order of the file; empty where no text was found.
  package func entries(conduct: String, party: String) -> [MatrixEntry] {
    cells.filter { $0.conduct.value == conduct && $0.party.value == party }.flatMap(\.entries)
  }
}

/// A row or a column of the matrix.
package struct MatrixAxis: Sendable {
  /// The id within the matrix.
  package let id: Located<String>
  /// The heading.
  package let label: String
  /// What the heading covers.
  package let description: MarkdownText?
}

/// What the law says of one conduct of one party.
package struct MatrixCell: Sendable {
  /// The id of a row.
  package let conduct: Located<String>
  /// The id of a column.
  package let party: Located<String>
  /// The provisions.
  package let entries: [MatrixEntry]
}

/// One provision in a cell.
package struct MatrixEntry: Sendable {
  /// The provision or instrument.
  package let provision: LawReference?
  /// What it means for this pair.
  package let text: MarkdownText?
  /// Whether it holds.
  package let status: MatrixStatus?
  /// What is uncertain.
  package let note: MarkdownText?
}
