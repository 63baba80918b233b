// The files of an index: what they hold, that they do not depend on how the work was shared out, and
// that a query of a large dossier loads little.

import Testing

@testable import Search

@Suite struct SearchIndexTests {
  /// An entry with the text that it is found by, beside its title.
  struct Sample {
    let entry: SearchEntry
    let text: String
  }

  /// An index with all its files, in the order of their names.
  struct Made {
    let index: SearchIndex
    let files: [(name: String, bytes: [UInt8])]
  }

  static func entry(_ title: String, _ text: String, address: String = "a.html") -> Sample {
    Sample(
      entry: SearchEntry(
        title: title, address: address, place: "Chapitres", excerpt: String(text.prefix(120))),
      text: text)
  }

  static func index(_ parts: [[Sample]]) -> Made {
    let joined = SearchIndex(
      [
        SearchIndex.Group(
          label: "Chapitres", single: "Chapitre",
          parts: parts.map { part in
            var reader = IndexReader(.french)
            for sample in part {
              reader.begin(sample.entry)
              reader.read(sample.entry.title, isTitle: true)
              reader.read(sample.text)
            }
            return reader.finished()
          })
      ], language: .french)
    let index = joined.cut(joined.stretches.map(joined.lines))
    return Made(index: index, files: index.files.map { ($0.name, index.bytes(of: $0)) })
  }

  static func text(_ made: Made, _ name: String) -> String {
    made.files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test func wordsLeadToEntriesWithTheirWeights() {
    let index = Self.index([
      [Self.entry("Le délit", "Un délit. Des délits, L. 131-21."), Self.entry("Autre", "délit")]
    ])
    let shard = Self.text(index, "t0.js")
    // In the title and thrice in the text of the first entry; once in the second.
    #expect(shard.contains("delit NB"), "\(shard)")
    #expect(shard.contains("\\nl131-21 B") && shard.contains("131-21 B\\n"))
    #expect(index.index.entryCount == 2)
    #expect(Self.text(index, "index.js").contains("\"kinds\":[[\"Chapitres\",0,\"Chapitre\"]]"))
  }

  @Test func thousandsAreOneNumberAndTheirGroups() {
    let shard = Self.text(
      Self.index([[Self.entry("Peine", "60\u{202F}000 €"), Self.entry("Autre", "60000 €")]]),
      "t0.js")
    #expect(shard.contains("\\n60 B\\n60000 BB"), "\(shard)")
  }

  @Test func wordsThatCiteGoWithTheIndex() {
    let list = Self.text(Self.index([[Self.entry("Le délit", "Art. 226-8-1.")]]), "index.js")
    #expect(list.contains("\"citing\":\"al alinea alineas art arts article "), "\(list)")
    #expect(list.contains(" numeros par para paragraph "))
  }

  @Test func stepsBetweenEntriesAreOfBase36() {
    let entries = (0..<80).map { Self.entry("Titre", $0 % 40 == 39 ? "rare" : "banal") }
    #expect(Self.text(Self.index([entries]), "t0.js").contains("rar B14B14"))
  }

  @Test func theSharingOutOfWorkLeavesNoTrace() {
    let entries = (0..<300).map {
      Self.entry("Titre \($0)", "mot\($0 % 17) texte \($0 * 7 % 31) article 226-\($0 % 9)")
    }
    let whole = Self.index([entries]).files.map(\.bytes)
    let parts = stride(from: 0, to: 300, by: 41).map { Array(entries[$0..<min(300, $0 + 41)]) }
    #expect(Self.index(parts).files.map(\.bytes) == whole)
  }

  @Test func textsCannotLeaveTheirStrings() {
    let index = Self.index([[Self.entry("</script><!--\"\\\u{2028}\n", "</script>")]])
    for file in index.files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("</") && !text.contains("<!"))
      #expect(text.split(separator: "\n").count == 1)
    }
  }

  @Test func termsAreToldApartByAllTheirBytes() {
    var table = TermTable()
    let terms = (0..<3_000).map { number in
      Array(String(repeating: "ab", count: number % 20).utf8) + Array(String(number).utf8)
    }
    for round in 0..<2 {
      for (number, term) in terms.enumerated() {
        #expect(table.number(of: term[...]) == number, "round \(round)")
      }
    }
    table.close()
    let sorted = table.sorted().map { Array(table[$0]) }
    #expect(sorted == terms.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func stretchesAndEmptyPartsLeaveNoTrace() {
    let entries = (0..<40).map { number in
      Self.entry("T\(number)", (0..<30).map { "mot\(number * 30 + $0)" }.joined(separator: " "))
    }
    let made = Self.index([entries])
    #expect(made.index.stretches.count > 1)
    let split = Self.index([[], Array(entries[..<7]), [], Array(entries[7...]), []])
    #expect(split.files.map(\.bytes) == made.files.map(\.bytes))
  }

  /// Sections of some hundreds of pages over 20,000 words whose frequency falls as in a language; what
  /// limits a shard and a block holds for any number of them.
  @Test func aQueryOfALargeDossierLoadsLittle() {
    var state: UInt64 = 11
    func word() -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let unit = Double(state >> 11) / Double(UInt64(1) << 53)
      let rank = Int(20_000 * unit * unit * unit)
      return "mot" + String(rank * 7_919 % 46_656, radix: 36) + "ik"
    }
    let entries = (0..<300).map { number in
      Self.entry(
        "Section \(number) \(word()) \(word())",
        (0..<30).map { _ in word() }.joined(separator: " "),
        address: "chapitres/chapitre-\(number).html#section-\(number)")
    }
    let index = Self.index([entries])
    func largest(_ letter: Character, _ count: Int) -> Int {
      index.files.filter { $0.name.first == letter }.map(\.bytes.count).sorted(by: >).prefix(count)
        .reduce(0, +)
    }
    // The list, the shards of three words with two stems each, the blocks of ten results: the worst
    // that can be, as long as no shard is larger than its limit or the one word it holds.
    let limit = max(SearchIndex.shardSize, 3 * SearchIndex.postingLimit) + 100
    #expect(largest("t", 1) < limit)
    let bytes = Self.text(index, "index.js").utf8.count + 6 * limit + largest("d", 10)
    #expect(bytes < 100_000, "\(bytes) bytes before compression")
  }
}
