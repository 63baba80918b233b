// Packages that a print template asks for. They would be fetched from the network, and the same bytes
// could not be had twice.

/// Imports of packages in a composed document.
enum PackageImport {
  /// The first `import "@…"` or `include "@…"`, and the name of its package.
  ///
  /// What the dossier writes never matches: its quotation marks stand behind a backslash.
  static func first(in document: [UInt8]) -> (byte: Int, name: String)? {
    let quote = UInt8(ascii: "\"")
    var at = 0
    while let mark = document[at...].firstRange(of: Array("\"@".utf8)) {
      var word = mark.lowerBound
      while word > 0, document[word - 1] == 0x20 { word -= 1 }
      for verb in ["import", "include"] {
        let start = word - verb.utf8.count
        guard start >= 0, document[start..<word].elementsEqual(verb.utf8) else { continue }
        let name = document[(mark.lowerBound + 1)...].prefix { $0 != quote && $0 != 0x0A }
        return (mark.lowerBound, String(decoding: name, as: UTF8.self))
      }
      at = mark.upperBound
    }
    return nil
  }
}
