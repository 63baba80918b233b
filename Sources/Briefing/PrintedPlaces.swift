// The places that a composed document names, so that a reference to one that it does not print is
// text alone. Asking the engine for each reference would lay the document out once more.

/// The places of a document.
enum PrintedPlaces {
  /// A Typst file with a dictionary of the places that a document labels: `d-known`.
  static func file(of document: [UInt8]) -> [UInt8] {
    var out = Array("#let d-known = (:".utf8)
    var isEmpty = true
    for name in names(in: document).sorted() {
      if isEmpty { out.removeLast() }
      isEmpty = false
      out += Array("\"\(name)\": true,".utf8)
    }
    return out + Array(")\n".utf8)
  }

  /// The first arguments of the calls that label a place, where they are plain names.
  static func names(in document: [UInt8]) -> Set<String> {
    var names = Set<String>()
    for call in ["d-place(\"", "d-speech(\"", "d-table(label: \"", "#label(\""] {
      let needle = Array(call.utf8)
      var at = 0
      while at + needle.count < document.count {
        guard document[at] == needle[0], document[at..<at + needle.count].elementsEqual(needle)
        else {
          at += 1
          continue
        }
        at += needle.count
        let start = at
        while at < document.count, isName(document[at]) { at += 1 }
        if at > start, at < document.count, document[at] == UInt8(ascii: "\"") {
          names.insert(String(decoding: document[start..<at], as: UTF8.self))
        }
      }
    }
    return names
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
