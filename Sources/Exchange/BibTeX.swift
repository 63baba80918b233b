// Owns the sources for LaTeX.

import DossierModel
import Verification

/// The sources as a BibLaTeX file in UTF-8, one entry a source, in the order of the dossier.
///
/// Titles and names stand in double braces: a style keeps their capitals, and a name is not taken
/// apart. Dates are in EDTF, which BibLaTeX reads with its doubts and open ends.
/// - Source: P. Kime, M. Wemheuer, P. Lehman, "The biblatex Package" 3.19, sections 2.1 to 2.3; ISO
///   8601-2 level 1.
enum BibTeX {
  /// The route of the file.
  static let route = "sources.bib"

  /// Returns the file.
  static func sources(_ context: ExchangeContext) -> [UInt8] {
    var bytes: [UInt8] = []
    for source in context.dossier.sources { write(source, context, to: &bytes) }
    return bytes
  }

  private static func write(_ source: Source, _ context: ExchangeContext, to bytes: inout [UInt8]) {
    if !bytes.isEmpty { bytes.append(0x0A) }
    bytes.append(contentsOf: "@\(type(of: source)){\(source.slug),\n".utf8)
    add("title", text: source.isDescribed ? "[\(source.title)]" : source.title, to: &bytes)
    add("author", text: source.author, to: &bytes)
    add("organization", text: source.publisher, to: &bytes)
    add("date", literal: source.date?.value.description, to: &bytes)
    add("url", literal: source.url.map { address($0.value) }, to: &bytes)
    // BibLaTeX has `urldate` only for the day on which an address was read.
    add("urldate", literal: source.accessed?.value.exactDay?.description, to: &bytes)
    add("langid", literal: language(source.language), to: &bytes)
    add("shorthand", text: source.cote, to: &bytes)
    add("note", text: source.note.map(context.line), to: &bytes)
    let words = [source.kind.rawValue, source.level.rawValue, source.reliability?.rawValue]
    add("keywords", literal: words.compactMap { $0 }.joined(separator: ","), to: &bytes)
    bytes.append(contentsOf: "}\n".utf8)
  }

  private static func type(of source: Source) -> String {
    switch source.kind {
    case .court: "jurisdiction"
    case .dataset: "dataset"
    default: source.url == nil ? "misc" : "online"
    }
  }

  /// The name by which BibLaTeX knows a language; `nil` for one it need not know.
  private static func language(_ tag: String?) -> String? {
    switch tag?.prefix(while: { $0 != "-" }) {
    case "fr": "french"
    case "en": "english"
    case "nl": "dutch"
    case "de": "german"
    case "es": "spanish"
    case "it": "italian"
    default: nil
    }
  }

  // MARK: - Fields

  private static func add(_ name: String, text: String?, to bytes: inout [UInt8]) {
    guard let text else { return }
    bytes.append(contentsOf: "  \(name) = {{".utf8)
    appendEscaped(text, to: &bytes)
    bytes.append(contentsOf: "}},\n".utf8)
  }

  private static func add(_ name: String, literal: String?, to bytes: inout [UInt8]) {
    guard let literal else { return }
    bytes.append(contentsOf: "  \(name) = {\(literal)},\n".utf8)
  }

  /// Writes text so that TeX prints it: its ten special characters as commands, line ends as
  /// spaces.
  private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\textbackslash{}".utf8)
      case UInt8(ascii: "~"): bytes.append(contentsOf: "\\textasciitilde{}".utf8)
      case UInt8(ascii: "^"): bytes.append(contentsOf: "\\textasciicircum{}".utf8)
      // Not `\{`: a parser that counts braces would take it for an opened one.
      case UInt8(ascii: "{"): bytes.append(contentsOf: "\\textbraceleft{}".utf8)
      case UInt8(ascii: "}"): bytes.append(contentsOf: "\\textbraceright{}".utf8)
      case UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
        UInt8(ascii: "_"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x00...0x20: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
  }

  /// An address: BibLaTeX reads the field verbatim, so only what would end it is encoded.
  private static func address(_ url: String) -> String {
    var text = ""
    for scalar in url.unicodeScalars {
      switch scalar {
      case "{": text += "%7B"
      case "}": text += "%7D"
      case "\\": text += "%5C"
      case " ": text += "%20"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
