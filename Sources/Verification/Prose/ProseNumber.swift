// Owns the reading of numbers in prose: digits in groups, decimals, French and English number words,
// and the multipliers after them.

/// A number read from prose, in thousandths.
struct ProseNumber: Equatable {
  /// The value times 1,000, so that `7,5` is exact.
  let thousandths: Int
  /// The index of the token behind it.
  let end: Int

  /// The value, where it is whole.
  var whole: Int? { thousandths % 1_000 == 0 ? thousandths / 1_000 : nil }

  /// Reads the number that begins at a token; `nil` where none begins.
  ///
  /// - Parameter isEnglish: Whether `,` groups digits and `.` begins decimals.
  static func read(_ tokens: ProseTokens, at start: Int, isEnglish: Bool) -> ProseNumber? {
    guard let first = tokens[start] else { return nil }
    let number: ProseNumber?
    switch first.kind {
    case .digits: number = digits(tokens, at: start, isEnglish: isEnglish)
    case .word: number = mayBegin(first.text) ? words(tokens, at: start) : nil
    case .sign: number = nil
    }
    guard let number else { return nil }
    return multiplied(number, tokens)
  }

  // MARK: - Digits

  private static func digits(
    _ tokens: ProseTokens, at start: Int, isEnglish: Bool
  ) -> ProseNumber? {
    guard let first = tokens[start] else { return nil }
    var text = first.text
    var index = start + 1
    if text.utf8.count <= 3 {
      while text.utf8.count <= 13,
        let (group, next) = group(tokens, at: index, isEnglish: isEnglish)
      {
        text += group
        index = next
      }
    }
    guard text.utf8.count <= 13, let value = Int(text) else { return nil }
    var thousandths = value * 1_000
    if let mark = tokens[index], mark.text == (isEnglish ? "." : ","), mark.spaces == 0,
      let decimals = tokens[index + 1], decimals.kind == .digits, decimals.spaces == 0,
      decimals.text.utf8.count <= 2, let part = Int(decimals.text)
    {
      thousandths += part * (decimals.text.utf8.count == 1 ? 100 : 10)
      index += 2
    }
    return ProseNumber(thousandths: thousandths, end: index)
  }

  /// A further group of three digits: after one space, a full stop, or a comma in English.
  private static func group(
    _ tokens: ProseTokens, at index: Int, isEnglish: Bool
  ) -> (String, Int)? {
    guard let token = tokens[index] else { return nil }
    if token.kind == .digits, token.spaces == 1, token.text.utf8.count == 3 {
      return (token.text, index + 1)
    }
    guard token.text == (isEnglish ? "," : "."), token.spaces == 0,
      let digits = tokens[index + 1], digits.kind == .digits, digits.spaces == 0,
      digits.text.utf8.count == 3
    else { return nil }
    return (digits.text, index + 2)
  }

  // MARK: - Words

  /// Whether a word is a number or multiplies one.
  private static func mayBegin(_ word: String) -> Bool {
    // The longest are "cinquante" and "septante"; most words of prose are no number.
    word.utf8.count <= 9 && (units[word] != nil || hundreds.contains(word))
  }

  private static let hundreds: Set<String> = [
    "cent", "cents", "hundred", "mille", "thousand",
  ]

  private static func words(_ tokens: ProseTokens, at start: Int) -> ProseNumber? {
    var total = 0
    var current = 0
    var previous = ""
    var end: Int?
    var index = start
    // No number has more words: "quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf" has 16
    // tokens.
    while index < start + 24, let token = tokens[index] {
      if token.kind == .sign, token.text == "-", end != nil, token.spaces == 0 {
        index += 1
        continue
      }
      if token.text == "et" || token.text == "and" {
        // "vingt et un", "soixante et onze": only inside a number.
        guard end != nil, current % 100 >= 20,
          tokens.isOne(of: ["un", "une", "onze"], at: index + 1)
        else { break }
        index += 1
        continue
      }
      guard token.kind == .word else { break }
      let word = token.text
      if word == "vingt" || word == "vingts", previous == "quatre", current % 100 == 4 {
        current += 76
      } else if let unit = units[word] {
        guard canAdd(unit, to: current) else { break }
        current += unit
      } else if word == "cent" || word == "cents" || word == "hundred" {
        guard current < 10 else { break }
        current = max(1, current) * 100
      } else if word == "mille" || word == "thousand" {
        guard total == 0 else { break }
        total = max(1, current) * 1_000
        current = 0
      } else {
        break
      }
      previous = word
      index += 1
      end = index
    }
    guard let end else { return nil }
    return ProseNumber(thousandths: (total + current) * 1_000, end: end)
  }

  private static func canAdd(_ unit: Int, to current: Int) -> Bool {
    let below = current % 100
    if below == 0 { return true }
    if unit < 10 { return below >= 20 && below % 10 == 0 || below == 10 && unit >= 7 }
    return unit < 20 && (below == 60 || below == 80)
  }

  private static let units: [String: Int] = [
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
  ]

  // MARK: - Multipliers

  private static func multiplied(_ number: ProseNumber, _ tokens: ProseTokens) -> ProseNumber {
    guard let token = tokens[number.end], token.kind == .word else { return number }
    let factor: Int
    switch token.text {
    case "mille", "thousand": factor = 1_000
    case "million", "millions": factor = 1_000_000
    case "milliard", "milliards", "billion", "billions": factor = 1_000_000_000
    case "k" where tokens[number.end + 1]?.text == "€": factor = 1_000
    case "m" where tokens[number.end + 1]?.text == "€": factor = 1_000_000
    case "md" where tokens[number.end + 1]?.text == "€": factor = 1_000_000_000
    default: return number
    }
    let (product, overflow) = number.thousandths.multipliedReportingOverflow(by: factor)
    return overflow ? number : ProseNumber(thousandths: product, end: number.end + 1)
  }
}
