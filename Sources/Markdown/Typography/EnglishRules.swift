// English typography: curly quotation marks, dashes, ellipses, no space before punctuation, and
// the no-break spaces of references.

extension TypesettingPass {
  /// Handles the scalar at `index`.
  mutating func englishStep() {
    switch input[index] {
    case Sign.space, Sign.noBreak, Sign.narrow: englishBlank()
    case 0x22:
      switch role(at: index) {
      case .open: out.append(Sign.openQuote)
      case .close: out.append(Sign.closeQuote)
      default: out.append(0x22)
      }
      index += 1
    case 0x27:
      switch role(at: index) {
      case .open: out.append(Sign.openSingle)
      case .close, .apostrophe: out.append(Sign.apostrophe)
      case .none: out.append(0x27)
      }
      index += 1
    case 0x2E:
      if at(index + 1) == 0x2E, at(index + 2) == 0x2E, at(index + 3) != 0x2E, previous != 0x2E,
        index + 3 <= runEnd
      {
        out.append(Sign.ellipsis)
        index += 3
      } else {
        copy()
      }
    case 0x2D: englishHyphens()
    case 0x30...0x39: englishNumber()
    default: copy()
    }
  }

  private mutating func englishBlank() {
    let next = blanksEnd(index)
    let after = at(next)
    let before = previous
    let end = min(next, max(runEnd, index + 1))
    let isHigh = after == 0x3A || after == 0x3B || after == 0x21 || after == 0x3F
    if isHigh, Self.endsWord(before), Self.isSpace(at(next + 1)) {
      index = end
      return
    }
    if Self.isDigit(after) && EnglishWords.beforeNumber.contains(previousWord)
      || Self.isUpper(after) && EnglishWords.titles.contains(previousWord)
    {
      out.append(Sign.noBreak)
      index = end
      return
    }
    copy(to: end)
  }

  /// `--` is an en dash, `---` an em dash.
  private mutating func englishHyphens() {
    var end = index
    while at(end) == 0x2D, end < runEnd { end += 1 }
    switch end - index {
    case 2: out.append(Sign.enDash)
    case 3: out.append(Sign.emDash)
    default:
      copy(to: end)
      return
    }
    index = end
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
    out.append(TypographicMark.unbrokenStart)
    copy(to: end)
    out.append(TypographicMark.unbrokenEnd)
  }
}

/// Words the English rules know.
enum EnglishWords {
  static let beforeNumber = set([
    "No.", "no.", "Nos.", "p.", "pp.", "Art.", "art.", "Article", "Articles", "article", "§",
    "Section", "section", "s.", "para.", "Recital", "recital",
  ])
  static let titles = set(["Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Ms", "Dr", "Prof."])

  private static func set(_ words: [String]) -> Set<[UInt32]> {
    Set(words.map { $0.unicodeScalars.map(\.value) })
  }
}
