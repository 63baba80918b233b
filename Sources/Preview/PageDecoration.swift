// Owns what the preview adds to a page on its way to the browser: its style sheet, its script, and
// the leave to run that script. The page in memory, and every published one, stays without.

import Diagnostics

/// Adds the preview's own parts to pages.
enum PageDecoration {
  /// The folder that the preview keeps for itself; no route of a site begins with a dot.
  static let reserved = ".dossier/"

  /// What the policy of a page must allow besides: the preview's own script, its events, the
  /// printed briefing in a frame, all from the same address.
  private static let allowances = [
    "script-src", "connect-src", "frame-src", "style-src", "img-src",
  ]

  /// A page with the preview's style sheet and script.
  static func decorate(_ page: [UInt8], route: String) -> [UInt8] {
    let policy = relaxPolicy(page)
    let parts = """
      <link rel="stylesheet" href="/\(reserved)page.css">
      <script defer src="/\(reserved)preview.js" data-dossier-page="\(escaped(route))"></script>

      """
    guard let end = find("</head>", in: policy) else { return Array(parts.utf8) + policy }
    var out: [UInt8] = []
    out.reserveCapacity(policy.count + parts.utf8.count)
    out += policy[..<end]
    out += parts.utf8
    out += policy[end...]
    return out
  }

  /// The page that stands in for one that could not be made yet.
  static func placeholder(title: String, text: String, language: String) -> [UInt8] {
    let page = """
      <!doctype html>
      <html lang="\(escaped(language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'">
      <title>\(escaped(title))</title>
      </head>
      <body>
      <main class="dossier-placeholder">
      <h1>\(escaped(title))</h1>
      <pre>\(escaped(text))</pre>
      </main>
      </body>
      </html>

      """
    return Array(page.utf8)
  }

  /// The page with the preview's allowances in its policy, where it has one.
  private static func relaxPolicy(_ page: [UInt8]) -> [UInt8] {
    guard let start = find("http-equiv=\"Content-Security-Policy\" content=\"", in: page) else {
      return page
    }
    let opening = start + "http-equiv=\"Content-Security-Policy\" content=\"".utf8.count
    guard let end = page[opening...].firstIndex(of: UInt8(ascii: "\"")) else { return page }
    var directives: [(name: String, value: String)] = []
    for part in String(decoding: page[opening..<end], as: UTF8.self).split(separator: ";") {
      let words = part.split(separator: " ")
      guard let name = words.first else { continue }
      directives.append((String(name), words.dropFirst().joined(separator: " ")))
    }
    for name in allowances {
      if let index = directives.firstIndex(where: { $0.name == name }) {
        let value = directives[index].value
        if value == "'none'" {
          directives[index].value = "'self'"
        } else if !value.split(separator: " ").contains("'self'") {
          directives[index].value += " 'self'"
        }
      } else {
        directives.append((name, name == "img-src" ? "'self' data:" : "'self'"))
      }
    }
    let policy = directives.map { $0.value.isEmpty ? $0.name : "\($0.name) \($0.value)" }
    return Array(page[..<opening]) + Array(policy.joined(separator: "; ").utf8) + page[end...]
  }

  /// The offset of a text in a page.
  private static func find(_ text: String, in page: [UInt8]) -> Int? {
    let text = Array(text.utf8)
    guard let first = text.first, page.count >= text.count else { return nil }
    for start in 0...(page.count - text.count)
    where page[start] == first && page[start..<(start + text.count)].elementsEqual(text) {
      return start
    }
    return nil
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
