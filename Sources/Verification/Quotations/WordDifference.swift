// Owns the word-by-word comparison of two texts: an altered quotation against its source, a version
// of a law against the one before.

/// The difference of two texts in words.
///
/// A word takes the punctuation and the spaces that follow it up to the next word, so that the runs
/// joined give the texts back, but for kinds and number of spaces and apostrophes.
package struct WordDifference: Hashable, Sendable {
  /// What happened to a run of words.
  package enum Change: Hashable, Sendable {
    case same
    /// In the old text only.
    case removed
    /// In the new text only.
    case added
  }

  /// Neighbouring words with the same fate.
  package struct Run: Hashable, Sendable {
    /// What happened to them.
    package let change: Change
    /// The words, with the signs and spaces between and after them.
    package let text: String
  }

  /// The runs in reading order; a removal stands before the addition that replaces it.
  package let runs: [Run]

  /// Compares two texts.
  ///
  /// - Complexity: O((n + m) d) time and O(d²) space, where d is the number of changed words, at
  ///   most 2,000; beyond that the middle of the texts is given as replaced whole.
  /// - Source: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), section 3.
  package init(from old: String, to new: String) {
    self.init(old: Self.pieces(old), new: Self.pieces(new))
  }

  /// Whether the texts are the same.
  package var isEmpty: Bool { runs.allSatisfy { $0.change == .same } }

  /// How much of both texts is the same, from 0 to 1, counted in words.
  package let similarity: Double

  /// The difference on one line: `Aujourd’hui, [-ils-] {+il+} se moquent`.
  package var marked: String { marked(around: .max) }

  /// The difference on one line, with at most some words of what is the same on each side of a change.
  package func marked(around limit: Int) -> String {
    var out = ""
    for (index, run) in runs.enumerated() {
      switch run.change {
      case .same:
        out += Self.cut(
          run.text, limit, isFirst: index == 0, isLast: index == runs.count - 1)
      case .removed, .added:
        let body = run.text.trimmedEnd
        let tail = run.text.dropFirst(body.count)
        out += run.change == .removed ? "[-\(body)-]" : "{+\(body)+}"
        out += String(tail)
      }
    }
    return out.trimmedEnd
  }

  /// A text without the words that are far from both its ends, or from the inner one at the edges.
  private static func cut(_ text: String, _ limit: Int, isFirst: Bool, isLast: Bool) -> String {
    let words = pieces(text).map(\.text)
    let head = isFirst ? 0 : limit
    let tail = isLast ? 0 : limit
    guard !(isFirst && isLast), head < words.count, tail < words.count,
      words.count - head > tail
    else { return text }
    return words.prefix(head).joined() + "… " + words.suffix(tail).joined()
  }

  private init(old: [Piece], new: [Piece]) {
    var prefix = 0
    while prefix < old.count, prefix < new.count, old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < old.count - prefix, suffix < new.count - prefix,
      old[old.count - 1 - suffix] == new[new.count - 1 - suffix]
    { suffix += 1 }
    let oldMiddle = Array(old[prefix..<(old.count - suffix)])
    let newMiddle = Array(new[prefix..<(new.count - suffix)])
    var steps: [(change: Change, text: String)] = []
    for index in 0..<prefix { steps.append((.same, Self.longer(old[index], new[index]))) }
    steps += Self.script(oldMiddle, newMiddle)
    for index in stride(from: suffix, to: 0, by: -1) {
      steps.append((.same, Self.longer(old[old.count - index], new[new.count - index])))
    }
    let sameCount = steps.count { $0.change == .same }
    similarity =
      old.isEmpty && new.isEmpty ? 1 : Double(2 * sameCount) / Double(old.count + new.count)
    runs = Self.joined(steps)
  }

  /// A word with what follows it; words are equal when the word is, and its signs without spaces.
  private struct Piece: Equatable {
    let text: String
    let key: String

    static func == (left: Piece, right: Piece) -> Bool { left.key == right.key }
  }

  /// The text of two equal pieces: the one with a space at its end, where the other ends its text.
  private static func longer(_ old: Piece, _ new: Piece) -> String {
    old.text.utf8.count > new.text.utf8.count && new.text.trimmedEnd == new.text
      ? old.text : new.text
  }

  private static func pieces(_ text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    let words = ProseBytes.words(bytes)
    guard let first = words.first else {
      return bytes.isEmpty ? [] : [Piece(text: text, key: NormalisedText(bytes).string)]
    }
    var pieces: [Piece] = []
    if first.lowerBound > 0 { pieces.append(piece(bytes[..<first.lowerBound])) }
    for (index, word) in words.enumerated() {
      let end = index + 1 < words.count ? words[index + 1].lowerBound : bytes.count
      pieces.append(piece(bytes[word.lowerBound..<end]))
    }
    return pieces
  }

  private static func piece(_ bytes: ArraySlice<UInt8>) -> Piece {
    Piece(text: String(decoding: bytes, as: UTF8.self), key: NormalisedText(bytes).string)
  }

  private static let changeLimit = 2_000

  /// The shortest edit script of two lists of words.
  private static func script(_ old: [Piece], _ new: [Piece]) -> [(change: Change, text: String)] {
    if old.isEmpty { return new.map { (.added, $0.text) } }
    if new.isEmpty { return old.map { (.removed, $0.text) } }
    let limit = min(old.count + new.count, changeLimit)
    let offset = limit + 1
    var furthest = [Int](repeating: 0, count: 2 * limit + 3)
    var history: [[Int]] = []
    var found: Int?
    search: for depth in 0...limit {
      history.append(Array(furthest[(offset - depth - 1)...(offset + depth + 1)]))
      for diagonal in stride(from: -depth, through: depth, by: 2) {
        var x: Int
        if diagonal == -depth
          || diagonal != depth
            && furthest[offset + diagonal - 1] < furthest[offset + diagonal + 1]
        {
          x = furthest[offset + diagonal + 1]
        } else {
          x = furthest[offset + diagonal - 1] + 1
        }
        var y = x - diagonal
        while x < old.count, y < new.count, old[x] == new[y] {
          x += 1
          y += 1
        }
        furthest[offset + diagonal] = x
        if x >= old.count, y >= new.count {
          found = depth
          break search
        }
      }
    }
    guard let found else {
      return old.map { (.removed, $0.text) } + new.map { (.added, $0.text) }
    }
    var steps: [(change: Change, text: String)] = []
    var x = old.count
    var y = new.count
    for depth in stride(from: found, through: 0, by: -1) {
      // `before` holds diagonals -depth-1 … depth+1 as they were before this depth.
      let before = history[depth]
      func reach(_ diagonal: Int) -> Int { before[diagonal + depth + 1] }
      let diagonal = x - y
      let isDown =
        diagonal == -depth || diagonal != depth && reach(diagonal - 1) < reach(diagonal + 1)
      let previous = isDown ? diagonal + 1 : diagonal - 1
      let previousX = depth == 0 ? 0 : reach(previous)
      let previousY = depth == 0 ? 0 : previousX - previous
      while x > previousX, y > previousY {
        x -= 1
        y -= 1
        steps.append((.same, longer(old[x], new[y])))
      }
      if depth > 0 {
        if isDown {
          y -= 1
          steps.append((.added, new[y].text))
        } else {
          x -= 1
          steps.append((.removed, old[x].text))
        }
      }
    }
    return steps.reversed()
  }

  /// Joins steps to runs; between two equal words all removals stand before the additions.
  private static func joined(_ steps: [(change: Change, text: String)]) -> [Run] {
    var runs: [Run] = []
    var same = ""
    var removed = ""
    var added = ""
    func flushChanges() {
      if !removed.isEmpty { runs.append(Run(change: .removed, text: removed)) }
      if !added.isEmpty { runs.append(Run(change: .added, text: added)) }
      removed = ""
      added = ""
    }
    for step in steps {
      switch step.change {
      case .same:
        flushChanges()
        same += step.text
      case .removed, .added:
        if !same.isEmpty { runs.append(Run(change: .same, text: same)) }
        same = ""
        if step.change == .removed { removed += step.text } else { added += step.text }
      }
    }
    flushChanges()
    if !same.isEmpty { runs.append(Run(change: .same, text: same)) }
    return runs
  }
}

extension String {
  /// The text without ASCII spaces and no-break spaces at its end.
  fileprivate var trimmedEnd: String {
    var view = unicodeScalars[...]
    while let last = view.last,
      last == " " || last == "\u{A0}" || last == "\u{202F}" || last == "\n"
    { view.removeLast() }
    return String(view)
  }
}
