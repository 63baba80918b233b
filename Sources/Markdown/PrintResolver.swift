// What the Typst writer asks of the dossier: what references, citations and insertions become on
// paper, where a link leads, which file a picture is. The twin of `MarkdownResolver`.

/// Where a link of a printed text leads.
package enum PrintDestination: Sendable, Hashable {
  /// An address on the web.
  case address(String)
  /// A label of the printed document; Typst refuses a label that nothing carries.
  case label(String)
  /// Nowhere: the text of the link is printed alone.
  case none
}

/// Writes what a text points to, as Typst markup that needs no further escaping.
///
/// Text is escaped with `appendTypst`, strings with `appendTypstString`; code starts with `#` and
/// ends with `;`, so that no sign of the text behind it belongs to it.
package protocol PrintResolver {
  /// Writes a reference that shows something; never called for an empty label.
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8])
  /// Writes a citation.
  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8])
  /// Writes an insertion; block insertions stand between blocks.
  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8])
  /// Writes the evidence beside one block at top level; nothing at all if there is no evidence.
  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8])
  /// Returns where a link leads. Fragments of the text itself (`#id` of one of its headings) are
  /// known to the writer and not asked. Addresses on the web only, unless implemented.
  func destination(of address: String) -> PrintDestination
  /// Writes the note that prints the address of a link; the address alone, unless implemented.
  func writeAddressNote(_ address: String, into out: inout [UInt8])
  /// Returns the path of a picture for Typst's `image`, or nil if it cannot be printed: then its
  /// alternative text is. Nil, unless implemented.
  func imagePath(of address: String) -> String?
}

extension PrintResolver {
  package func destination(of address: String) -> PrintDestination {
    let schemes = ["https://", "http://", "mailto:"]
    return schemes.contains(where: address.hasPrefix) ? .address(address) : .none
  }

  package func writeAddressNote(_ address: String, into out: inout [UInt8]) {
    out.append(contentsOf: "#link(".utf8)
    appendTypstString(address.utf8, into: &out)
    out.append(contentsOf: ")[".utf8)
    appendTypst(address.utf8, into: &out)
    out.append(contentsOf: "];".utf8)
  }

  package func imagePath(of address: String) -> String? { nil }
}
