// Joins the parts of an index and writes it as small scripts: a list of what there is, shards of
// words in their order, blocks of entries. A query loads the shards of its words and the blocks of
// the results it shows, never the whole. Scripts, since a page on a disk may load nothing else.

/// The search index of a site.
package struct SearchIndex: Sendable {
  /// A kind of entries that stand together, with its name in the plural and for one.
  package struct Group: Sendable {
    /// The name of the kind, of many.
    package let label: String
    /// The name of one.
    package let single: String
    /// Its entries.
    package let parts: [PartialIndex]

    /// Makes a group.
    package init(label: String, single: String, parts: [PartialIndex]) {
      self.label = label
      self.single = single
      self.parts = parts
    }
  }

  /// Lines of words that follow each other, `\n` written out behind each.
  package struct Lines: Sendable {
    fileprivate let bytes: [UInt8]
    /// Where each line ends, with what stands behind it.
    fileprivate let ends: [UInt32]
    /// The first term of the lines, in order.
    fileprivate let first: Int
  }

  /// A file of words: a run of lines.
  private struct Shard {
    var pieces: [(lines: Int, range: Range<Int>)] = []
    let firstTerm: Int
    var length = 0
  }

  /// How many entries there are.
  package let entryCount: Int
  /// How many different words there are.
  package var termCount: Int { order.count }

  /// How many entries a block holds: the ten results of a query may lie in ten blocks.
  package static let blockLength = 10
  /// How many bytes of words a shard holds at most, unless one word alone has more.
  package static let shardSize = 5_000
  /// How many entries a word leads to at most: the heaviest. A word in more of them tells little.
  package static let postingLimit = 2_500

  /// How many terms a stretch holds.
  private static let stretchLength = 512
  /// What stands between two lines.
  private static let lineEnd = Array("\\n".utf8)

  /// Entries of a term in a part.
  private struct Place {
    var part: UInt32 = 0
    var start: UInt32 = 0
    var end: UInt32 = 0
  }

  private let groups: [Group]
  private let parts: [PartialIndex]
  private let language: SearchLanguage
  private let terms: TermTable
  /// The terms in the order of their bytes.
  private let order: [Int]
  /// The first entry of each part.
  private let firstEntries: [Int]
  /// Where the entries of each term are: a part and the range there, one term after the other.
  private let places: [Place]
  private let placeStarts: [UInt32]
  private var lines: [Lines] = []
  private var shards: [Shard] = []

  // MARK: - Joining

  /// Joins the parts of an index.
  ///
  /// - Complexity: O(n log n) in the number of different words, O(n) in the words of the parts.
  package init(_ groups: [Group], language: SearchLanguage) {
    self.groups = groups
    self.language = language
    parts = groups.flatMap(\.parts)
    var terms = TermTable()
    var numbers: [UInt32] = []
    var counts: [UInt32] = []
    for part in parts {
      for index in 0..<part.terms.count {
        let number = terms.number(of: part.terms[index])
        if number == counts.count { counts.append(0) }
        counts[number] += 1
        numbers.append(UInt32(number))
      }
    }
    var starts: [UInt32] = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append((starts.last ?? 0) + count) }
    var next = starts
    var places = [Place](repeating: Place(), count: numbers.count)
    var rank = 0
    var firstEntries: [Int] = []
    var entryCount = 0
    for (part, index) in zip(parts, 0...) {
      for number in 0..<part.terms.count {
        let term = Int(numbers[rank])
        places[Int(next[term])] = Place(
          part: UInt32(index), start: part.starts[number], end: part.starts[number + 1])
        next[term] += 1
        rank += 1
      }
      firstEntries.append(entryCount)
      entryCount += part.count
    }
    terms.close()
    self.terms = terms
    self.places = places
    self.firstEntries = firstEntries
    self.entryCount = entryCount
    placeStarts = starts
    order = terms.sorted()
  }

  /// Stretches of words whose lines can be written beside each other.
  package var stretches: [Range<Int>] {
    stride(from: 0, to: order.count, by: Self.stretchLength).map {
      $0..<min(order.count, $0 + Self.stretchLength)
    }
  }

  /// Writes the lines of a stretch of words.
  ///
  /// - Complexity: O(n) in the entries of the words.
  package func lines(_ stretch: Range<Int>) -> Lines {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    for term in order[stretch] {
      bytes += terms[term]
      bytes.append(0x20)
      writePostings(of: term, into: &bytes)
      bytes += Self.lineEnd
      ends.append(UInt32(bytes.count))
    }
    return Lines(bytes: bytes, ends: ends, first: stretch.lowerBound)
  }

  /// The index with the lines of all stretches, in their order, cut into files.
  package consuming func cut(_ lines: [Lines]) -> SearchIndex {
    self.lines = lines
    shards = []
    for (number, lines) in lines.enumerated() {
      var start = 0
      for (rank, end) in lines.ends.enumerated() {
        let end = Int(end)
        // A word that is everywhere stands alone: a rare one beside it is not loaded with it.
        let isFull =
          shards.last.map {
            $0.length - Self.lineEnd.count + end - start - Self.lineEnd.count > Self.shardSize
          } ?? true
        if isFull { shards.append(Shard(firstTerm: order[lines.first + rank])) }
        let last = shards.count - 1
        if let piece = shards[last].pieces.last, piece.lines == number {
          shards[last].pieces[shards[last].pieces.count - 1].range = piece.range.lowerBound..<end
        } else {
          shards[last].pieces.append((number, start..<end))
        }
        shards[last].length += end - start
        start = end
      }
    }
    return self
  }

  // MARK: - Files

  /// A file of the index.
  package enum File: Sendable {
    /// The list of what there is.
    case list
    /// Words with their entries.
    case shard(Int)
    /// What results show of entries.
    case block(Int)

    /// The name of the script, without its ending.
    var script: String {
      switch self {
      case .list: "index"
      case .shard(let number): "t\(number)"
      case .block(let number): "d\(number)"
      }
    }

    /// The name below the folder of the index.
    package var name: String { script + ".js" }
  }

  /// The files, in the order of their names.
  package var files: [File] {
    let blockCount = (entryCount + Self.blockLength - 1) / Self.blockLength
    let files = (0..<blockCount).map(File.block) + [.list] + shards.indices.map(File.shard)
    return files.map { (name: $0.name, file: $0) }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }.map(\.file)
  }

  /// The script of a file.
  ///
  /// - Complexity: O(n) in its length; O(log n) in the number of parts.
  package func bytes(of file: File) -> [UInt8] {
    ScriptText.script(file.script) { out in
      switch file {
      case .list: writeList(into: &out)
      case .shard(let number):
        out.append(0x22)
        for piece in shards[number].pieces { out += lines[piece.lines].bytes[piece.range] }
        out.removeLast(Self.lineEnd.count)
        out.append(0x22)
      case .block(let number): writeBlock(number, into: &out)
      }
    }
  }

  private func writeBlock(_ number: Int, into out: inout [UInt8]) {
    var entry = number * Self.blockLength
    let end = min(entryCount, entry + Self.blockLength)
    out.append(0x5B)
    var part = firstEntries.partitioningIndex(above: entry) - 1
    while entry < end {
      let own = parts[part]
      let from = entry - firstEntries[part]
      let to = min(own.count, end - firstEntries[part])
      if from < to {
        let start = from == 0 ? 0 : Int(own.shownEnds[from - 1])
        out += own.shown[start..<Int(own.shownEnds[to - 1])]
        entry += to - from
      }
      part += 1
    }
    out.removeLast()
    out.append(0x5D)
  }

  /// Entries as steps from one to the next, behind a letter that says how much the word weighs
  /// there; a step of one is not written.
  private func writePostings(of term: Int, into out: inout [UInt8]) {
    let places = places[Int(placeStarts[term])..<Int(placeStarts[term + 1])]
    let total = places.reduce(0) { $0 + Int($1.end - $1.start) }
    var last = -1
    func write(_ entry: Int, _ weight: UInt8) {
      out.append(0x40 + weight)
      if entry - last > 1 { ScriptText.write(entry - last, into: &out) }
      last = entry
    }
    if total <= Self.postingLimit {
      for place in places {
        let first = firstEntries[Int(place.part)]
        for posting in postings(place) { write(first + posting.entry, posting.weight) }
      }
      return
    }
    var all: [UInt64] = []
    all.reserveCapacity(total)
    for place in places {
      let first = firstEntries[Int(place.part)]
      for posting in postings(place) {
        all.append(UInt64(first + posting.entry) << 8 | UInt64(posting.weight))
      }
    }
    for posting in Self.heaviest(all[...]) { write(Int(posting >> 8), UInt8(posting & 0xFF)) }
  }

  private func postings(_ place: Place) -> ArraySlice<PartialIndex.Posting> {
    parts[Int(place.part)].postings[Int(place.start)..<Int(place.end)]
  }

  /// The heaviest entries of a word, of one weight the first, in the order of entries.
  static func heaviest(_ postings: ArraySlice<UInt64>) -> [UInt64] {
    var counts = [Int](repeating: 0, count: 256)
    for posting in postings { counts[Int(posting & 0xFF)] += 1 }
    var least = counts.count - 1
    var room = postingLimit
    while least > 0, counts[least] <= room {
      room -= counts[least]
      least -= 1
    }
    return postings.filter { posting in
      let weight = Int(posting & 0xFF)
      if weight == least, room > 0 {
        room -= 1
        return true
      }
      return weight > least
    }
  }

  /// What there is: the kinds with their first entries, the first word of each shard, the tables by
  /// which words are cut.
  private func writeList(into out: inout [UInt8]) {
    let languages = SearchLanguage.allCases.filter { other in
      other != language && parts.contains { $0.languages.contains(other) }
    }
    out += Array("{\"count\":\(entryCount),\"block\":\(Self.blockLength),\"kinds\":[".utf8)
    var first = 0
    for (rank, group) in groups.enumerated() {
      if rank > 0 { out.append(0x2C) }
      out += Array("[".utf8)
      ScriptText.write(group.label, into: &out)
      out += Array(",\(first),".utf8)
      ScriptText.write(group.single, into: &out)
      out.append(0x5D)
      first += group.parts.reduce(0) { $0 + $1.count }
    }
    out += Array("],\"stop\":".utf8)
    ScriptText.write(language.stopWords.joined(separator: " "), into: &out)
    out += Array(",\"citing\":".utf8)
    ScriptText.write(SearchLanguage.citingWords.joined(separator: " "), into: &out)
    out += Array(",\"stems\":[".utf8)
    // The dossier's own language comes first.
    for (rank, spoken) in ([language] + languages).enumerated() {
      if rank > 0 { out.append(0x2C) }
      out.append(0x5B)
      for (number, pass) in spoken.passes.enumerated() {
        if number > 0 { out.append(0x2C) }
        let rows = pass.map { ending in
          "[\"\(String(decoding: ending.text, as: UTF8.self))\","
            + "\"\(String(decoding: ending.replacement, as: UTF8.self))\",\(ending.least)]"
        }
        out += Array("[\(rows.joined(separator: ","))]".utf8)
      }
      out.append(0x5D)
    }
    out += Array("],\"terms\":\"".utf8)
    out += shards.map { terms[$0.firstTerm] }.joined(separator: [0x20])
    out += Array("\"}".utf8)
  }
}

extension [Int] {
  /// The first index whose element is above a value, in a list in rising order.
  fileprivate func partitioningIndex(above value: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
