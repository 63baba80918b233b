// The fast part of the French rules: runs over bytes that no rule touches, and hands every other
// place to the rule that owns it. What it passes over, the rules would leave alone. // HOT

extension TypesettingPass {
  /// What may begin at a byte: `.` nothing, an apostrophe, `f` a full stop, `o` perhaps œ, `A` a
  /// capital that rules know, `L` a capital that may be the part of a code, `x` any other place
  /// with a rule. Blanks are looked at from the sign behind them, or where `care` asks for it.
  private static let classes: StaticString = """
    ................\
    ................\
    .xx.xx.'......f.\
    xxxxxxxxxxxx...x\
    .A..AAA..AA.LAAA\
    A.LA..A.A.......\
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

  /// The same for texts with `oe`, which are rare.
  private static let ligatureClasses: StaticString = """
    ................\
    ................\
    .xx.xx.'......f.\
    xxxxxxxxxxxx...x\
    .A..AAA..AA.LAAA\
    A.LA..A.A.......\
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
    let input = input
    let end = runEnd
    var position = index
    if position < care {
      // Behind a number, a title or « even a blank before a small letter has a rule.
      let limit = min(care, end)
      while position < limit, input[position] != 0x20, input[position] != 0x0A { position += 1 }
      if position < limit, isWordEnd(index, position) {
        apply(at: position)
        return
      }
      position = index
    }
    let classes = (mayHoldLigature ? Self.ligatureClasses : Self.classes).utf8Start
    while true {
      while position + 16 <= end {
        let found = ByteScan.first(Self.mayMatter(ByteScan.load(input, position), mayHoldLigature))
        position += found
        guard found == 16 else { break }
      }
      while position < end, classes[Int(input[position])] == 0x2E { position += 1 }
      guard position < end else {
        // What follows a blank at the end of a text node stands in another one.
        if position > index, position > pending,
          input[position - 1] == 0x20 || input[position - 1] == 0x0A
        {
          applyBehindBlanks(at: position)
          return
        }
        break
      }
      // What is common comes first; a chain of tests is foretold better than a jump table.
      let found = input[position]
      if found == 0x27, isPlainApostrophe(position) {
        index = position
        replace(to: position + 1, Sign.apostrophe)
        position += 1
        continue
      }
      if found | 0x20 == 0x6F {
        if byte(position + 1) | 0x20 == 0x65 {
          index = position
          if frenchLigature() { return }
        }
        if found == 0x6F || isInWord(position) {
          position += 1
          continue
        }
      } else if found == 0x2E || found == 0x4C || found == 0x52 {
        // A full stop before a space; L and R that are no parts of a code.
        let after = byte(position + 1)
        let mayBeTitle = found == 0x2E && position > 0 && input[position - 1] == 0x4D
        if after != 0x2E, after < 0x30 || after > 0x39, !mayBeTitle {
          position += 1
          continue
        }
      } else if classes[Int(found)] == 0x41, isInWord(position) {
        position += 1
        continue
      }
      applyBehindBlanks(at: position)
      return
    }
    index = position
  }

  /// Which of sixteen bytes may have a class of their own: all that have one, and a few others.
  @inline(__always)
  private static func mayMatter(_ bytes: Bytes16, _ mayHoldLigature: Bool) -> Mask16 {
    let found =
      ByteScan.range(0x21, 0x27, in: bytes) .| ByteScan.range(0x2E, 0x5A, in: bytes)
      .| (bytes .== Bytes16(repeating: 0xC2)) .| (bytes .== Bytes16(repeating: 0xE2))
    guard mayHoldLigature else { return found }
    return found .| (bytes .== Bytes16(repeating: UInt8(ascii: "o")))
  }

  private mutating func apply(at position: Int) {
    index = position
    flush()
    frenchStep()
  }

  /// Applies the rule of the blanks before a place, if they have not been looked at, or else the
  /// rule of the place.
  private mutating func applyBehindBlanks(at position: Int) {
    var start = position
    let limit = max(max(index, pending), max(runStart, position - 100))
    while start > limit, input[start - 1] == 0x20 { start -= 1 }
    if start > limit, input[start - 1] == 0x0A {
      // The end of a line is a space too; an empty line is not.
      var before = start - 1
      while before > limit, input[before - 1] == 0x20 { before -= 1 }
      if before == limit || input[before - 1] != 0x0A { start = before }
    }
    apply(at: start)
  }

  /// Whether a stretch is what remains of a word that a rule has looked at: letters, and perhaps
  /// the full stop of an abbreviation.
  private func isWordEnd(_ start: Int, _ end: Int) -> Bool {
    guard start < end else { return true }
    // Where a word begins, its own rules come first.
    guard start > 0, Self.isWord(UInt32(input[start - 1])), input[start - 1] < 0x80 else {
      return false
    }
    let last = input[end - 1] == 0x2E ? end - 1 : end
    return (start..<last).allSatisfy {
      let byte = input[$0]
      return byte < 0x80 ? Self.isLetter(UInt32(byte)) : byte != 0xC2 && byte != 0xE2
    }
  }

  /// Whether a letter of ASCII stands before an offset, so that a capital there starts no word.
  @inline(__always)
  private func isInWord(_ position: Int) -> Bool {
    position > 0 && Self.isLetter(UInt32(input[position - 1]))
  }

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
