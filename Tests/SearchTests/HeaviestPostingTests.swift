// Of a word that stands in very many entries the heaviest are kept: the same ones as by sorting all.

import Testing

@testable import Search

@Suite struct HeaviestPostingTests {
  @Test(arguments: [1, 2, 26]) func keepsWhatSortingKeeps(weights: UInt64) {
    let limit = SearchIndex.postingLimit
    for count in [limit + 1, limit * 2, limit * 4 + 7] {
      let postings = (0..<UInt64(count)).map { $0 << 8 | ($0 &* 2_654_435_761 >> 7) % weights + 1 }
      let sorted = postings.sorted { ($0 & 0xFF, $1 >> 8) > ($1 & 0xFF, $0 >> 8) }
      #expect(SearchIndex.heaviest(postings[...]) == sorted.prefix(limit).sorted())
    }
  }
}
