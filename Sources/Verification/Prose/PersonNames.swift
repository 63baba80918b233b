// Owns the finding of names of actors in prose: the whole name, and the family name where one actor
// alone has it.

import DossierModel

/// The names of some actors, ready to be found.
struct PersonNames: Sendable {
  private struct Name: Sendable {
    let words: [String]
    let actor: ActorID
  }

  private var names: [String: [Name]] = [:]
  /// The first words of the names in plain lower case, by their first letter.
  private var starts = [[[UInt8]]](repeating: [], count: 256)

  /// Takes the names of the actors that a condition picks.
  init(_ actors: EntityTable<Actor>, where isNamed: (Actor) -> Bool) {
    var families: [String: Int] = [:]
    for actor in actors { families[Self.family(actor) ?? "", default: 0] += 1 }
    for (id, actor) in zip(actors.ids, actors) where isNamed(actor) {
      let words = Self.words(actor.name)
      if words.joined().utf8.count >= 4 { add(words, id) }
      if let family = Self.family(actor), families[family] == 1, family.utf8.count >= 4 {
        add(Self.words(family), id)
      }
    }
  }

  private mutating func add(_ words: [String], _ actor: ActorID) {
    guard let first = words.first else { return }
    let start = Array(first.utf8)
    if let letter = start.first, !starts[Int(letter)].contains(start) {
      starts[Int(letter)].append(start)
    }
    names[first, default: []].append(Name(words: words, actor: actor))
    names[first]?.sort { $0.words.count > $1.words.count }
  }

  private static func words(_ name: String) -> [String] {
    ProseTokens(Array(name.utf8)).tokens.filter { $0.kind != .sign }.map(\.text)
  }

  /// The family name of a person, in plain lower case: what stands before the comma of `sort-name`,
  /// else the second part of a name of two, with its
  /// hyphens: "Martin-Dupont".
  private static func family(_ actor: Actor) -> String? {
    guard actor.kind == .person else { return nil }
    if let sorted = actor.sortName, let comma = sorted.firstIndex(of: ",") {
      return words(String(sorted[..<comma])).joined(separator: " ")
    }
    let parts = actor.name.split(separator: " ")
    return parts.count == 2 ? words(String(parts[1])).joined(separator: " ") : nil
  }

  /// Whether there is nobody to find.
  var isEmpty: Bool { names.isEmpty }

  /// Whether the first word of some name stands in a text: what decides whether it is cut into words.
  ///
  /// - Complexity: O(n), without allocation.
  func mayStand(in bytes: [UInt8]) -> Bool {
    enum Place { case outside, word, digits }
    var place = Place.outside
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var width = 1
      var next = Place.word
      if byte < 0x80 {
        next = ProseBytes.isLetter(byte) ? .word : ProseBytes.isDigit(byte) ? .digits : .outside
      } else if let sign = ProseBytes.punctuationWidth(bytes, at: index)
        ?? ProseBytes.apostropheWidth(bytes, at: index)
      {
        width = sign
        next = .outside
      }
      if next != place, next != .outside {
        let letter = ProseBytes.foldedLetter(bytes, at: index).letter
        if starts[Int(letter)].contains(where: { ProseBytes.begins(bytes, at: index, with: $0) }) {
          return true
        }
      }
      place = next
      index += width
    }
    return false
  }

  /// The actor whose name begins at a token, and the token behind; hyphens between words do not count.
  func match(_ tokens: ProseTokens, at index: Int) -> (ActorID, Int)? {
    guard let first = tokens[index], let candidates = names[first.text] else { return nil }
    for name in candidates {
      var next = index + 1
      var isWhole = true
      for word in name.words.dropFirst() {
        if tokens[next]?.text == "-" { next += 1 }
        guard tokens[next]?.text == word else {
          isWhole = false
          break
        }
        next += 1
      }
      if isWhole { return (name.actor, next) }
    }
    return nil
  }

  /// The names in a block, in order.
  func found(in tokens: ProseTokens) -> [(actor: ActorID, range: Range<Int>)] {
    var found: [(actor: ActorID, range: Range<Int>)] = []
    var index = 0
    while index < tokens.tokens.count {
      guard let (actor, end) = match(tokens, at: index) else {
        index += 1
        continue
      }
      let from = tokens.tokens[index].range.lowerBound
      found.append((actor, from..<tokens.tokens[end - 1].range.upperBound))
      index = end
    }
    return found
  }
}
