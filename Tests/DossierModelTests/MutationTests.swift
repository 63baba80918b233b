// Seeded mutations of a whole dossier: loading never crashes, every span lies inside its file, and
// every message can be drawn.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@Suite struct MutationTests {
  @Test(arguments: 0..<8) func mutatedDossiersAreReported(seed: Int) async throws {
    let files = try ModelFixtures.files("complete")
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<120 {
      var mutated = files
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: mutated.indices, using: &random)
        mutated[index] = DossierFile(
          path: mutated[index].path, bytes: mutate(mutated[index].bytes, &random))
      }
      let loaded = await DossierLoader.load(mutated)
      check(loaded)
    }
  }

  private func check(_ loaded: LoadedDossier) {
    let renderer = DiagnosticRenderer(sources: loaded.sources)
    for diagnostic in loaded.diagnostics.sorted(by: loaded.sources) {
      let labels = (diagnostic.primary.map { [$0] } ?? []) + diagnostic.secondary
      for span in labels.map(\.span) {
        #expect(loaded.sources.contains(span.source))
        #expect(span.start <= span.end)
        #expect(Int(span.end) <= loaded.sources.bytes(of: span.source).count, "\(diagnostic)")
      }
      #expect(!renderer.render(diagnostic).isEmpty)
    }
    for key in loaded.dossier.keys {
      let span = loaded.dossier.idSpan(of: key)
      #expect(Int(span.end) <= loaded.sources.bytes(of: span.source).count)
    }
  }

  private func mutate(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    let marks = Array(":-\"'[]{}|>&*!#%@`\\\t\n\r ~?,é\u{2028}".utf8) + [0x00, 0xFF, 0x80]
    let place = bytes.isEmpty ? 0 : Int.random(in: bytes.indices, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
    case 1: if !bytes.isEmpty { bytes.remove(at: place) }
    case 2: if !bytes.isEmpty { bytes[place] = marks.randomElement(using: &random) ?? 0 }
    case 3:
      let end = min(bytes.count, place + Int.random(in: 0...40, using: &random))
      bytes.removeSubrange(place..<end)
    case 4:
      let end = min(bytes.count, place + Int.random(in: 0...80, using: &random))
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    default:
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      lines.swapAt(
        Int.random(in: lines.indices, using: &random), Int.random(in: lines.indices, using: &random)
      )
      bytes = Array(lines.joined(separator: [0x0A]))
    }
    return bytes
  }
}
