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
    pass(text, emitsMarks: false) { String(decoding: $0, as: UTF8.self) }
  }

  /// Sets a plain text and appends it as HTML, with `sup` and unbroken numbers as elements.
  ///
  /// - Complexity: O(n).
  package func writeHTML(_ text: String, into out: inout [UInt8]) {
    let bytes = pass(text, emitsMarks: true) { Array($0) }
    appendMarked(bytes[...], into: &out)
  }

  /// Sets a plain text and appends it as Typst markup, with superscripts and unbroken numbers.
  ///
  /// - Complexity: O(n).
  package func writeTypst(_ text: String, into out: inout [UInt8]) {
    let bytes = pass(text, emitsMarks: true) { Array($0) }
    appendTypst(bytes, into: &out)
  }

  private func pass<Result>(
    _ text: String, emitsMarks: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var bytes = Array(text.utf8)
    if bytes.contains(0xEF) || bytes.contains(0) {
      // The marks of this module cannot be forged, and U+0000 is no text.
      bytes = Array(
        String(
          String.UnicodeScalarView(
            text.unicodeScalars.filter { !(0xFDD0...0xFDEF).contains($0.value) && $0.value != 0 })
        ).utf8)
    }
    let sink = ByteSink(capacity: bytes.count * 2)
    return bytes.withUnsafeBufferPointer { input in
      var pass = TypesettingPass(
        input, cuts: UnsafeBufferPointer(start: nil, count: 0),
        outCuts: UnsafeMutableBufferPointer(start: nil, count: 0), emitsMarks: emitsMarks,
        sink: sink)
      let count = pass.run(language)
      return body(UnsafeBufferPointer(start: sink.bytes, count: count))
    }
  }
}

/// The text of one leaf on its way through the typography; the memory serves one leaf after the
/// other.
struct TypesettingBuffers {
  /// U+FFFC, which stands for something without text of its own.
  static let object: [UInt8] = [0xEF, 0xBF, 0xBC]

  /// Text nodes, line feeds for soft breaks, tabs for other breaks, and objects.
  var input: [UInt8] = []
  /// Start and end of every text node in `input`.
  var cuts: [Int] = []
  /// The same places in the result.
  private(set) var outCuts: [Int] = []
  /// The text nodes.
  var nodes: [Int] = []
  private var sink: ByteSink?

  /// Adds the text of a node.
  mutating func add(_ text: [UInt8], of node: Int) {
    cuts.append(input.count)
    nodes.append(node)
    input.append(contentsOf: text)
    cuts.append(input.count)
  }

  /// Forgets the leaf.
  mutating func removeAll() {
    input.removeAll(keepingCapacity: true)
    cuts.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
  }

  /// Sets the text and hands over the result.
  mutating func run(_ language: MarkdownLanguage, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    outCuts.removeAll(keepingCapacity: true)
    outCuts.append(contentsOf: repeatElement(0, count: cuts.count))
    let sink = filledSink()
    let count = input.withUnsafeBufferPointer { input in
      cuts.withUnsafeBufferPointer { cuts in
        outCuts.withUnsafeMutableBufferPointer { outCuts in
          var pass = TypesettingPass(
            input, cuts: cuts, outCuts: outCuts, emitsMarks: true, sink: sink)
          return pass.run(language)
        }
      }
    }
    withResult(count, body)
  }

  /// Sets a text that is a whole leaf; returns the length of the result.
  mutating func run(_ text: UnsafeBufferPointer<UInt8>, _ language: MarkdownLanguage) -> Int {
    var pass = TypesettingPass(
      text, cuts: UnsafeBufferPointer(start: nil, count: 0),
      outCuts: UnsafeMutableBufferPointer(start: nil, count: 0), emitsMarks: true,
      sink: filledSink())
    return pass.run(language)
  }

  /// Hands over the result of a run.
  func withResult<Result>(
    _ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    body(UnsafeBufferPointer(start: sink?.bytes, count: count))
  }

  private mutating func filledSink() -> ByteSink {
    let sink = sink ?? ByteSink(capacity: 2048)
    self.sink = sink
    return sink
  }
}
