// English typography: curly quotation marks, dashes, ellipses, no space before punctuation, and
// the no-break spaces of references. // HOT

extension TypesettingPass {
  /// What may begin at a byte: `.` nothing, a blank, an apostrophe, a full stop, `x` any other
  /// place with a rule.
  private static let classes: StaticString = """
    ..........x.....\
    ................\
     .x....'.....xf.\
    xxxxxxxxxx......\
    ................\
    ................\
    ................\
    ................\
    ................\
    ................\
    ................\
    ................\
    ..x.............\
    ................\
    ..x.............\
    ................
    """

  /// Passes over what needs no rule, then applies the rule of the place where it stops; stops at
  /// the end of a text node.
  mutating func englishRun() {
    let classes = Self.classes.utf8Start
    let end = runEnd
    var position = index
    while position < end {
      switch classes[Int(input[position])] {
      case 0x2E:  // .
        position += 1
        continue
      case 0x20:
        let after = byte(position + 1)
        if after >= 0x61, after <= 0x7A {
          position += 1
          continue
        }
      case 0x66:  // f: a full stop
        if byte(position + 1) != 0x2E {
          position += 1
          continue
        }
      case 0x27:
        if isPlainApostrophe(position) {
          index = position
          replace(to: position + 1, Sign.apostrophe)
          position += 1
          continue
        }
      default: break
      }
      index = position
      flush()
      englishStep()
      return
    }
    index = position
  }

  /// Handles the scalar at `index`; everything before it is written.
  private mutating func englishStep() {
    switch at(index) {
    case Sign.space, Sign.lineFeed, Sign.noBreak, Sign.narrow: englishBlank()
    case 0x22:
      switch role() {
      case .open: replace(to: index + 1, Sign.openQuote)
      case .close: replace(to: index + 1, Sign.closeQuote)
      default: copyScalar()
      }
    case 0x27:
      switch role() {
      case .open: replace(to: index + 1, Sign.openSingle)
      case .close, .apostrophe: replace(to: index + 1, Sign.apostrophe)
      case .none: copyScalar()
      }
    case 0x2E:
      if at(index + 1) == 0x2E, at(index + 2) == 0x2E, at(index + 3) != 0x2E, previous != 0x2E,
        index + 3 <= runEnd
      {
        replace(to: index + 3, Sign.ellipsis)
      } else {
        copyScalar()
      }
    case 0x2D: englishHyphens()
    case 0x30...0x39: englishNumber()
    default: copyScalar()
    }
  }

  private mutating func englishBlank() {
    let next = spacesEnd(index)
    // An empty line is no space.
    if next == index { return copyScalar() }
    let after = at(next)
    let end = min(next, max(runEnd, self.next(index)))
    // Blanks that go on in another text node are decided there.
    guard next <= max(runEnd, end) else {
      copy(to: end)
      return
    }
    let (previous, wordEnd) = previousBehindCall
    let previousWord = previousWord(before: wordEnd)
    let isHigh = after == 0x3A || after == 0x3B || after == 0x21 || after == 0x3F
    if isHigh, Self.endsWord(previous), Self.isSpace(at(next + 1)) {
      skip(to: end)
      return
    }
    if Self.isDigit(after) && EnglishWords.beforeNumber.contains(previousWord)
      || Self.isUpper(after) && EnglishWords.titles.contains(previousWord)
    {
      replace(to: end, Sign.noBreak)
      return
    }
    copy(to: end)
  }

  /// `--` is an en dash, `---` an em dash.
  private mutating func englishHyphens() {
    var end = index
    while at(end) == 0x2D, end < runEnd { end += 1 }
    switch end - index {
    case 2: replace(to: end, Sign.enDash)
    case 3: replace(to: end, Sign.emDash)
    default: copy(to: end)
    }
  }

  /// 226-8-1 stays on one line.
  private mutating func englishNumber() {
    let before = previous
    var end = digitsEnd(index)
    var hasHyphen = false
    while at(end) == 0x2D, Self.isDigit(at(end + 1)) {
      hasHyphen = true
      end = digitsEnd(end + 1)
    }
    end = max(min(end, runEnd), index + 1)
    guard hasHyphen, emitsMarks, !Self.isWord(before), before != 0x2D, before != 0x2E else {
      copy(to: end)
      return
    }
    emit(TypographicMark.unbrokenStart)
    copy(to: end)
    emit(TypographicMark.unbrokenEnd)
  }
}

/// Words the English rules know.
enum EnglishWords {
  static let beforeNumber = WordSet([
    "No.", "no.", "Nos.", "p.", "pp.", "Art.", "art.", "Article", "Articles", "article", "§",
    "Section", "section", "s.", "para.", "Recital", "recital",
  ])
  static let titles = WordSet(["Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Ms", "Dr", "Prof."])
}
