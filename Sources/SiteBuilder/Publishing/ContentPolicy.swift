// Owns the content security policy of a whole site: what each page allows in its head, joined into
// the one that a server sends.

/// A content security policy.
struct ContentPolicy {
  /// Directives in the order of their first page, each with its sources.
  private var directives: [(name: String, sources: [String])] = []

  /// Adds the policy of a page: a server that sends one policy for all must allow what each allows,
  /// and the page itself then narrows it.
  mutating func add(_ policy: String) {
    for part in policy.split(separator: ";") {
      let words = part.split(separator: " ").map(String.init)
      guard let name = words.first else { continue }
      let index = directives.firstIndex { $0.name == name }
      guard let index else {
        directives.append((name, Array(words.dropFirst())))
        continue
      }
      var sources = directives[index].sources.filter { $0 != "'none'" }
      for source in words.dropFirst() where source != "'none'" && !sources.contains(source) {
        sources.append(source)
      }
      directives[index].sources = sources.isEmpty ? ["'none'"] : sources
    }
  }

  /// The policy that a page states in its head, where it states one.
  static func stated(in page: [UInt8]) -> String? {
    // The head comes first; nothing of the body is read.
    let head = String(decoding: page.prefix(8192), as: UTF8.self)
    let mark = "http-equiv=\"Content-Security-Policy\" content=\""
    guard let range = head.firstRange(of: mark) else { return nil }
    return String(head[range.upperBound...].prefix { $0 != "\"" })
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  /// The header: no other site may put a page into a frame, which only a header can say.
  var header: String {
    (directives.map { ([$0.name] + $0.sources).joined(separator: " ") }
      + ["frame-ancestors 'none'"]).joined(separator: "; ")
  }
}
