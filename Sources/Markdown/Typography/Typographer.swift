// The typography of running text: which spaces, quotation marks, apostrophes and ordinals a
// language wants. Works on the text of a whole leaf, so that rules see across markup; applying it
// twice changes nothing. The rules themselves are in `FrenchRules` and `EnglishRules`.
// Source: Lexique des règles typographiques en usage à l'Imprimerie nationale, 3rd edition.

/// Sets running text by the rules of a language.
package struct Typographer: Sendable {
  private let language: MarkdownLanguage

  /// Makes a typographer.
  package init(_ language: MarkdownLanguage) {
    self.language = language
  }

  /// Sets a plain text, such as a title or a label.
  ///
  /// - Complexity: O(n).
  package func typeset(_ text: String) -> String {
    var out: [UInt8] = []
    for scalar in pass(text, emitsMarks: false) { appendScalar(scalar, into: &out) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Sets a plain text and appends it as HTML, with `sup` and unbroken numbers as elements.
  ///
  /// - Complexity: O(n).
  package func writeHTML(_ text: String, into out: inout [UInt8]) {
    var bytes: [UInt8] = []
    for scalar in pass(text, emitsMarks: true) { appendScalar(scalar, into: &bytes) }
    appendMarked(bytes[...], into: &out)
  }

  /// Sets a plain text and appends it as Typst markup, with superscripts and unbroken numbers.
  ///
  /// - Complexity: O(n).
  package func writeTypst(_ text: String, into out: inout [UInt8]) {
    var bytes: [UInt8] = []
    for scalar in pass(text, emitsMarks: true) { appendScalar(scalar, into: &bytes) }
    appendTypst(bytes, into: &out)
  }

  /// Sets the text of a leaf. `cuts` are offsets in rising order; the same places in the result
  /// are returned. Line feeds and U+FFFC are kept where they are.
  func typeset(_ scalars: [UInt32], cuts: [Int]) -> (scalars: [UInt32], cuts: [Int]) {
    var pass = TypesettingPass(scalars, cuts: cuts, language: language, emitsMarks: true)
    pass.run()
    return (pass.out, pass.outCuts)
  }

  private func pass(_ text: String, emitsMarks: Bool) -> [UInt32] {
    var scalars: [UInt32] = []
    for scalar in text.unicodeScalars where !(0xFDD0...0xFDEF).contains(scalar.value) {
      scalars.append(scalar.value)
    }
    var pass = TypesettingPass(
      scalars, cuts: [], language: language, emitsMarks: emitsMarks)
    pass.run()
    return pass.out
  }
}
