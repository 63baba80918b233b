// One left-to-right pass over the text of a leaf: the state both languages share, and the
// questions rules ask about what stands before and after.

/// Scalars the rules name.
enum Sign {
  static let space: UInt32 = 0x20
  static let lineFeed: UInt32 = 0x0A
  static let noBreak: UInt32 = 0xA0
  static let narrow: UInt32 = 0x202F
  static let apostrophe: UInt32 = 0x2019
  static let openGuillemet: UInt32 = 0xAB
  static let closeGuillemet: UInt32 = 0xBB
  static let openQuote: UInt32 = 0x201C
  static let closeQuote: UInt32 = 0x201D
  static let openSingle: UInt32 = 0x2018
  static let ellipsis: UInt32 = 0x2026
  static let enDash: UInt32 = 0x2013
  static let emDash: UInt32 = 0x2014
  static let degree: UInt32 = 0xB0
  static let euro: UInt32 = 0x20AC
}

/// The state of one pass.
struct TypesettingPass {
  /// What a straight quotation mark turns out to be.
  enum QuoteRole: UInt8 {
    case none, open, close, apostrophe
  }

  let input: [UInt32]
  let emitsMarks: Bool
  let language: MarkdownLanguage
  var index = 0
  var out: [UInt32] = []
  var outCuts: [Int] = []
  /// Guillemets open at this place.
  var quoteDepth = 0
  private let cuts: [Int]
  private var cutIndex = 0
  private var roles: [Int: QuoteRole] = [:]

  init(_ input: [UInt32], cuts: [Int], language: MarkdownLanguage, emitsMarks: Bool) {
    self.input = input
    self.cuts = cuts
    self.language = language
    self.emitsMarks = emitsMarks
    out.reserveCapacity(input.count + input.count / 16 + 8)
    outCuts.reserveCapacity(cuts.count)
  }

  /// Runs to the end of the input.
  mutating func run() {
    assignQuotes()
    while index < input.count {
      recordCuts()
      let before = index
      switch language {
      case .fr: frenchStep()
      case .en: englishStep()
      }
      precondition(index > before, "a step of the typography consumes something")
    }
    recordCuts()
    while outCuts.count < cuts.count { outCuts.append(out.count) }
  }

  private mutating func recordCuts() {
    while cutIndex < cuts.count, cuts[cutIndex] <= index {
      outCuts.append(out.count)
      cutIndex += 1
    }
  }

  /// The end of the text node at the current place: patterns do not cross it.
  var runEnd: Int { cutIndex < cuts.count ? cuts[cutIndex] : input.count }

  // MARK: - Output

  /// Copies the current scalar.
  mutating func copy() {
    out.append(input[index])
    index += 1
  }

  /// Copies everything up to an offset.
  mutating func copy(to end: Int) {
    while index < end { copy() }
  }

  /// Emits a superscript.
  mutating func emitSuperscript(_ text: StaticText) {
    if emitsMarks { out.append(TypographicMark.superscriptStart) }
    out.append(contentsOf: text.scalars)
    if emitsMarks { out.append(TypographicMark.superscriptEnd) }
  }

  // MARK: - Looking around

  func at(_ position: Int) -> UInt32 {
    position >= 0 && position < input.count ? input[position] : 0
  }

  /// The last scalar of the output that is not a mark; 0 at the start.
  var previous: UInt32 {
    var position = out.count - 1
    while position >= 0, Self.isMark(out[position]) { position -= 1 }
    return position >= 0 ? out[position] : 0
  }

  /// The last word of the output: what stands before the current place back to a space, an
  /// opening bracket, an apostrophe or a guillemet. At most 12 scalars; longer words are empty.
  var previousWord: [UInt32] {
    var word: [UInt32] = []
    var position = out.count - 1
    while position >= 0 {
      let scalar = out[position]
      position -= 1
      if Self.isMark(scalar) { continue }
      if Self.isSpace(scalar) || scalar == 0x28 || scalar == 0x5B || scalar == Sign.apostrophe
        || scalar == Sign.openGuillemet || scalar == Sign.openQuote
      {
        break
      }
      if word.count == 12 { return [] }
      word.append(scalar)
    }
    word.reverse()
    return word
  }

  /// How far rules look ahead: no rule wants more, and text cut into many nodes stays linear.
  private static let reach = 64

  /// The offset behind the letters at an offset.
  func wordEnd(_ start: Int) -> Int {
    var end = start
    let limit = min(input.count, start + Self.reach)
    while end < limit, Self.isLetter(input[end]) { end += 1 }
    return end
  }

  /// The offset behind the digits at an offset.
  func digitsEnd(_ start: Int) -> Int {
    var end = start
    let limit = min(input.count, start + Self.reach)
    while end < limit, Self.isDigit(input[end]) { end += 1 }
    return end
  }

  /// The offset of the first scalar that is no blank, line feeds not skipped.
  func blanksEnd(_ start: Int) -> Int {
    var end = start
    let limit = min(input.count, start + Self.reach)
    while end < limit, Self.isBlank(input[end]) { end += 1 }
    return end
  }

  /// Whether the input has a word at an offset.
  func has(_ text: StaticText, at start: Int) -> Bool {
    guard start + text.scalars.count <= input.count else { return false }
    for (offset, scalar) in text.scalars.enumerated() where input[start + offset] != scalar {
      return false
    }
    return true
  }

  // MARK: - Classes

  static func isMark(_ scalar: UInt32) -> Bool {
    scalar >= TypographicMark.superscriptStart && scalar <= TypographicMark.unbrokenEnd
  }

  /// A blank that may be replaced by another: not a line feed.
  static func isBlank(_ scalar: UInt32) -> Bool {
    scalar == Sign.space || scalar == Sign.noBreak || scalar == Sign.narrow || scalar == 0x2009
  }

  static func isSpace(_ scalar: UInt32) -> Bool {
    isBlank(scalar) || scalar == Sign.lineFeed || scalar == 0x09 || scalar == 0
  }

  static func isDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

  static func isLetter(_ scalar: UInt32) -> Bool {
    let lower = scalar | 0x20
    if lower >= 0x61 && lower <= 0x7A { return true }
    return scalar >= 0xC0 && scalar != 0xD7 && scalar != 0xF7 && scalar < 0x2000
  }

  static func isUpper(_ scalar: UInt32) -> Bool {
    (scalar >= 0x41 && scalar <= 0x5A) || (scalar >= 0xC0 && scalar <= 0xDE) || scalar == 0x152
  }

  static func isWord(_ scalar: UInt32) -> Bool {
    isLetter(scalar) || isDigit(scalar) || scalar == TypographicMark.object
  }

  /// Whether a sign ends words, so that high punctuation may stand behind it.
  static func endsWord(_ scalar: UInt32) -> Bool {
    isWord(scalar) || scalar == 0x29 || scalar == 0x5D || scalar == Sign.closeGuillemet
      || scalar == Sign.closeQuote || scalar == 0x25 || scalar == Sign.euro
      || scalar == Sign.ellipsis || scalar == 0x2E || scalar == Sign.degree
  }

  /// Whether a sign may follow punctuation at the end of a word.
  static func followsPunctuation(_ scalar: UInt32) -> Bool {
    isSpace(scalar) || scalar == 0x29 || scalar == 0x5D || scalar == Sign.closeGuillemet
      || scalar == Sign.closeQuote || scalar == Sign.apostrophe || scalar == 0x22
      || scalar == 0x21 || scalar == 0x3F || scalar == 0x2E || scalar == 0x2C
      || scalar == Sign.ellipsis || scalar == TypographicMark.object
  }

  // MARK: - Straight quotation marks

  func role(at position: Int) -> QuoteRole { roles[position] ?? .none }

  /// Pairs straight quotation marks and tells apostrophes from single quotation marks.
  private mutating func assignQuotes() {
    var openDouble: Int?
    var openSingle: Int?
    for (position, scalar) in input.enumerated() where scalar == 0x22 || scalar == 0x27 {
      let before = at(position - 1)
      let after = at(position + 1)
      let canOpen = opensAfter(before) && !Self.isSpace(after)
      let canClose = !Self.isSpace(before)
      if scalar == 0x22 {
        if let open = openDouble, canClose {
          roles[open] = .open
          roles[position] = .close
          openDouble = nil
        } else if openDouble == nil, canOpen {
          openDouble = position
        }
        continue
      }
      if Self.isLetter(before) || before == TypographicMark.object, Self.isWord(after) {
        roles[position] = .apostrophe
      } else if let open = openSingle, canClose, !Self.isWord(after), position - open < 120 {
        roles[open] = .open
        roles[position] = .close
        openSingle = nil
      } else if canOpen, Self.isWord(after) {
        roles[position] = .apostrophe
        openSingle = position
      } else if Self.isLetter(before) {
        roles[position] = .apostrophe
      }
    }
  }

  private func opensAfter(_ scalar: UInt32) -> Bool {
    Self.isSpace(scalar) || scalar == 0x28 || scalar == 0x5B || scalar == Sign.apostrophe
      || scalar == 0x27 || scalar == Sign.openGuillemet || scalar == Sign.openQuote
      || scalar == Sign.emDash || scalar == Sign.enDash || scalar == 0x2D
  }
}

/// A text of a rule, as scalars.
struct StaticText: Sendable, Hashable, ExpressibleByStringLiteral {
  let scalars: [UInt32]

  init(stringLiteral value: StaticString) {
    scalars = value.withUTF8Buffer { buffer in
      let bytes = Array(buffer)
      var scalars: [UInt32] = []
      var index = 0
      while index < bytes.count {
        let (scalar, count) = decodeScalar(bytes, at: index)
        scalars.append(scalar)
        index += count
      }
      return scalars
    }
  }
}
