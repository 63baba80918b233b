// The baseline: faults that the authors know of and accept for the time being.

package import Diagnostics

/// Faults of one rule in one line of a file, as `Content/baseline.yaml` lists them.
///
/// A line is known by its file and by the fingerprint of its text, so that an entry survives when
/// lines move; a line that is changed is a new one.
package struct AcceptedFault: Sendable {
  /// Where the entry is written.
  package let span: Span
  /// The code of the rule.
  package let code: Located<String>
  /// The file below the dossier's folder; `nil` for faults that have no place.
  package let file: String?
  /// The fingerprint of the line and of what is marked in it.
  package let fingerprint: String
  /// How many such faults are accepted.
  package let count: Int
  /// What is marked, for people.
  package let text: String?
}
