// The command that proves the evidence of a dossier, offline: quotations against archived bytes, the
// archive against its register, and what asks to be looked at again.

import ArgumentParser
import Diagnostics
import DossierModel
import FileSystem
import Verification

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare every quotation with its source, and list what must be looked at again.",
    discussion: """
      Works without a network. With an archive, quotations are compared with the captured bytes: \
      exact, normalised (other spaces or apostrophes, cuts in order) or absent. Without one, the \
      hashes in seeds/ prove that no word was altered.

      EXAMPLES
        dossier verify --archive ../archive
        dossier verify --explain
        dossier verify --format json
      """)

  @OptionGroup var shared: SharedOptions

  @Flag(help: "Print the rules of normalisation and do nothing else.")
  var explain = false

  func run() async throws {
    if explain {
      let language = DiagnosticLanguage(
        shared.lang, of: DossierLoader.language(folder: shared.source))
      Terminal.writeOutput(NormalisationRules.text(language))
      return
    }
    let loaded = await DossierLoader.load(
      folder: shared.source, workerCount: shared.workerCount)
    let language = DiagnosticLanguage(shared.lang, of: loaded.language)
    var bag = DiagnosticBag()
    // A dossier that could not be read at all proves nothing; other faults are for `check`.
    for diagnostic in loaded.diagnostics.diagnostics
    where diagnostic.code.id.hasPrefix("F") || loaded.sources.count == 0 {
      bag.add(diagnostic)
    }
    let archive = shared.archive.flatMap { Archive.read($0, for: loaded.dossier, into: &bag) }
    let report = EvidenceReport(
      loaded.dossier, sources: loaded.sources,
      options: CheckOptions(buildDate: try shared.buildDate(), archive: archive))
    let diagnostics = bag.sorted(by: loaded.sources) + report.diagnostics
    let status = EvidenceStatusCode.status(of: diagnostics)
    switch shared.format {
    case .text:
      let text = ReportText(language)
      text.write(diagnostics, sources: loaded.sources)
      Terminal.writeOutput(
        VerifyText(report, loaded.dossier, language).text(faults: diagnostics))
    case .json:
      let renderer = DiagnosticRenderer(
        sources: loaded.sources, language: language, drawing: diagnostics)
      for diagnostic in diagnostics { Terminal.writeOutput(renderer.renderJSON(diagnostic) + "\n") }
      Terminal.writeOutput(VerifyJSON(report, loaded.dossier, language).lines)
    case .sarif:
      ReportSARIF.write(diagnostics, sources: loaded.sources, in: language, exitStatus: status)
    }
    if status != ExitStatus.clean { throw ExitCode(status) }
  }
}

/// The exit status that fits some faults.
enum EvidenceStatusCode {
  static func status(of diagnostics: [Diagnostic]) -> Int32 {
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.contains(where: { $0.code == .missingFolder }) { return ExitStatus.wrongUsage }
    if errors.contains(where: { $0.code.id.hasPrefix("F") }) { return ExitStatus.machineFault }
    return errors.isEmpty ? ExitStatus.clean : ExitStatus.contentFaults
  }
}

/// What may differ between a quotation and its source.
enum NormalisationRules {
  static func text(_ language: DiagnosticLanguage) -> String {
    switch language {
    case .english:
      """
      A quotation is exact when its bytes are those of the source.

      It is normalised when only this differs:
        1. runs of spaces of any kind, line ends included, count as one space
        2. the apostrophes ' ’ and ʼ count as one
        3. zero-width characters do not count
        4. one full stop, comma or semicolon at the end does not count
        5. […] and (…) leave words out; the parts must follow in order in one passage
        6. words in square brackets are the author's and do not count

      Never normalised: letters, accents, capitals, digits, hyphens, the order of words, a sign
      inside the words. A cut may leave out no negation of a sentence that goes on, and may not
      join two numbers.

      Everything else is absent: the build stops, with the nearest passage and the words that differ.

      """
    case .french:
      """
      Une citation est exacte quand ses octets sont ceux de la source.

      Elle est normalisée quand seul ceci diffère :
        1. toute suite d'espaces, fins de ligne comprises, compte pour une espace
        2. les apostrophes ' ’ et ʼ comptent pour une seule
        3. les caractères de largeur nulle ne comptent pas
        4. un point, une virgule ou un point-virgule final ne compte pas
        5. […] et (…) coupent des mots ; les parties doivent se suivre dans un même passage
        6. les mots entre crochets sont de l'auteur et ne comptent pas

      Jamais normalisés : lettres, accents, capitales, chiffres, traits d'union, ordre des mots,
      signe à l'intérieur. Une coupe ne peut ôter la négation d'une phrase qui se poursuit, ni
      réunir deux nombres.

      Tout le reste est absent : la construction s'arrête, avec le passage le plus proche et les mots
      qui diffèrent.

      """
    }
  }
}

/// The report as text.
struct VerifyText {
  private let report: EvidenceReport
  private let dossier: Dossier
  private let language: DiagnosticLanguage

  init(_ report: EvidenceReport, _ dossier: Dossier, _ language: DiagnosticLanguage) {
    self.report = report
    self.dossier = dossier
    self.language = language
  }

  func text(faults: [Diagnostic]) -> String {
    var out = ""
    out += line(Wording("Quotations", fr: "Citations"), said(quotationSummary))
    for assessment in report.quotations {
      let quotation = dossier.quotations[assessment.quotation]
      let passage = quotation.passage
      out += "  \(pad(outcome(assessment.outcome), 11)) \(pad(quotation.cote ?? "", 5)) "
      out += "\(quotation.slug)  \(passage.document.slug) \(passage.start)–\(passage.end)\n"
      // What is not the fault of the words has no diagnostic that shows the difference.
      if assessment.proof == .changed, let difference = assessment.nearDifference {
        out += "    \(said(Self.nowReads)) \(difference.marked)\n"
      }
    }
    let prose = report.proseQuotations
    out += line(
      Wording("In prose", fr: "Au fil du texte"),
      said(
        Wording(
          "\(prose.found) of \(prose.count) passages in quotation marks are registered words",
          fr:
            "\(prose.found) passages entre guillemets sur \(prose.count) sont des mots enregistrés")
      ))
    out += documents
    out += list(
      Wording("Law", fr: "Droit"),
      Wording(
        "conclusions that a change of law overtook", fr: "conclusions dépassées par le droit"),
      report.staleConclusions.map {
        "\(name($0.owner)): \(dossier.provisions[$0.provision].slug), \($0.lawDate)"
      })
    out += list(
      Wording("Copies", fr: "Reprises"),
      Wording(
        "claims that rest on copies alone", fr: "affirmations qui ne reposent que sur des reprises"),
      report.claimsOnCopies.map { claim, origins in
        let names = origins.map { dossier.sources[$0].slug }.joined(separator: ", ")
        return "\(name(.claim(claim))): \(names)"
      })
    out += list(
      Wording("Freshness", fr: "Fraîcheur"),
      Wording("dates of review that have passed", fr: "dates de relecture passées"),
      report.overdue.map {
        let part = $0.part.map { " (\($0))" } ?? ""
        return "\($0.date.value) \($0.key.map(name) ?? "dossier.yaml")\(part)"
      })
    let text = ReportText(language)
    let errors = faults.count { $0.severity == .error }
    out += line(
      Wording("Checks", fr: "Contrôles"),
      text.faultCounts(errors: errors, warnings: faults.count - errors))
    return out
  }

  private var quotationSummary: Wording {
    let all = report.quotations.count
    let exact = report.count(.exact)
    var english = "\(exact) of \(all) exact"
    var french = "\(exact) sur \(all) exactes"
    let others: [(QuotationOutcome, String, String)] = [
      (.normalised, "normalised", "normalisées"), (.absent, "absent", "absentes"),
      (.unproved, "not provable without the archive", "non prouvables sans l'archive"),
    ]
    for (outcome, word, mot) in others where report.count(outcome) > 0 {
      english += ", \(report.count(outcome)) \(word)"
      french += ", \(report.count(outcome)) \(mot)"
    }
    // Only what was read in the registered bytes is said to stand in them.
    let proofs: [(QuotationProof, String, String)] = [
      (.archive, "in the archived bytes", "dans les octets archivés"),
      (.hash, "by their hashes", "par leurs empreintes"),
      (.changed, "in a document that changed", "dans un document modifié"),
    ]
    for (proof, word, mot) in proofs {
      let count = report.quotations.count { $0.proof == proof }
      if count == 0 { continue }
      english += count == all ? ", \(word)" : ", \(count) \(word)"
      french += count == all ? ", \(mot)" : ", \(count) \(mot)"
    }
    return Wording(english, fr: french)
  }

  private static let nowReads = Wording(
    "the document now reads:", fr: "le document porte à présent :")

  private var documents: String {
    var out = ""
    for check in report.documents {
      let document = dossier.archivedDocuments[check.document]
      let state =
        switch check.state {
        case .unchanged: Wording("unchanged", fr: "inchangé")
        case .changed: Wording("changed", fr: "modifié")
        case .missing: Wording("missing", fr: "absent")
        case .unread: Wording("not at hand", fr: "non fourni")
        }
      out += line(
        Wording("Archive", fr: "Archive"),
        "\(document.slug): \(said(state)), sha256 \(check.hash ?? document.sha256.value)")
    }
    return out
  }

  private func list(_ title: Wording, _ what: Wording, _ items: [String]) -> String {
    var out = line(title, "\(items.count) \(said(what))")
    for item in items { out += "  \(item)\n" }
    return out
  }

  private func outcome(_ outcome: QuotationOutcome) -> String {
    switch outcome {
    case .exact: said(Wording("exact", fr: "exacte"))
    case .normalised: said(Wording("normalised", fr: "normalisée"))
    case .absent: said(Wording("absent", fr: "absente"))
    case .unproved: said(Wording("unproved", fr: "à prouver"))
    }
  }

  private func name(_ key: EntityKey) -> String {
    dossier.cote(of: key).map { "\($0) \(dossier.slug(of: key))" } ?? dossier.slug(of: key)
  }

  private func said(_ wording: Wording) -> String { wording[language] }

  private func line(_ word: Wording, _ text: String) -> String {
    pad(said(word), 16) + text + "\n"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

/// The report as JSON lines: one object a quotation, then one object `verify`.
struct VerifyJSON {
  private let report: EvidenceReport
  private let dossier: Dossier
  private let language: DiagnosticLanguage

  init(_ report: EvidenceReport, _ dossier: Dossier, _ language: DiagnosticLanguage) {
    self.report = report
    self.dossier = dossier
    self.language = language
  }

  var lines: String {
    var out = ""
    for assessment in report.quotations {
      let quotation = dossier.quotations[assessment.quotation]
      var fields = [
        "\"quotation\":\(JSONText.quote(quotation.slug))",
        "\"outcome\":\(JSONText.quote(assessment.outcome.rawValue))",
        "\"by\":\(JSONText.quote(assessment.proof.rawValue))",
        "\"document\":\(JSONText.quote(quotation.passage.document.slug))",
        "\"start\":\(quotation.passage.start)", "\"end\":\(quotation.passage.end)",
      ]
      if let passage = assessment.nearPassage {
        fields.append("\"nearest\":\(JSONText.quote(passage))")
      }
      if let difference = assessment.nearDifference {
        fields.append("\"difference\":\(JSONText.quote(difference.marked))")
      }
      out += "{\(fields.joined(separator: ","))}\n"
    }
    let outcomes = QuotationOutcome.allCases.map {
      "\(JSONText.quote($0.rawValue)):\(report.count($0))"
    }
    let documents = report.documents.map {
      "\(JSONText.quote(dossier.archivedDocuments[$0.document].slug)):"
        + JSONText.quote($0.state.rawValue)
    }
    let stale = report.staleConclusions.map { JSONText.quote(dossier.slug(of: $0.owner)) }
    let copied = report.claimsOnCopies.map { JSONText.quote(dossier.claims[$0.claim].slug) }
    let overdue = report.overdue.map {
      "{\"record\":\(JSONText.quote($0.key.map { dossier.slug(of: $0) } ?? "dossier")),"
        + "\"date\":\(JSONText.quote($0.date.value.description))}"
    }
    let fields = [
      "\"quotations\":{\"of\":\(report.quotations.count),\(outcomes.joined(separator: ","))}",
      "\"proseQuotations\":{\"of\":\(report.proseQuotations.count),"
        + "\"found\":\(report.proseQuotations.found)}",
      "\"documents\":{\(documents.joined(separator: ","))}",
      "\"staleConclusions\":[\(stale.joined(separator: ","))]",
      "\"claimsOnCopies\":[\(copied.joined(separator: ","))]",
      "\"overdue\":[\(overdue.joined(separator: ","))]",
    ]
    return out + "{\"verify\":{\(fields.joined(separator: ","))}}\n"
  }
}
