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

  /// A file of the index.
  package struct File: Sendable {
    /// The name below the folder of the index.
    package let name: String
    /// The script.
    package let bytes: [UInt8]
  }

  /// The files, in the order of their names.
  package let files: [File]
  /// How many entries there are.
  package let entryCount: Int
  /// How many different words there are.
  package let termCount: Int

  /// How many entries a block holds: the ten results of a query may lie in ten blocks.
  package static let blockLength = 10
  /// How many bytes of words a shard holds at most, unless one word alone has more.
  package static let shardSize = 5_000
  /// How many entries a word leads to at most: the heaviest. A word in more of them tells little.
  package static let postingLimit = 2_500

  /// Joins the parts of an index.
  ///
  /// - Complexity: O(n log n) in the number of different words, O(n) in everything else.
  package init(_ groups: [Group], language: SearchLanguage) {
    let parts = groups.flatMap(\.parts)
    var terms = TermTable()
    var numbers: [[Int]] = []
    for part in parts {
      numbers.append((0..<part.terms.count).map { terms.number(of: part.terms[$0]) })
    }
    let count = terms.count
    var lengths = [Int](repeating: 0, count: count + 1)
    for (part, number) in zip(parts, numbers) {
      for posting in part.postings { lengths[number[Int(posting.term)] + 1] += 1 }
    }
    for index in 0..<count { lengths[index + 1] += lengths[index] }
    var next = lengths
    var postings = [UInt64](repeating: 0, count: lengths[count])
    var first = 0
    for (part, number) in zip(parts, numbers) {
      for posting in part.postings {
        let term = number[Int(posting.term)]
        postings[next[term]] = UInt64(first + Int(posting.entry)) << 8 | UInt64(posting.weight)
        next[term] += 1
      }
      first += part.entries.count
    }
    let order = terms.sorted()
    var languages: Set = [language]
    for part in parts { languages.formUnion(part.languages) }

    var files: [File] = []
    var bounds: [ArraySlice<UInt8>] = []
    var shard: [UInt8] = []
    func endShard() {
      if shard.isEmpty { return }
      let name = "t\(bounds.count - 1)"
      files.append(
        File(
          name: name + ".js",
          bytes: Self.script(name) { out in
            out.append(0x22)
            out += shard
            out.append(0x22)
          }))
      shard.removeAll(keepingCapacity: true)
    }
    var line: [UInt8] = []
    for term in order {
      line.removeAll(keepingCapacity: true)
      line += terms[term]
      line.append(0x20)
      Self.write(postings[lengths[term]..<lengths[term + 1]], into: &line)
      // A word that is everywhere stands alone: a rare one beside it is not loaded with it.
      if shard.count + line.count > Self.shardSize { endShard() }
      if shard.isEmpty { bounds.append(terms[term]) } else { shard += Array("\\n".utf8) }
      shard += line
    }
    endShard()

    let entries = parts.flatMap(\.entries)
    for (block, start) in stride(from: 0, to: entries.count, by: Self.blockLength).enumerated() {
      let slice = entries[start..<min(entries.count, start + Self.blockLength)]
      files.append(
        File(
          name: "d\(block).js",
          bytes: Self.script("d\(block)") { out in
            out.append(0x5B)
            for (rank, entry) in slice.enumerated() {
              if rank > 0 { out.append(0x2C) }
              out.append(0x5B)
              for (column, text) in [entry.title, entry.address, entry.place, entry.excerpt]
                .enumerated()
              {
                if column > 0 { out.append(0x2C) }
                Self.writeString(text, into: &out)
              }
              out.append(0x5D)
            }
            out.append(0x5D)
          }))
    }
    files.append(
      File(
        name: "index.js",
        bytes: Self.list(
          groups, bounds: bounds, entryCount: entries.count,
          languages: SearchLanguage.allCases.filter(languages.contains), own: language)))
    self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    entryCount = entries.count
    termCount = count
  }

  // MARK: - Writing

  private static func script(_ name: String, _ data: (inout [UInt8]) -> Void) -> [UInt8] {
    var out = Array("dossierSearch(\"\(name)\",".utf8)
    data(&out)
    out += Array(")\n".utf8)
    return out
  }

  /// Entries as steps from one to the next, behind a letter that says how much the word weighs
  /// there; a step of one is not written.
  private static func write(_ postings: ArraySlice<UInt64>, into out: inout [UInt8]) {
    let kept = postings.count > postingLimit ? heaviest(postings)[...] : postings
    var last: UInt64 = 0
    for (rank, posting) in kept.enumerated() {
      let entry = posting >> 8
      out.append(0x40 + UInt8(posting & 0xFF))
      let step = rank == 0 ? entry + 1 : entry - last
      if step > 1 { writeNumber(step, into: &out) }
      last = entry
    }
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

  /// A number of base 36.
  private static func writeNumber(_ number: UInt64, into out: inout [UInt8]) {
    if number >= 36 { writeNumber(number / 36, into: &out) }
    let digit = UInt8(number % 36)
    out.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
  }

  /// What there is: the kinds with their first entries, the first word of each shard, the tables by
  /// which words are cut.
  private static func list(
    _ groups: [Group], bounds: [ArraySlice<UInt8>], entryCount: Int, languages: [SearchLanguage],
    own: SearchLanguage
  ) -> [UInt8] {
    script("index") { out in
      out += Array("{\"count\":\(entryCount),\"block\":\(blockLength),\"kinds\":[".utf8)
      var first = 0
      for (rank, group) in groups.enumerated() {
        if rank > 0 { out.append(0x2C) }
        out += Array("[".utf8)
        writeString(group.label, into: &out)
        out += Array(",\(first),".utf8)
        writeString(group.single, into: &out)
        out.append(0x5D)
        first += group.parts.reduce(0) { $0 + $1.entries.count }
      }
      out += Array("],\"stop\":".utf8)
      writeString(own.stopWords.joined(separator: " "), into: &out)
      out += Array(",\"citing\":".utf8)
      writeString(SearchLanguage.citingWords.joined(separator: " "), into: &out)
      out += Array(",\"stems\":[".utf8)
      // The dossier's own language comes first.
      for (rank, language) in ([own] + languages.filter { $0 != own }).enumerated() {
        if rank > 0 { out.append(0x2C) }
        out.append(0x5B)
        for (number, pass) in language.passes.enumerated() {
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
      out += bounds.joined(separator: [0x20])
      out += Array("\"}".utf8)
    }
  }

  /// A string of JSON that is also one of a script, whatever it holds.
  private static func writeString(_ text: String, into out: inout [UInt8]) {
    out.append(0x22)
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x22, 0x5C: out += [0x5C, byte]
      case 0..<0x20, 0x3C, 0x3E:
        let digits = String(byte, radix: 16)
        out += Array("\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8)
      // U+2028 and U+2029 end a line of older scripts.
      case 0xE2
      where index + 2 < bytes.count && bytes[index + 1] == 0x80
        && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
        out.append(0x20)
        index += 2
      default: out.append(byte)
      }
      index += 1
    }
    out.append(0x22)
  }
}
