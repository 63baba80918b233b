// What a caller may choose when a text is parsed. Choices of one writer live with that writer.

/// Which language of Markdown a text is written in.
package enum MarkdownProfile: Sendable {
  /// CommonMark 0.30 and nothing else; raw HTML passes.
  case commonmark
  /// CommonMark with tables, notes, references, citations, insertions and typography.
  case dossier
}

/// The natural language of a text, which decides its typography and the words of its notes.
package enum MarkdownLanguage: Sendable {
  /// French.
  case fr
  /// English.
  case en
}

/// How a text is parsed.
package struct MarkdownOptions: Sendable, Equatable {
  /// The constructs that are recognised.
  package var profile: MarkdownProfile
  /// The language the typography follows.
  package var language: MarkdownLanguage
  /// Whether spaces, quotation marks, apostrophes and ordinals are set by the rules of `language`.
  package var typography: Bool
  /// Whether raw HTML passes; if not, it is shown as text and reported.
  package var rawHTML: Bool
  /// Whether the days behind `@` are read here; where there is a dossier, its rules do it.
  package var checksDays = false
  /// The kinds of record that references may name, where no rules of a dossier read them; empty
  /// where they do.
  package var recordKinds: [String] = []
  /// Names of the HTML elements that the profile `dossier` lets pass, out of
  /// `allowableElements`; every other tag is shown as text and reported.
  package var htmlElements: Set<String> = []

  /// Makes options; raw HTML passes only in the profile `commonmark` unless said otherwise.
  package init(
    profile: MarkdownProfile = .dossier, language: MarkdownLanguage = .fr,
    typography: Bool? = nil, rawHTML: Bool? = nil, htmlElements: Set<String> = []
  ) {
    self.profile = profile
    self.language = language
    self.typography = typography ?? (profile == .dossier)
    self.rawHTML = rawHTML ?? (profile == .commonmark)
    self.htmlElements = htmlElements
  }
}
