// B-06: fifty faults in one dossier are fifty diagnostics in one run, in an order that does not
// depend on the number of workers or the order of reading.

import Diagnostics
import DossierModel
import FileSystem
import TestSupport
import Testing

@Suite struct FiftyFaultsTests {
  /// Lines to put under the id of a record, and the code that each gives.
  private static let faults: [(lines: String, code: String)] = [
    ("  zzqq: x", "D0201"),
    ("  aliases: texte", "D0203"),
    ("  aliases: [Pas Un Id]", "D0206"),
    ("  aliases: *ancre", "D0103"),
    ("  aliases: &ancre []", "D0103"),
    ("  aliases: !!seq []", "D0104"),
    ("  aliases: []\n  aliases: []", "D0107"),
    ("  ? [a, b]\n  : c", "D0108"),
    ("  aliases: [un, \"deux]", "D0101"),
    ("  aliases: a: b", "D0101"),
    ("\taliases: []", "D0101"),
    ("  aliases: {a: b}", "D0203"),
  ]

  @Test(arguments: 0..<6) func fiftyFaultsAreFiftyDiagnostics(seed: Int) async throws {
    let root = ModelFixtures.repository + "/Content"
    var random = SplitMix64(seed: UInt64(seed))
    var files = try Directory.files(below: root).map {
      DossierFile(path: "Content/" + $0.path, bytes: try FileReader.read(root + "/" + $0.path))
    }
    var places: [(file: Int, line: Int)] = []
    for (index, file) in files.enumerated() where file.path.hasPrefix("Content/data/") {
      for (number, line) in lines(of: file).enumerated() where line.hasPrefix("- id: ") {
        places.append((index, number))
      }
    }
    places.shuffle(using: &random)
    var expected: [String] = []
    var edits: [Int: [Int: String]] = [:]
    // One place a record: a fault of syntax hides nothing but its own record.
    for place in places.prefix(50) {
      let fault = Self.faults.randomElement(using: &random) ?? Self.faults[0]
      edits[place.file, default: [:]][place.line] = fault.lines
      expected.append(fault.code)
    }
    for (file, insertions) in edits {
      let text = lines(of: files[file]).enumerated().map { number, line in
        insertions[number].map { line + "\n" + $0 } ?? line
      }.joined(separator: "\n")
      files[file] = DossierFile(path: files[file].path, text: text)
    }
    let loaded = await DossierLoader.load(files)
    let codes = ModelFixtures.codes(loaded)
    #expect(codes.sorted() == expected.sorted(), "\(ModelFixtures.rendered(loaded))")
    for workerCount in [2, 5] {
      let again = await DossierLoader.load(files.reversed(), workerCount: workerCount)
      #expect(ModelFixtures.rendered(again) == ModelFixtures.rendered(loaded))
    }
  }

  private func lines(of file: DossierFile) -> [String] {
    String(decoding: file.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
