// The size of a picture, read from the first bytes of its file, so that a page keeps the room for it.

/// Width and height of a picture in pixels.
struct ImageSize: Hashable, Sendable {
  let width: Int
  let height: Int

  /// Reads the size from a PNG, GIF, JPEG or WebP file; `nil` for anything else.
  ///
  /// - Source: PNG (RFC 2083) 4.1.1; GIF89a 18; ITU-T T.81 B.2.2; WebP container, RFC 9649 2.7.
  init?(_ bytes: [UInt8]) {
    func little(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    func big(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
    }
    func holds(_ text: String, at: Int) -> Bool { bytes[at...].starts(with: text.utf8) }
    guard bytes.count >= 30 else { return nil }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      self.init(width: big(16, 4), height: big(20, 4))
    } else if holds("GIF8", at: 0) {
      self.init(width: little(6, 2), height: little(8, 2))
    } else if holds("RIFF", at: 0), holds("WEBP", at: 8) {
      if holds("VP8X", at: 12) {
        self.init(width: little(24, 3) + 1, height: little(27, 3) + 1)
      } else if holds("VP8L", at: 12) {
        let bits = little(21, 4)
        self.init(width: bits & 0x3FFF + 1, height: (bits >> 14) & 0x3FFF + 1)
      } else {
        self.init(width: little(26, 2) & 0x3FFF, height: little(28, 2) & 0x3FFF)
      }
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      var at = 2
      while at + 9 < bytes.count, bytes[at] == 0xFF {
        let mark = bytes[at + 1]
        // Start of frame; C4, C8 and CC are tables.
        if (0xC0...0xCF).contains(mark), ![0xC4, 0xC8, 0xCC].contains(mark) {
          self.init(width: big(at + 7, 2), height: big(at + 5, 2))
          return
        }
        at += 2 + big(at + 2, 2)
      }
      return nil
    } else {
      return nil
    }
  }

  private init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}
