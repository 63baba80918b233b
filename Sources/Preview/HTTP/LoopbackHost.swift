// Owns the question whether a request was meant for this machine: a page of a stranger may have its
// own name lead to 127.0.0.1, and then only the `Host` field tells.

/// The names under which the preview answers.
enum LoopbackHost {
  /// Whether a `Host` field names this machine itself; the port does not matter, since it may be
  /// forwarded.
  ///
  /// - Source: RFC 9110 section 7.2; RFC 6761 section 6.3 for names below `localhost`.
  static func isOwn(_ host: String) -> Bool {
    let host = host.lowercased()
    let name: Substring
    let port: Substring?
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return false }
      name = host[...end]
      let rest = host[host.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return false }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else {
      let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      name = parts[0]
      port = parts.count > 1 ? parts[1] : nil
    }
    if let port, port.isEmpty || port.utf8.count > 5 || !port.utf8.allSatisfy(isDigit) {
      return false
    }
    return ["127.0.0.1", "localhost", "[::1]"].contains(name)
  }

  /// Whether an `Origin` field names this machine itself; requests that change something ask for it.
  static func isOwn(origin: String) -> Bool {
    origin.hasPrefix("http://") && isOwn(String(origin.dropFirst("http://".count)))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
