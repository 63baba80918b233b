// The commands on an archive of captured documents; none of them writes.

import ArgumentParser
import Diagnostics
import DossierModel
import Verification

struct ArchiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "Look after the archive of captured documents.",
    subcommands: [ArchiveUpdateCommand.self])
}

struct ArchiveUpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract:
      "Show what changed in the archive, where passages moved, and which claims depend on it.",
    discussion: """
      A captured document is pinned by its SHA-256. When its file changes, this command says for \
      every registered passage whether it stands where it stood, elsewhere, with other spaces, or \
      no more. It writes nothing: what a new capture means for the dossier is for its authors to \
      say.

      EXAMPLES
        dossier archive update --archive ../archive
      """)

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if shared.archive == nil {
      throw ValidationError("'archive update' needs '--archive <dir>'.")
    }
  }

  func run() async throws {
    let loaded = await DossierLoader.load(
      folder: shared.source, workerCount: shared.workerCount)
    let language = DiagnosticLanguage(shared.lang, of: loaded.language)
    let dossier = loaded.dossier
    var bag = DiagnosticBag()
    let archive =
      shared.archive.flatMap { Archive.read($0, for: dossier, into: &bag) } ?? [:]
    if bag.hasErrors {
      let faults = bag.sorted(by: loaded.sources)
      ReportText(language).write(faults, sources: loaded.sources)
      throw ExitCode(EvidenceStatusCode.status(of: faults))
    }
    let changes = ArchiveChange.all(in: dossier, archive: archive)
    Terminal.writeOutput(Self.text(changes, dossier, language))
    if !changes.isEmpty { throw ExitCode(ExitStatus.contentFaults) }
  }

  static func text(
    _ changes: [ArchiveChange], _ dossier: Dossier, _ language: DiagnosticLanguage
  ) -> String {
    if changes.isEmpty {
      return Wording(
        "Every document is the one that was registered.\n",
        fr: "Chaque document est celui qui a été enregistré.\n")[language]
    }
    var out = ""
    for change in changes {
      let document = dossier.archivedDocuments[change.document]
      out +=
        Wording(
          "\(document.slug) changed: \(document.size) bytes, now \(change.size)",
          fr: "\(document.slug) a changé : \(document.size) octets, maintenant \(change.size)")[
          language]
      out += "\n  sha256 \(document.sha256.value)\n      -> \(change.hash)\n"
      for passage in change.passages {
        let place =
          switch passage.place {
          case .same: Wording("where it stood", fr: "en place")
          case .moved(let start):
            Wording(
              "moved to \(start)–\(start + passage.end - passage.start)",
              fr: "déplacé en \(start)–\(start + passage.end - passage.start)")
          case .normalised:
            Wording(
              "there with other spaces or apostrophes", fr: "là, espaces ou apostrophes à part")
          case .gone: Wording("no longer there", fr: "disparu")
          }
        let quotes = passage.quotations.map { dossier.quotations[$0].slug }
        let names = quotes.isEmpty ? "" : " (\(quotes.joined(separator: ", ")))"
        out += "  \(passage.passage) \(passage.start)–\(passage.end): \(place[language])\(names)\n"
      }
      let claims = change.claims.map { dossier.claims[$0].cote ?? dossier.claims[$0].slug }
      out +=
        "  "
        + Wording(
          "\(claims.count) claims depend on it", fr: "\(claims.count) affirmations en dépendent")[
          language]
      out += claims.isEmpty ? "\n" : ": \(claims.joined(separator: ", "))\n"
    }
    return out
  }
}
