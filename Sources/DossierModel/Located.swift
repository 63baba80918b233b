// A decoded value together with the place it was read from.

package import Diagnostics

/// A value and where it is written, so that a check can point at it.
package struct Located<Value: Sendable>: Sendable {
  /// The decoded value.
  package let value: Value
  /// Where it is written.
  package let span: Span

  /// Ties a value to its place.
  package init(_ value: Value, at span: Span) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
