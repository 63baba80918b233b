// Owns the numbers of all addresses of a site, known before the first page is rendered, so that a
// worker can tell at once whether a link leads somewhere.

import DossierModel

/// The paths of a site, numbered in the order of its pages and then of its other files.
package struct SiteAddresses: Sendable {
  /// The paths of pages, then those of files.
  package let paths: [String]
  /// How many of them are pages.
  package let pageCount: Int
  /// The absolute address of the site, ending in `/`; links below it are internal.
  let base: [UInt8]?
  /// The folder of files that no page needs to find, ending in `/`; parts of the search index come and go with
  /// any new word. A page that links to one is looked at by its names in every build.
  private let aside: String?
  private let numbers: [UInt64: Int32]

  /// Numbers the paths of a site.
  ///
  /// - Parameter aside: A folder whose files get no number, without a slash at its end.
  package init(pages: [String], files: [String], baseURL: String?, aside: String? = nil) {
    paths = pages + files
    self.aside = aside.map { $0 + "/" }
    pageCount = pages.count
    base = baseURL.map { Array(($0.hasSuffix("/") ? $0 : $0 + "/").utf8) }
    var numbers: [UInt64: Int32] = [:]
    numbers.reserveCapacity(paths.count)
    let named = Self.named(paths, pageCount, aside: self.aside)
    for (index, path) in named {
      let key = ByteHash.of(path)
      // Pages come first: a file never takes the number of a page.
      if numbers[key] == nil { numbers[key] = Int32(index) }
    }
    self.numbers = numbers
  }

  /// The paths that have a number.
  private static func named(
    _ paths: [String], _ pageCount: Int, aside: String?
  ) -> some Sequence<(offset: Int, element: String)> {
    paths.enumerated().lazy.filter { index, path in
      guard index >= pageCount, let aside else { return true }
      return !path.utf8.starts(with: aside.utf8)
    }
  }

  /// Marks the paths that links are looked up among, in the order of the site.
  func mark(_ text: inout MarkText) {
    text.add(pageCount)
    for (_, path) in Self.named(paths, pageCount, aside: aside) { text.add(path) }
  }

  /// The number of a path given by the hash of its bytes.
  func number(_ hash: UInt64) -> Int32? { numbers[hash] }
}

/// A hash of bytes of 64 bits, the same in every process.
///
/// It stands for the bytes: two of the few million names of a large site meet with a chance of one
/// in a million.
/// - Source: the multiply-and-mix step of wyhash (Wang Yi, public domain).
enum ByteHash {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      hash = mix(
        hash, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var tail: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count {
      tail |= UInt64(bytes[offset]) << shift
      shift += 8
      offset += 1
    }
    return mix(hash, tail)
  }

  static func of(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }

  static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(
      by: word &+ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low ^ (hash >> 29)
  }
}
