// Looks into pictures of the dossier for what a browser would act on. An SVG is a document: opened by
// its own address it runs its scripts with the rights of the site.

/// Tells pictures that only show from those that act.
package enum PictureSafety {
  /// Whether files of this name are looked into.
  package static func isLookedInto(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [".svg", ".svgz", ".xml", ".html", ".htm", ".xhtml"].contains { lower.hasSuffix($0) }
  }

  /// What in an SVG a browser would act on, such as `<script`; `nil` for a picture that only shows.
  ///
  /// Refused are scripts, handlers of events, foreign content, links to scripts, and whatever is
  /// fetched from elsewhere. Files of other kinds are not looked into, whatever their name: a
  /// server shows them by their name.
  /// - Complexity: O(n).
  package static func refusal(of bytes: [UInt8], named name: String) -> String? {
    guard isLookedInto(name) else { return nil }
    let lower = name.lowercased()
    // What cannot be read as text cannot be looked into.
    if lower.hasSuffix(".svgz") || bytes.starts(with: [0x1F, 0x8B]) { return "gzip" }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.contains(0) {
      return "UTF-16"
    }
    return SVGScan(bytes).found
  }
}

/// One pass over the tags of an SVG.
private struct SVGScan {
  private let bytes: [UInt8]
  private(set) var found: String?

  private static let elements: Set<String> = [
    "script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "html", "body",
    "link", "meta", "form", "input", "audio", "video",
  ]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    found = Self.styling(bytes)
    var index = 0
    while index < bytes.count, found == nil {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "!") {
        index = declaration(from: index)
        continue
      }
      if starts("?xml-stylesheet", at: index) { found = "<?xml-stylesheet" }
      index = tag(from: index)
    }
  }

  /// What styles, in attributes or sheets, fetch from elsewhere: `url(#shape)` is of the picture.
  private static func styling(_ bytes: [UInt8]) -> String? {
    var index = 0
    while index < bytes.count {
      defer { index += 1 }
      let byte = bytes[index]
      if byte == UInt8(ascii: "@"), word("import", in: bytes, at: index + 1) { return "@import" }
      guard byte == UInt8(ascii: "("), index >= 3, word("url", in: bytes, at: index - 3) else {
        continue
      }
      var next = index + 1
      while next < bytes.count,
        isBlank(bytes[next]) || bytes[next] == UInt8(ascii: "\"")
          || bytes[next] == UInt8(ascii: "'")
      {
        next += 1
      }
      for quote in ["&quot;", "&apos;"] where word(quote, in: bytes, at: next) { next += 6 }
      if next >= bytes.count || bytes[next] != UInt8(ascii: "#") { return "url(" }
    }
    return nil
  }

  /// Skips a comment; an entity could stand for anything.
  private mutating func declaration(from start: Int) -> Int {
    if starts("!--", at: start) {
      var index = start + 3
      while index < bytes.count, !starts("-->", at: index) { index += 1 }
      return index
    }
    if starts("!entity", at: start) { found = "<!ENTITY" }
    return start + 1
  }

  private mutating func tag(from start: Int) -> Int {
    var index = start
    let name = word(&index)
    let local = String(name.split(separator: ":").last ?? "")
    if Self.elements.contains(local) {
      found = "<\(name)"
      return index
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: ">"), found == nil {
      let before = index
      let attribute = word(&index)
      if index == before {
        index += 1
        continue
      }
      while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
      index += 1
      while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
      guard index < bytes.count else { break }
      let quote = bytes[index]
      let valueStart: Int
      let valueEnd: Int
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        valueStart = index + 1
        valueEnd = bytes[valueStart...].firstIndex(of: quote) ?? bytes.count
        index = min(bytes.count, valueEnd + 1)
      } else {
        valueStart = index
        while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") {
          index += 1
        }
        valueEnd = index
      }
      check(attribute, bytes[valueStart..<valueEnd])
    }
    return index
  }

  private mutating func check(_ attribute: String, _ value: ArraySlice<UInt8>) {
    let local = String(attribute.split(separator: ":").last ?? "")
    if local.hasPrefix("on"), local.utf8.count > 2 {
      found = attribute
      return
    }
    let text = String(
      decoding: value.filter { $0 > 0x20 }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 },
      as: UTF8.self)
    if local == "href" || local == "src" {
      // A part of the picture itself, or pixels inside it.
      let isOwn = text.hasPrefix("#") || text.isEmpty
      let isPixels = text.hasPrefix("data:image/") && !text.hasPrefix("data:image/svg")
      if !isOwn, !isPixels { found = "\(attribute)=\"\(text.prefix(40))\"" }
    } else if local == "attributename", text.hasSuffix("href") || text.hasPrefix("on") {
      // An animation that sets an address or a handler.
      found = "\(attribute)=\"\(text.prefix(40))\""
    }
  }

  /// Reads a name in small letters.
  private func word(_ index: inout Int) -> String {
    var name: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x41 && byte <= 0x5A {
        name.append(byte + 0x20)
      } else if byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
      {
        name.append(byte)
      } else {
        break
      }
      index += 1
    }
    return String(decoding: name, as: UTF8.self)
  }

  private func starts(_ text: String, at index: Int) -> Bool {
    Self.word(text, in: bytes, at: index)
  }

  /// Whether a word in small letters stands at a place, in letters of any case.
  private static func word(_ text: String, in bytes: [UInt8], at index: Int) -> Bool {
    var index = index
    for byte in text.utf8 {
      guard index >= 0, index < bytes.count else { return false }
      let own = bytes[index] >= 0x41 && bytes[index] <= 0x5A ? bytes[index] | 0x20 : bytes[index]
      if own != byte { return false }
      index += 1
    }
    return true
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }
}
