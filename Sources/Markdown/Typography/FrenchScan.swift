// The fast part of the French rules: runs over bytes that no rule touches, and hands every other
// place to the rule that owns it. What it passes over, the rules would leave alone. // HOT

extension TypesettingPass {
  /// What may begin at a byte: `.` nothing, a blank, an apostrophe, a full stop, `o` before `e`,
  /// a capital that rules know, `x` any other place with a rule.
  private static let classes: StaticString = """
    ................\
    ................\
     xx..x.'......f.\
    xxxxxxxxxxxx...x\
    .A..AAA..AA..AAo\
    ...A..A.A.......\
    ...............o\
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
  mutating func frenchRun() {
    let classes = Self.classes.utf8Start
    let end = runEnd
    var position = index
    while position < end {
      switch classes[Int(input[position])] {
      case 0x2E: position += 1  // .
      case 0x20:
        guard isPlainFrenchBlank(position) else {
          apply(at: position)
          return
        }
        position += 1
      case 0x66:  // f: a full stop
        let after = byte(position + 1)
        guard after != 0x2E, after < 0x30 || after > 0x39 else {
          apply(at: position)
          return
        }
        position += 1
      case 0x27:
        guard isPlainApostrophe(position) else {
          apply(at: position)
          return
        }
        index = position
        replace(to: position + 1, Sign.apostrophe)
        position += 1
      case 0x6F:  // o
        if byte(position + 1) | 0x20 == 0x65 {
          index = position
          if frenchLigature() { return }
        }
        guard input[position] == 0x6F || isInWord(position) else {
          apply(at: position)
          return
        }
        position += 1
      case 0x41:  // A
        guard isInWord(position) else {
          apply(at: position)
          return
        }
        position += 1
      default:
        apply(at: position)
        return
      }
    }
    index = position
  }

  /// Whether a letter of ASCII stands before an offset, so that a capital there starts no word.
  @inline(__always)
  private func isInWord(_ position: Int) -> Bool {
    position > 0 && Self.isLetter(UInt32(input[position - 1]))
  }

  private mutating func apply(at position: Int) {
    index = position
    flush()
    frenchStep()
  }

  /// Whether the space at an offset surely stays as it is: asked before every word, so cheap. The
  /// rules of spaces join words to numbers, names and signs; between two words of small letters
  /// stands only `1er mars` and `XIXe siècle`.
  @inline(__always)
  private func isPlainFrenchBlank(_ position: Int) -> Bool {
    guard position - pending >= 4, position + 2 < count else { return false }
    let after = input[position + 1]
    let before = input[position - 1]
    let isSmall = after >= 0x61 && after <= 0x7A || after == 0xC3 && input[position + 2] >= 0xA0
    guard isSmall || Self.isCapital(after) else { return false }
    if before >= 0x80 {
      // Accented small letters; « and no-break spaces begin with another byte.
      return isSmall && input[position - 2] == 0xC3
    }
    if Self.isDigit(UInt32(before)) { return false }
    let second = input[position - 2]
    guard isSmall else {
      // Titles and `article` stand before capitals.
      switch before {
      case 0x65: return Self.isSmall(second) && second != 0x6D && second != 0x6C  // e: Mme, Mlle
      case 0x72: return Self.isSmall(second) && second != 0x67  // r: Mgr
      case 0x73: return Self.isSmall(second) && second != 0x65  // s: Mes
      case 0x2E: return Self.isSmall(second) && second != 0x74  // .: art.
      default: return Self.isSmall(before) || before == 0x2C
      }
    }
    guard before == 0x65 || before == 0x72 else { return true }
    guard !Self.endsNumber(second) else { return false }
    guard second == 0x65 || second == 0x72 else { return true }
    return !Self.endsNumber(input[position - 3])
  }

  /// Whether a byte may be the last one of `1` or `XIX`.
  private static func endsNumber(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte == 0x49 || byte == 0x56 || byte == 0x58
  }

  private static func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  /// T24: writes the `oe` at the current place as œ, if it stands in a word that wants it.
  private mutating func frenchLigature() -> Bool {
    // The pair stands near the start of every such word.
    var start = index
    while start > 0, index - start < 12 {
      let byte = input[start - 1]
      guard byte >= 0x80 || Self.isLetter(UInt32(byte)) else { break }
      if byte >= 0x80 {
        guard start > 1, input[start - 2] == 0xC3, byte != 0x97, byte != 0xB7 else { break }
        start -= 1
      }
      start -= 1
    }
    guard FrenchWords.wantsLigature(loweredPrefix(start)), start >= runStart,
      !Self.isWord(before(start))
    else { return false }
    let end = wordEnd(start)
    guard end <= runEnd else { return false }
    replace(to: index + 2, input[index] == 0x6F ? 0x153 : 0x152)
    copy(to: end)
    return true
  }
}
