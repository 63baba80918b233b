// HOT: the words of a run of entries, with how much each weighs in each entry. Parts are made side by
// side and joined afterwards; the outcome does not depend on how entries were shared out.

/// The words of a run of entries.
package struct PartialIndex: Sendable {
  /// A word in an entry.
  struct Posting: Sendable {
    let term: UInt32
    /// The entry, counted from the first of the run.
    let entry: UInt32
    /// From 1 to 26.
    var weight: UInt8
  }

  /// The entries.
  package let entries: [SearchEntry]
  let terms: TermTable
  let postings: [Posting]
  /// The languages whose stems were taken.
  let languages: Set<SearchLanguage>

  /// Reads the texts of entries.
  ///
  /// - Parameters:
  ///   - entries: The entries.
  ///   - language: The language of texts that name none.
  /// - Complexity: O(n) in the bytes of their texts.
  package init(_ entries: [SearchEntry], language: SearchLanguage) {
    var reader = IndexReader(language)
    for (number, entry) in entries.enumerated() { reader.read(entry, number: UInt32(number)) }
    // What readers see is kept, what was read goes.
    self.entries = entries.map {
      SearchEntry(
        title: $0.title, address: $0.address, place: $0.place, excerpt: $0.excerpt, rank: $0.rank,
        texts: [])
    }
    terms = reader.terms
    postings = reader.postings
    languages = reader.languages
  }
}

/// The state of reading entries.
private struct IndexReader {
  private let language: SearchLanguage
  private(set) var terms = TermTable()
  private(set) var postings: [PartialIndex.Posting] = []
  private(set) var languages: Set<SearchLanguage>
  /// Words as met, before they are cut, and their term for each language; none for those that are
  /// not looked for.
  private var words = TermTable()
  private var cut: [[Int32]] = [[], []]
  private let stopWords: [SearchLanguage: Set<[UInt8]>]
  /// The last posting of each term, to count words of one entry together.
  private var latest: [Int32] = []
  private var buffer: [UInt8] = []
  private var key: [UInt8] = []

  /// Longer runs of letters are fingerprints and addresses, which nobody looks for.
  private static let longestWord = 40

  init(_ language: SearchLanguage) {
    self.language = language
    languages = [language]
    stopWords = Dictionary(
      uniqueKeysWithValues: SearchLanguage.allCases.map {
        ($0, Set($0.stopWords.map { Array($0.utf8) }))
      })
  }

  mutating func read(_ entry: SearchEntry, number: UInt32) {
    for text in entry.texts {
      buffer.removeAll(keepingCapacity: true)
      SearchFolding.fold(text.bytes, into: &buffer)
      let spoken = text.language ?? language
      languages.insert(spoken)
      let folded = buffer
      let first = text.isTitle ? 12 : 2
      SearchTokens.each(in: folded) { token in
        switch token {
        case .word(let range): addWord(range, folded, spoken, number, first, entry.rank)
        case .number(let range):
          add(folded[range], number, first, entry.rank)
          // The parts of `2026/1744` are looked for as well.
          if folded[range].contains(0x2F) {
            for part in folded[range].split(separator: 0x2F) {
              add(part, number, first, entry.rank)
            }
          }
        case .thousands(let range):
          key.removeAll(keepingCapacity: true)
          key += folded[range].lazy.filter { $0 != 0x20 }
          add(key[...], number, first, entry.rank)
          for part in folded[range].split(separator: 0x20) { add(part, number, first, entry.rank) }
        case .article(let letter, let range):
          key.removeAll(keepingCapacity: true)
          key.append(folded[letter])
          key += folded[range]
          add(key[...], number, first, entry.rank)
          add(folded[range], number, first, entry.rank)
        case .mark(let range): add(folded[range], number, first, entry.rank)
        }
      }
    }
  }

  private mutating func addWord(
    _ word: Range<Int>, _ text: [UInt8], _ spoken: SearchLanguage, _ entry: UInt32, _ first: Int,
    _ rank: Int
  ) {
    guard word.count > 1, word.count <= Self.longestWord else { return }
    let raw = words.number(of: word, in: text)
    let table = spoken == .french ? 0 : 1
    if raw >= cut[table].count {
      cut[table] += [Int32](repeating: -2, count: raw + 1 - cut[table].count)
    }
    var term = cut[table][raw]
    if term == -2 {
      if stopWords[spoken]?.contains(Array(text[word])) == true {
        term = -1
      } else {
        term = Int32(terms.number(of: SearchStems.stem(text[word], spoken)[...]))
      }
      cut[table][raw] = term
    }
    if term >= 0 { add(Int(term), entry, first, rank) }
  }

  private mutating func add(
    _ term: ArraySlice<UInt8>, _ entry: UInt32, _ first: Int, _ rank: Int
  ) {
    if term.count <= Self.longestWord { add(terms.number(of: term), entry, first, rank) }
  }

  /// Counts a word: what names an entry weighs most, a word that comes back a little more each time.
  private mutating func add(_ term: Int, _ entry: UInt32, _ first: Int, _ rank: Int) {
    if term >= latest.count {
      latest += [Int32](repeating: -1, count: term + 1 - latest.count)
    }
    let last = Int(latest[term])
    if last >= 0, postings[last].entry == entry {
      if postings[last].weight < 26 { postings[last].weight += 1 }
      return
    }
    latest[term] = Int32(postings.count)
    postings.append(
      PartialIndex.Posting(
        term: UInt32(term), entry: entry, weight: UInt8(max(1, min(26, first + rank)))))
  }
}
