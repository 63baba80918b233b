// Lines and columns of offsets, in lines as long as a file too.

import Diagnostics
import Testing

@Suite struct LineIndexTests {
  @Test(arguments: ["", "a\nb", "é\r\n😀b\rc", "\u{FEFF}ab\nc"])
  func positions(_ text: String) { expectSame(Array(text.utf8)) }

  @Test func longLines() {
    for count in [341, 511, 512, 1023, 1024, 1025, 2048] {
      expectSame(Array((String(repeating: "aé😀", count: count / 3) + "\nab").utf8), step: 97)
      expectSame([UInt8](repeating: 0x61, count: count), step: 1)
    }
  }

  private func expectSame(_ bytes: [UInt8], step: Int = 1) {
    let index = LineIndex(bytes)
    for offset in Array(stride(from: 0, through: bytes.count, by: step)) + [bytes.count] {
      let found = index.position(of: offset, in: bytes)
      let start = index.range(ofLine: found.line - 1, in: bytes).lowerBound
      var head = Array(bytes[start..<max(start, offset)])
      if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        head.removeFirst(min(3, head.count))
      }
      #expect(found.column == head.count { $0 & 0xC0 != 0x80 } + 1)
      #expect(found.line == index.line(at: offset) + 1)
    }
  }
}
