// Every diagnostic of this module speaks English and French.

import Diagnostics
import FileSystem
import Testing

@Suite struct WordingTests {
  @Test func everyDiagnosticHasBothLanguages() {
    let all: [Diagnostic] = [
      .unreadableFile("a", reason: "b"), .unwritableFile("a", reason: "b"), .foreignOutput("a"),
      .outputOverlapsSource("a", "b"), .unsafeRoute("a"), .missingArchive("a"),
      .missingFolder("a"), .outputInUse("a"), .nameIsNoText("a"), .outputIsNoFolder("a"),
      .fileIsTooLarge("a", size: 3 << 20, limit: 1 << 20),
    ]
    #expect(Set(all.map(\.code)) == Set(DiagnosticCode.fileSystemCodes))
    for fault in all {
      for text in [fault.message] + fault.hints.map(\.text) {
        #expect(text.english != text.french, "\(fault.code.id)")
      }
    }
  }
}
