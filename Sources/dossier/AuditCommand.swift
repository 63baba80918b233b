// The command that says in figures how well a dossier is supported, and fails where it misses the
// bounds that it sets itself.

import ArgumentParser
import Diagnostics
import DossierModel
import Verification

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Print how much of the dossier is supported, and by how many sources.",
    discussion: """
      The bounds under `audit` in Content/dossier.yaml, such as `min-supported-sentences: 60`, end \
      the command with status 1 when they are missed.

      EXAMPLES
        dossier audit
        dossier audit --archive ../archive --format json
      """)

  @OptionGroup var shared: SharedOptions

  @Flag(help: "List every sentence of the chapters that nothing supports.")
  var sentences = false

  func run() async throws {
    let loaded = await DossierLoader.load(
      folder: shared.source, workerCount: shared.workerCount)
    let language = DiagnosticLanguage(shared.lang, of: loaded.language)
    var bag = loaded.diagnostics
    let archive = shared.archive.flatMap { Archive.read($0, for: loaded.dossier, into: &bag) }
    // Figures of a dossier that could not be read whole would be wrong.
    if bag.hasErrors {
      let faults = bag.sorted(by: loaded.sources)
      ReportText(language).write(faults, sources: loaded.sources)
      throw ExitCode(EvidenceStatusCode.status(of: faults))
    }
    let audit = Audit(
      loaded.dossier,
      options: CheckOptions(buildDate: try shared.buildDate(), archive: archive))
    let text = AuditText(audit, loaded.dossier, loaded.sources, language)
    switch shared.format {
    case .text: Terminal.writeOutput(text.text(listsSentences: sentences))
    case .json, .sarif: Terminal.writeOutput(text.json + "\n")
    }
    if !audit.failures.isEmpty { throw ExitCode(ExitStatus.contentFaults) }
  }
}

/// The figures as text and as JSON.
struct AuditText {
  private let audit: Audit
  private let dossier: Dossier
  private let sources: SourceMap
  private let language: DiagnosticLanguage

  init(
    _ audit: Audit, _ dossier: Dossier, _ sources: SourceMap, _ language: DiagnosticLanguage
  ) {
    self.audit = audit
    self.dossier = dossier
    self.sources = sources
    self.language = language
  }

  func text(listsSentences: Bool) -> String {
    let cited = audit.citedSentenceCount
    let carried = audit.carriedSentenceCount
    var out = line(
      Wording("Sentences", fr: "Phrases"),
      Wording(
        "\(audit.sentenceCount): \(percent(audit.supportedShare)) supported"
          + " (\(cited) by a reference of their own, \(carried) by their paragraph)",
        fr: "\(audit.sentenceCount) : \(percent(audit.supportedShare)) étayées"
          + " (\(cited) par un renvoi propre, \(carried) par leur paragraphe)"))
    out += line(
      Wording("Quotations", fr: "Citations"),
      Wording(
        "\(audit.quotations.count): \(percent(audit.verifiedShare)) verified",
        fr: "\(audit.quotations.count) : \(percent(audit.verifiedShare)) vérifiées"))
    let perClaim = decimal(audit.sourcesPerClaim)
    out += line(
      Wording("Claims", fr: "Affirmations"),
      Wording(
        "\(audit.witnessedClaimCount) to be witnessed: \(perClaim) independent sources each",
        fr: "\(audit.witnessedClaimCount) à étayer : \(perClaim) sources indépendantes chacune"))
    out += claims(
      Wording("with a single source", fr: "avec une seule source"), audit.singleSourceClaims)
    out += claims(
      Wording("on unreliable sources alone", fr: "sur des sources peu fiables seulement"),
      audit.unreliableClaims)
    out += claims(Wording("without a source", fr: "sans source"), audit.unsupportedClaims)
    out += line(
      Wording("To verify", fr: "À vérifier"),
      Wording("\(audit.toVerifyCount) left", fr: "\(audit.toVerifyCount) restants"))
    out += line(
      Wording("Freshness", fr: "Fraîcheur"),
      Wording(
        "\(audit.reviews.overdue) of \(audit.reviews.count) dates of review have passed",
        fr: "\(audit.reviews.overdue) dates de relecture passées sur \(audit.reviews.count)"))
    if listsSentences {
      let renderer = DiagnosticRenderer(sources: sources, language: language)
      for sentence in audit.bareSentences {
        let bytes = sources.bytes(of: sentence.span.source)
        let text = String(
          decoding: bytes[Int(sentence.span.start)..<Int(sentence.span.end)], as: UTF8.self)
        out += "\(renderer.place(of: sentence.span)): \(oneLine(text))\n"
      }
    }
    for failure in audit.failures {
      out += line(
        Wording("Missed", fr: "Manqué"),
        Wording(
          "\(failure.key): \(decimal(failure.figure)), the bound is \(decimal(failure.bound))",
          fr: "\(failure.key) : \(decimal(failure.figure)), la borne est \(decimal(failure.bound))")
      )
    }
    return out
  }

  var json: String {
    func slugs(_ claims: [ClaimID]) -> String {
      "[" + claims.map { JSONText.quote(dossier.claims[$0].slug) }.joined(separator: ",") + "]"
    }
    let failures = audit.failures.map {
      "{\"key\":\(JSONText.quote($0.key)),\"bound\":\($0.bound),\"figure\":\($0.figure)}"
    }
    let fields = [
      "\"sentences\":\(audit.sentenceCount)", "\"cited\":\(audit.citedSentenceCount)",
      "\"carried\":\(audit.carriedSentenceCount)", "\"bare\":\(audit.bareSentences.count)",
      "\"supportedPercent\":\(audit.supportedShare)", "\"quotations\":\(audit.quotations.count)",
      "\"verifiedPercent\":\(audit.verifiedShare)", "\"claims\":\(audit.witnessedClaimCount)",
      "\"sourcesPerClaim\":\(audit.sourcesPerClaim)",
      "\"singleSource\":\(slugs(audit.singleSourceClaims))",
      "\"unreliable\":\(slugs(audit.unreliableClaims))",
      "\"unsupported\":\(slugs(audit.unsupportedClaims))",
      "\"toVerify\":\(audit.toVerifyCount)", "\"reviews\":\(audit.reviews.count)",
      "\"overdue\":\(audit.reviews.overdue)",
      "\"failures\":[\(failures.joined(separator: ","))]",
    ]
    return "{\"audit\":{\(fields.joined(separator: ","))}}"
  }

  private func claims(_ what: Wording, _ claims: [ClaimID]) -> String {
    let names = claims.map { dossier.claims[$0].cote ?? dossier.claims[$0].slug }
    let list =
      names.isEmpty ? "" : "\(language == .french ? " :" : ":") \(names.joined(separator: ", "))"
    return "  \(claims.count) \(what[language])\(list)\n"
  }

  private func percent(_ share: Double) -> String {
    decimal(share) + (language == .french ? " %" : "%")
  }

  /// A figure with one decimal at most, rounded down so that 99.96 is not called 100.
  private func decimal(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded(.down))
    let mark = language == .french ? "," : "."
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(mark)\(tenths % 10)"
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func line(_ word: Wording, _ text: Wording) -> String {
    let title = word[language]
    return title + String(repeating: " ", count: max(1, 14 - title.count)) + text[language] + "\n"
  }
}
