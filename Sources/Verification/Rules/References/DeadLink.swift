// R0111 and R0112: what a Markdown link or image names exists: a heading of the same chapter, a file
// below `Content/media/`. Other pages of the site are named by references, which cannot break when
// routes change.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// Links inside the site lead to a heading of the same chapter.
  static let deadLink = Rule(.deadLink, .references, reads: "links in prose") { context, bag in
    for text in context.texts where !text.document.links.isEmpty {
      let headings = text.field == .body ? text.document.outline.map(\.id) : []
      let known = Set(headings)
      for link in text.document.links {
        switch LinkTarget(link.destination) {
        case .elsewhere, .media: continue
        case .fragment(let id):
          if !known.contains(id) {
            bag.add(.deadLink(toHeading: id, at: link.span, known: headings))
          }
        case .path(let path): bag.add(.deadLink(toPath: path, at: link.span))
        }
      }
    }
  }

  /// Files that links and images name are in `Content/media/`.
  static let missingMedia = Rule(
    .missingMedia, .references, reads: "links and images in prose"
  ) { context, bag in
    let known = context.dossier.mediaPaths
    let sorted = known.sorted()
    for text in context.texts {
      for link in text.document.links {
        guard case .media(let path) = LinkTarget(link.destination) else { continue }
        if !known.contains(path) {
          bag.add(.missingMedia(path, at: link.span, known: sorted))
        }
      }
    }
  }
}

/// What the address of a link means for the dossier.
private enum LinkTarget {
  /// Another site, or mail.
  case elsewhere
  /// A heading of the same text.
  case fragment(String)
  /// A file below `Content/media/`.
  case media(String)
  /// Any other place.
  case path(String)

  init(_ destination: String) {
    if destination.hasPrefix("#") {
      self = .fragment(Self.decoded(destination.dropFirst()))
      return
    }
    let scheme = destination.utf8.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
    if scheme.count < destination.utf8.count,
      destination.utf8.dropFirst(scheme.count).first == UInt8(ascii: ":"), scheme.count > 1
    {
      self = .elsewhere
      return
    }
    let path = Self.decoded(destination.prefix { $0 != "#" && $0 != "?" })
    self = path.hasPrefix("media/") ? .media(path) : .path(destination)
  }

  /// A text with its percent escapes resolved (RFC 3986, section 2.1).
  private static func decoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, rest.first != UInt8(ascii: "+"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
