// HOT: cuts folded text into what is looked for: words, numbers of articles and files kept whole
// (`226-8-1`, `2026/1744`, `l131-21`), thousands (`60 000`), printed marks (`s-19`).

/// A token of folded text.
package enum SearchToken: Equatable, Sendable {
  /// Letters, with or without digits: takes stems.
  case word(Range<Int>)
  /// A number as written, never cut: `226-8-1`.
  case number(Range<Int>)
  /// A number of which each three digits stand apart: `60 000`.
  case thousands(Range<Int>)
  /// A number behind the letter of its part of a code, `L. 131-21`: the letter and the number.
  case article(letter: Int, Range<Int>)
  /// A printed mark: `s-19`.
  case mark(Range<Int>)
}

/// Cuts folded text into tokens.
package enum SearchTokens {
  /// Calls `body` with every token, in order.
  ///
  /// - Complexity: O(n).
  @inline(__always)
  package static func each(
    in text: UnsafeBufferPointer<UInt8>, _ body: (SearchToken) -> Void
  ) {
    var index = 0
    let count = text.count
    while index < count {
      let byte = text[index]
      if isDigit(byte), let end = endOfThousands(text, from: index) {
        body(.thousands(index..<end))
        index = end
      } else if isDigit(byte) {
        let end = endOfNumber(text, from: index)
        body(.number(index..<end))
        index = end
      } else if isLetter(byte) {
        index = letters(text, from: index, body)
      } else {
        index += 1
      }
    }
  }

  @inline(__always)
  private static func letters(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (SearchToken) -> Void
  ) -> Int {
    var end = start
    while end < text.count, text[end] >= 0x61, text[end] <= 0x7A { end += 1 }
    if end > start, end - start <= 3, end + 1 < text.count, text[end] == 0x2D,
      isDigit(text[end + 1])
    {
      let last = endOfRun(text, from: end + 1)
      let goesOn = last + 1 < text.count && text[last] == 0x2D && isRun(text[last + 1])
      if !goesOn {
        body(.mark(start..<last))
        return last
      }
    }
    // `L. 131-21`, `R 645-1`, `D131-2`.
    if end - start == 1, text[start] == 0x6C || text[start] == 0x72 || text[start] == 0x64 {
      var next = end
      while next < text.count, next - end < 3,
        text[next] == 0x2E || text[next] == 0x20 || text[next] == 0x2D
      {
        next += 1
      }
      if next < text.count, isDigit(text[next]) {
        let last = endOfNumber(text, from: next)
        if text[next..<last].contains(0x2D) {
          body(.article(letter: start, next..<last))
        } else {
          body(.number(next..<last))
        }
        return last
      }
    }
    while end < text.count, isLetter(text[end]) || isDigit(text[end]) { end += 1 }
    body(.word(start..<end))
    return end
  }

  /// Where a number ends: `-` joins it to letters and digits, `.` and `/` only to digits.
  private static func endOfNumber(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = endOfRun(text, from: start)
    while end + 1 < text.count {
      let joint = text[end]
      let next = text[end + 1]
      guard joint == 0x2D && isRun(next) || (joint == 0x2E || joint == 0x2F) && isDigit(next)
      else { break }
      end = endOfRun(text, from: end + 1)
    }
    return end
  }

  /// Where a number ends whose digits stand in groups of three; `nil` for any other number.
  private static func endOfThousands(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var end = start
    while end < text.count, isDigit(text[end]) { end += 1 }
    guard end - start <= 3 else { return nil }
    let first = end
    while end + 3 < text.count, text[end] == 0x20, isDigit(text[end + 1]), isDigit(text[end + 2]),
      isDigit(text[end + 3]), !goesOn(text, at: end + 4)
    {
      end += 4
    }
    return end > first ? end : nil
  }

  /// Whether a number, or what is joined to it, goes on at an offset.
  private static func goesOn(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index < text.count else { return false }
    if isLetter(text[index]) || isDigit(text[index]) { return true }
    guard index + 1 < text.count else { return false }
    let next = text[index + 1]
    return text[index] == 0x2D
      ? isRun(next) : (text[index] == 0x2E || text[index] == 0x2F) && isDigit(next)
  }

  private static func endOfRun(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count, isRun(text[end]) { end += 1 }
    return end
  }

  private static func isRun(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || isDigit(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x80
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

/// Cuts words down to what their forms share.
package enum SearchStems {
  /// The stem of a folded word; words with digits or letters of other scripts stay whole.
  package static func stem(_ word: ArraySlice<UInt8>, _ language: SearchLanguage) -> [UInt8] {
    var stem = Array(word)
    guard stem.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return stem }
    for pass in language.passes {
      for ending in pass
      where stem.count - ending.text.count >= ending.least
        && stem.suffix(ending.text.count).elementsEqual(ending.text)
      {
        stem.removeLast(ending.text.count)
        stem += ending.replacement
        break
      }
    }
    return stem
  }
}
