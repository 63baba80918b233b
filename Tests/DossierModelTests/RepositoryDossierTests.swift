// The dossier that the repository ships decodes without a fault of this module.

import Diagnostics
import DossierModel
import Testing

@Suite struct RepositoryDossierTests {
  @Test func decodesWithoutFaults() async {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let loaded = await DossierLoader.load(folder: "/" + root)
    let renderer = DiagnosticRenderer(sources: loaded.sources)
    let faults = loaded.diagnostics.sorted(by: loaded.sources)
      .filter { $0.code.id.hasPrefix("D") || $0.code.id.hasPrefix("F") }
    #expect(faults.isEmpty, "\(faults.map(renderer.render).joined(separator: "\n"))")
  }
}
