// Conduct × liable party: which provision reaches whom for what. A pair without an entry is shown
// as "no text found", never left blank.

package import Diagnostics

/// The table of conducts and liable parties.
package struct LiabilityMatrix: Sendable {
  package let span: Span
  package let conducts: [MatrixAxis]
  package let parties: [MatrixAxis]
  package let cells: [MatrixCell]

  /// The entries of a pair, in the order of the file; empty where no text was found.
  package func entries(conduct: String, party: String) -> [MatrixEntry] {
    cells.filter { $0.conduct.value == conduct && $0.party.value == party }.flatMap(\.entries)
  }
}

/// A row or a column of the matrix.
package struct MatrixAxis: Sendable {
  package let id: Located<String>
  package let label: String
}

/// What the law says of one conduct of one party.
package struct MatrixCell: Sendable {
  package let conduct: Located<String>
  package let party: Located<String>
  package let entries: [MatrixEntry]
}

/// One provision in a cell.
package struct MatrixEntry: Sendable {
  package let provision: LawReference?
  package let text: MarkdownText?
  package let status: MatrixStatus?
  package let note: MarkdownText?
}
