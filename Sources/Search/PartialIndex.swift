// HOT: the words of a run of entries, with how much each weighs in each entry. Parts are made side by
// side and joined afterwards; the outcome does not depend on how entries were shared out.

/// The words of a run of entries.
package struct PartialIndex: Sendable {
  /// The number of entries.
  package var count: Int { shownEnds.count }
  /// What readers see of the entries, as data of a script, each with a comma behind it.
  let shown: [UInt8]
  /// Where each entry ends in `shown`.
  let shownEnds: [UInt32]
  let terms: TermTable
  /// The entries of all terms, one term after the other, in the order of entries.
  let postings: [Posting]
  /// Where the entries of each term begin; one more than there are terms.
  let starts: [UInt32]
  /// The languages whose stems were taken.
  let languages: Set<SearchLanguage>

  /// A word in an entry.
  struct Posting: Sendable {
    private let packed: UInt32

    init(entry: UInt32, weight: UInt32) { packed = entry << 5 | weight }

    /// The entry, counted from the first of the run.
    var entry: Int { Int(packed >> 5) }
    /// From 1 to 26.
    var weight: UInt8 { UInt8(packed & 31) }
  }
}

/// Reads a run of entries: each begins with what readers see of it, and goes on with the texts that it
/// is found by.
package struct IndexReader {
  /// What is known of a term: the entry that held it last, where it was noted there, and how many
  /// entries hold it.
  private struct Tally {
    var entry: Int32 = -1
    var note: Int32 = 0
    var count: UInt32 = 0
  }

  private let language: SearchLanguage
  private let stopWords: [SearchLanguage: Set<[UInt8]>]
  private var languages: Set<SearchLanguage>
  private var shown: [UInt8] = []
  private var shownEnds: [UInt32] = []
  private var rank = 0
  private var terms = TermTable()
  private var tallies: [Tally] = []
  /// Words as met, before they are cut, and the term of each for each language; -1 for those that
  /// are not looked for, -2 for those not met yet.
  private var words = TermTable()
  private var cut: [Int32] = []
  /// Each word of each entry: the term in the high half, the entry times 32 and the weight in the low
  /// half.
  private var notes: [UInt64] = []
  private var folded = FoldedText()
  private var key: [UInt8] = []

  /// Longer runs of letters are fingerprints and addresses, which nobody looks for.
  private static let longestWord = 40
  /// As many entries as a note has room for.
  private static let limit = 1 << 27

  /// Begins a run.
  ///
  /// - Parameter language: The language of texts that name none.
  package init(_ language: SearchLanguage) {
    self.language = language
    languages = [language]
    stopWords = Dictionary(
      uniqueKeysWithValues: SearchLanguage.allCases.map {
        ($0, Set($0.stopWords.map { Array($0.utf8) }))
      })
  }

  /// Begins the next entry.
  package mutating func begin(_ entry: SearchEntry) {
    precondition(shownEnds.count < Self.limit, "a part holds few entries")
    rank = entry.rank
    shown.append(0x5B)
    ScriptText.write(entry.title, into: &shown)
    shown.append(0x2C)
    ScriptText.write(entry.address, into: &shown)
    shown.append(0x2C)
    ScriptText.write(entry.place, into: &shown)
    shown.append(0x2C)
    ScriptText.write(entry.excerpt, into: &shown)
    shown.append(0x5D)
    shown.append(0x2C)
    shownEnds.append(UInt32(shown.count))
  }

  /// Reads a text of the entry.
  ///
  /// - Parameters:
  ///   - text: The words.
  ///   - isTitle: Whether they name the entry, and weigh accordingly.
  ///   - language: The language whose stems they take; `nil` for the run's own.
  package mutating func read(
    _ text: String, isTitle: Bool = false, language: SearchLanguage? = nil
  ) {
    var text = text
    text.withUTF8 { read($0, isTitle: isTitle, language: language) }
  }

  /// Reads a text of the entry.
  ///
  /// - Complexity: O(n).
  package mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, isTitle: Bool = false, language: SearchLanguage? = nil
  ) {
    folded.fold(text)
    let spoken = language ?? self.language
    if spoken != self.language { languages.insert(spoken) }
    let weight = UInt32(max(1, min(26, (isTitle ? 12 : 2) + rank)))
    let folded = folded
    folded.read { text in
      SearchTokens.each(in: text) { token in
        switch token {
        case .word(let range): addWord(UnsafeBufferPointer(rebasing: text[range]), spoken, weight)
        case .number(let range):
          add(text[range], weight)
          // The parts of `2026/1744` are looked for as well.
          if text[range].contains(0x2F) {
            for part in text[range].split(separator: 0x2F) { add(part, weight) }
          }
        case .thousands(let range):
          key.removeAll(keepingCapacity: true)
          key += text[range].lazy.filter { $0 != 0x20 }
          addKey(weight)
          for part in text[range].split(separator: 0x20) { add(part, weight) }
        case .article(let letter, let range):
          key.removeAll(keepingCapacity: true)
          key.append(text[letter])
          key += text[range]
          addKey(weight)
          add(text[range], weight)
        case .mark(let range): add(text[range], weight)
        }
      }
    }
  }

  /// Ends the run.
  ///
  /// - Complexity: O(n) in the words of all entries.
  package consuming func finished() -> PartialIndex {
    var starts: [UInt32] = []
    starts.reserveCapacity(tallies.count + 1)
    var total: UInt32 = 0
    for tally in tallies {
      starts.append(total)
      total += tally.count
    }
    var next = starts
    starts.append(total)
    var postings = [PartialIndex.Posting](
      repeating: PartialIndex.Posting(entry: 0, weight: 0), count: notes.count)
    for note in notes {
      let term = Int(note >> 32)
      postings[Int(next[term])] = PartialIndex.Posting(
        entry: UInt32(note & 0xFFFF_FFFF) >> 5, weight: UInt32(note & 31))
      next[term] += 1
    }
    terms.close()
    return PartialIndex(
      shown: Array(shown), shownEnds: Array(shownEnds), terms: terms, postings: postings,
      starts: starts, languages: languages)
  }

  // MARK: - Words

  @inline(__always)
  private mutating func addWord(
    _ word: UnsafeBufferPointer<UInt8>, _ spoken: SearchLanguage, _ weight: UInt32
  ) {
    guard word.count > 1, word.count <= Self.longestWord else { return }
    let row = words.number(of: UnsafeRawBufferPointer(word)) * 2 + (spoken == .french ? 0 : 1)
    if row >= cut.count { cut += [-2, -2] }
    var term = cut[row]
    if term == -2 {
      term = meet(Array(word), spoken)
      cut[row] = term
    }
    if term >= 0 { add(Int(term), weight) }
  }

  /// The term of a word that was not met before; -1 where nobody looks for it.
  private mutating func meet(_ word: [UInt8], _ spoken: SearchLanguage) -> Int32 {
    if stopWords[spoken]?.contains(word) == true { return -1 }
    return Int32(terms.number(of: SearchStems.stem(word[...], spoken)[...]))
  }

  private mutating func add(_ term: Slice<UnsafeBufferPointer<UInt8>>, _ weight: UInt32) {
    guard term.count <= Self.longestWord else { return }
    add(terms.number(of: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: term))), weight)
  }

  private mutating func addKey(_ weight: UInt32) {
    if key.count <= Self.longestWord { add(terms.number(of: key[...]), weight) }
  }

  /// Counts a word: what names an entry weighs most, a word that comes back a little more each time.
  @inline(__always)
  private mutating func add(_ term: Int, _ weight: UInt32) {
    while term >= tallies.count { tallies.append(Tally()) }
    let entry = Int32(truncatingIfNeeded: shownEnds.count - 1)
    if tallies[term].entry == entry {
      let note = Int(tallies[term].note)
      if notes[note] & 31 < 26 { notes[note] += 1 }
      return
    }
    tallies[term].entry = entry
    tallies[term].note = Int32(notes.count)
    tallies[term].count += 1
    notes.append(UInt64(term) << 32 | UInt64(UInt32(entry) << 5 | weight))
  }
}
