// Owns the feeds in Atom.

import DossierModel

/// A feed in Atom. Texts are plain, so that no reader can be made to run what a dossier holds.
///
/// - Source: RFC 4287.
enum Atom {
  /// Returns a channel as an Atom feed.
  static func feed(
    _ channel: FeedChannel, _ entries: [FeedEntry], _ context: ExchangeContext
  ) -> [UInt8] {
    let settings = context.dossier.settings
    var out = XMLText()
    out.raw(#"<?xml version="1.0" encoding="UTF-8"?>"#)
    out.raw(
      #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang=""# + settings.language.rawValue
        + #"">"#)
    out.element("id", StableIdentifier.urn(context, named: "feed/\(channel.rawValue)"))
    out.element("title", channel.title(settings))
    out.element("subtitle", context.line(settings.description))
    out.element("updated", stamp(settings.lastChange.value))
    out.raw("<author>")
    out.element("name", settings.publisher?.name ?? settings.title)
    out.raw("</author>")
    if let license = settings.license { out.element("rights", license) }
    if let address = context.address(ofFile: channel.atomRoute) {
      out.empty("link", [("rel", "self"), ("type", "application/atom+xml"), ("href", address)])
    }
    if let home = context.baseURL {
      out.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", home)])
    }
    for entry in entries {
      out.raw("<entry>")
      out.element("id", entry.id)
      out.element("title", entry.title)
      out.element("updated", stamp(entry.updated))
      out.empty("category", [("term", entry.category)])
      if let address = entry.address {
        out.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", address)])
      }
      out.element("content", entry.text, [("type", "text")])
      out.raw("</entry>")
    }
    out.raw("</feed>")
    return out.bytes
  }

  /// Midnight UTC of a day (RFC 3339).
  static func stamp(_ day: CivilDate) -> String { "\(day)T00:00:00Z" }
}

/// Writes elements of XML 1.0, one to a line.
struct XMLText {
  /// The text so far.
  private(set) var bytes: [UInt8] = []

  /// Adds a line of markup.
  mutating func raw(_ line: String) {
    bytes.append(contentsOf: line.utf8)
    bytes.append(0x0A)
  }

  /// Adds an element with text.
  mutating func element(_ name: String, _ text: String, _ attributes: [(String, String)] = []) {
    open(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    append(text)
    bytes.append(contentsOf: "</\(name)>\n".utf8)
  }

  /// Adds an element without content.
  mutating func empty(_ name: String, _ attributes: [(String, String)]) {
    open(name, attributes)
    bytes.append(contentsOf: "/>\n".utf8)
  }

  private mutating func open(_ name: String, _ attributes: [(String, String)]) {
    bytes.append(contentsOf: "<\(name)".utf8)
    for (key, value) in attributes {
      bytes.append(contentsOf: " \(key)=\"".utf8)
      append(value)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Adds text; characters that XML 1.0 cannot hold become a replacement character.
  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { text in
      // Runs without a character to write otherwise are copied whole.
      var start = 0
      for index in text.indices {
        let byte = text[index]
        var width = 1
        let written: String
        switch byte {
        case UInt8(ascii: "&"): written = "&amp;"
        case UInt8(ascii: "<"): written = "&lt;"
        case UInt8(ascii: ">"): written = "&gt;"
        case UInt8(ascii: "\""): written = "&quot;"
        case 0x09, 0x0A: continue
        case 0x0D: written = "&#13;"
        case 0x00..<0x20: written = "\u{FFFD}"
        // U+FFFE and U+FFFF.
        case 0xEF
        where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
          written = "\u{FFFD}"
          width = 3
        default: continue
        }
        bytes.append(contentsOf: text[start..<index])
        bytes.append(contentsOf: written.utf8)
        start = index + width
      }
      bytes.append(contentsOf: text[start...])
    }
  }
}
