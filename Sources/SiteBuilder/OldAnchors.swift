// Owns the old ids of elements: a deep link to a record that had another id, or to one that lives on
// a page with others, still finds its element.

/// Puts old ids beside the elements that have new ones.
enum OldAnchors {
  /// Puts an empty element with each old id inside the element that has the current id; one that the
  /// page has already, or whose element is not there, is left out.
  ///
  /// - Complexity: O(n · m) in the bytes of the page and the number of old ids, which is small.
  static func insert(
    _ anchors: [(old: String, current: String)], into page: [UInt8]
  ) -> [UInt8] {
    var page = page
    for anchor in anchors {
      guard find("id=\"\(anchor.old)\"", in: page, from: 0) == nil,
        let name = find("id=\"\(anchor.current)\"", in: page, from: 0),
        var place = end(ofTagAt: name, in: page)
      else { continue }
      // A row holds cells only: the first of them takes the old id.
      if isRow(tagAt: name, in: page) {
        guard let cell = next(of: ["<th", "<td"], in: page, from: place),
          let inside = end(ofTagAt: cell, in: page)
        else { continue }
        place = inside
      } else if isGroup(tagAt: name, in: page) {
        guard let item = next(of: ["<dt", "<dd", "<li"], in: page, from: place),
          let inside = end(ofTagAt: item, in: page)
        else { continue }
        place = inside
      }
      page.insert(contentsOf: Array("<span id=\"\(anchor.old)\"></span>".utf8), at: place)
    }
    return page
  }

  /// The name of the element whose tag holds a byte.
  private static func element(ofTagAt index: Int, in page: [UInt8]) -> String {
    var start = index
    while start > 0, page[start] != UInt8(ascii: "<") { start -= 1 }
    let name = page[(start + 1)...].prefix {
      $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39
    }
    return String(decoding: name, as: UTF8.self)
  }

  private static func isRow(tagAt index: Int, in page: [UInt8]) -> Bool {
    element(ofTagAt: index, in: page) == "tr"
  }

  /// Whether an element holds nothing but items: a list, or a `div` in a list of terms.
  private static func isGroup(tagAt index: Int, in page: [UInt8]) -> Bool {
    switch element(ofTagAt: index, in: page) {
    case "dl", "ol", "ul": return true
    case "div":
      guard let end = end(ofTagAt: index, in: page) else { return false }
      return page[end...].starts(with: "<dt".utf8)
    default: return false
    }
  }

  private static func end(ofTagAt index: Int, in page: [UInt8]) -> Int? {
    page[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
  }

  private static func next(of tags: [String], in page: [UInt8], from start: Int) -> Int? {
    tags.compactMap { find($0, in: page, from: start) }.min()
  }

  private static func find(_ text: String, in page: [UInt8], from start: Int) -> Int? {
    let needle = Array(text.utf8)
    guard let first = needle.first, page.count >= needle.count else { return nil }
    var index = start
    while index + needle.count <= page.count {
      if page[index] == first, page[index..<(index + needle.count)].elementsEqual(needle) {
        return index
      }
      index += 1
    }
    return nil
  }
}
