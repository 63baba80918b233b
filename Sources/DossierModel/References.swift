// References from one record to another, as written: a slug and its place. Verification resolves
// them against the tables of `Dossier`; nothing here knows whether the target exists.

package import Diagnostics

/// A reference to a record of one kind, as written.
package struct Reference<Element: Entity>: Hashable, Sendable {
  /// The id or old id as written; empty for a required reference that is missing, which has been
  /// reported.
  package let slug: String
  /// Where it is written.
  package let span: Span

  /// Makes a reference from what was read.
  package init(slug: String, span: Span) {
    self.slug = slug
    self.span = span
  }
}

/// A reference to a provision or, where a whole text is meant, to an instrument.
package struct LawReference: Hashable, Sendable {
  /// The id or old id as written.
  package let slug: String
  /// Where it is written.
  package let span: Span

  /// Makes a reference from what was read.
  package init(slug: String, span: Span) {
    self.slug = slug
    self.span = span
  }

  /// The same reference, read as one to a provision.
  package var asProvision: Reference<Provision> { Reference(slug: slug, span: span) }
  /// The same reference, read as one to an instrument.
  package var asInstrument: Reference<Instrument> { Reference(slug: slug, span: span) }
}

/// A reference that names its kind: `law:cp-226-8-1`, `actor:xai`.
package struct QualifiedReference: Hashable, Sendable {
  /// The kind as written before the colon: one of `EntityKind.referenceNames`.
  package let kindName: String
  /// The id or old id as written after the colon.
  package let slug: String
  /// Where the whole reference is written.
  package let span: Span
}
