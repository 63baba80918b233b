// Owns the words of a diagnostic in the languages the product speaks. Both stand side by side in
// the catalogue of each module, so that a message and its translation are read and changed
// together.

/// The language of diagnostics.
public enum DiagnosticLanguage: String, Hashable, Sendable, CaseIterable {
  /// English.
  case english = "en"
  /// French.
  case french = "fr"
}

/// One text of a diagnostic, in English and in French.
///
/// A literal stands for both: a name, a number, or words that are the same in both languages.
public struct Wording: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// The English words.
  public let english: String
  /// The French words.
  public let french: String

  /// Makes a text with its translation.
  public init(_ english: String, fr french: String) {
    self.english = english
    self.french = french
  }

  /// Makes a text that is the same in both languages, such as a name.
  public init(_ text: String) {
    english = text
    french = text
  }

  /// Makes a text that is the same in both languages.
  public init(stringLiteral text: String) { self.init(text) }

  /// The words in a language.
  public subscript(language: DiagnosticLanguage) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }

  /// One text after the other, in each language.
  public static func + (left: Wording, right: Wording) -> Wording {
    Wording(left.english + right.english, fr: left.french + right.french)
  }

  /// Whether there are no words.
  public var isEmpty: Bool { english.isEmpty }
}
