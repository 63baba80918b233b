// Broken data files of any shape are read to their end: no crash, every place inside its file. The
// inputs are made from a seed, so a failure can be run again.

import Diagnostics
import DossierModel
import Testing

/// Random numbers that are the same on every machine (SplitMix64).
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct FuzzTests {
  /// Bytes and words that mean something to a reader of YAML or CSV.
  private static let pieces: [[UInt8]] =
    [
      "-", "- ", ":", ": ", "\n", "\n  ", "\t", "\"", "'", "|", ">-", "{", "}", "[", "]", ",", ";",
      "&a", "*a", "!t", "#", "---\n", "...\n", "?", "%", "~", "null", "é", "\u{2028}", "\u{202E}",
      "id: a", "aliases: [", "2026-01-02", "2026-13-45/", "\u{0}", "\r\n", "\u{FEFF}", "😀",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F]]

  /// A text with some of its bytes taken away, doubled, or replaced by pieces.
  private static func mutated(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...8, using: &numbers) {
      let place = Int.random(in: 0...bytes.count, using: &numbers)
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &numbers))
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 2: bytes.removeSubrange(end...)
      default:
        bytes.insert(contentsOf: pieces.randomElement(using: &numbers) ?? [], at: place)
      }
    }
    return bytes
  }

  private static func expectSound(_ loaded: LoadedDossier, _ file: DossierFile) {
    for fault in loaded.diagnostics.sorted(by: loaded.sources) {
      let labels = [fault.primary].compactMap { $0 } + fault.secondary
      let spans = labels.map(\.span) + fault.hints.compactMap(\.replacement?.span)
      for span in spans {
        let count = loaded.sources.bytes(of: span.source).count
        #expect(
          span.start <= span.end && Int(span.end) <= count,
          "\(fault.code.id) outside of \(file.path): \(String(decoding: file.bytes, as: UTF8.self))"
        )
      }
    }
    for key in loaded.dossier.keys {
      let span = loaded.dossier.idSpan(of: key)
      #expect(Int(span.end) <= loaded.sources.bytes(of: span.source).count)
    }
  }

  @Test(arguments: 0..<12)
  func brokenYAMLIsReadToItsEnd(seed: Int) async throws {
    var numbers = SeededNumbers(state: UInt64(seed))
    let files = try ModelFixtures.files("complete")
    for _ in 0..<12 {
      guard let file = files.randomElement(using: &numbers) else { return }
      let broken = DossierFile(path: file.path, bytes: Self.mutated(file.bytes, &numbers))
      let loaded = await DossierLoader.load([broken])
      Self.expectSound(loaded, broken)
      _ = DiagnosticRenderer(sources: loaded.sources).render(
        loaded.diagnostics.diagnostics.first ?? Diagnostic(.emptyFile, "none", at: nil))
    }
  }

  @Test(arguments: 0..<8)
  func brokenCSVIsReadToItsEnd(seed: Int) async throws {
    var numbers = SeededNumbers(state: UInt64(seed) + 1_000)
    let text = """
      id,cote,date,title,kind,jurisdiction,actors,sources,status
      e-1,E-1,2026-01-02,"Un ""titre"", long",law,fr,a; b,franceinfo,established
      e-2,E-2,2026-01/..,Deux,law,fr,,"x;y",open

      """
    for _ in 0..<20 {
      let file = DossierFile(
        path: "Content/data/events.csv", bytes: Self.mutated(Array(text.utf8), &numbers))
      Self.expectSound(await DossierLoader.load([file]), file)
    }
  }

  @Test(arguments: 0..<8)
  func anyTextIsADateOrAFault(seed: Int) {
    var numbers = SeededNumbers(state: UInt64(seed) + 2_000)
    let pieces = ["2026", "01", "-", "/", "..", "?", "~", "%", "XX", "T", ":", "é", " ", "31", "0"]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 0...9, using: &numbers))
        .compactMap { _ in pieces.randomElement(using: &numbers) }.joined()
      guard let value = try? DateValue.parse(text) else { continue }
      #expect((try? DateValue.parse(value.description)) == value, "\(text)")
    }
  }

  /// Any text where a date is wanted, in YAML and in CSV: a date, or a fault inside the file.
  @Test(arguments: 0..<8)
  func anyTextInAFieldOfDatesIsReadToItsEnd(seed: Int) async {
    var numbers = SeededNumbers(state: UInt64(seed) + 4_000)
    let pieces = [
      "2026", "01", "13", "32", "-", "/", "..", "?", "~", "%", "XX", "T21:59", "é", " ", "\u{202F}",
      "99999999999999999999", "\"", "'", "-0001", "24", "\u{FEFF}", "null",
    ]
    for _ in 0..<24 {
      let text = (0..<Int.random(in: 0...8, using: &numbers))
        .compactMap { _ in pieces.randomElement(using: &numbers) }.joined()
      let files = [
        DossierFile(
          path: "Content/data/events.yaml",
          text:
            "- id: e-1\n  date: \(text)\n  time: \(text)\n  title: Un\n  review-by: \"\(text)\"\n"),
        DossierFile(
          path: "Content/data/events.csv", text: "id,date,title,review-by\ne-1,\(text),Un,\(text)\n"
        ),
      ]
      for file in files { Self.expectSound(await DossierLoader.load([file]), file) }
    }
  }

  /// Any dates, in any order of input, stand in one order.
  @Test(arguments: 0..<8)
  func datesSortTheSameFromAnyOrder(seed: Int) throws {
    var numbers = SeededNumbers(state: UInt64(seed) + 3_000)
    var texts: [String] = []
    while texts.count < 60 {
      let year = 2020 + Int.random(in: 0..<4, using: &numbers)
      let month = Int.random(in: 1...12, using: &numbers)
      let day = Int.random(in: 1...28, using: &numbers)
      let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
      var text = "\(year)"
      if Bool.random(using: &numbers) { text += "-\(two(month))" }
      if text.count == 7, Bool.random(using: &numbers) { text += "-\(two(day))" }
      text += ["", "", "?", "~", "%"].randomElement(using: &numbers) ?? ""
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: text += "/.."
      case 1: text += "/2025"
      case 2: text = "/" + text
      default: break
      }
      texts.append(text)
    }
    let dates = try texts.map(DateValue.parse)
    let sorted = dates.sorted().map(\.description)
    for _ in 0..<6 {
      #expect(dates.shuffled(using: &numbers).sorted().map(\.description) == sorted)
    }
    for (index, date) in dates.sorted().enumerated().dropFirst() {
      #expect(!(date < dates.sorted()[index - 1]))
    }
  }
}
