// Every kind of record with every key: the fixture `complete` decodes without a fault, holds every
// declared key, and each value arrives where it belongs.

import Diagnostics
import DossierModel
import Foundation
import Testing

@Suite struct DecodingTests {
  private func complete() async throws -> LoadedDossier {
    await DossierLoader.load(try ModelFixtures.files("complete"))
  }

  @Test func completeFixtureHasNoFault() async throws {
    let loaded = try await complete()
    #expect(ModelFixtures.codes(loaded) == [], "\(ModelFixtures.rendered(loaded))")
    for kind in EntityKind.allCases {
      #expect(loaded.dossier.count(of: kind) == (kind == .actor ? 2 : 1), "\(kind)")
    }
  }

  @Test func completeFixtureHoldsEveryDeclaredKey() throws {
    var seen: [String: Set<String>] = [:]
    var bag = DiagnosticBag()
    for file in try ModelFixtures.files("complete") {
      guard let record = record(of: file.path) else { continue }
      let text = String(decoding: file.bytes, as: UTF8.self)
      let end =
        file.path.hasSuffix(".md")
        ? text.utf8.count - (text.components(separatedBy: "\n---\n").last?.utf8.count ?? 0) - 4
        : file.bytes.count
      let tree = YAMLReader.read(
        SourceID(raw: 0), bytes: file.bytes, range: (file.path.hasSuffix(".md") ? 4 : 0)..<end,
        into: &bag)
      if let root = tree.root { collect(root, record, into: &seen) }
    }
    for record in declaredRecords() {
      let missing = record.fields.map(\.key).filter { seen[record.name]?.contains($0) != true }
      #expect(missing.isEmpty, "\(record.name): \(missing)")
    }
  }

  @Test func settings() async throws {
    let settings = try await complete().dossier.settings
    #expect(settings.title == "Titre" && settings.subtitle == "Sous-titre")
    #expect(settings.language == .french && settings.heading == "Autre titre")
    #expect(settings.publisher?.name == "Éditeur" && settings.publisher?.host == "Hébergeur")
    #expect(settings.publisher?.address == "1, rue de l’Essai")
    #expect(settings.license == "CC BY 4.0")
    #expect(settings.baseURL == "https://example.org/dossier/")
    #expect(settings.asOf.value.description == "2026-11-22")
    #expect(settings.lawDate.value.description == "2026-01-02")
    #expect(settings.factsUntil?.value.description == "2026-07")
    #expect(settings.lastChange.value.description == "2026-11-21")
    #expect(settings.presumption.source == "Chacun est présumé innocent.")
    #expect(settings.keyPoints.map(\.status) == [.upcoming])
    #expect(settings.keyPoints.map(\.nature) == [.law])
    #expect(settings.proceedings.map(\.authority.slug) == ["parquet"])
    #expect(settings.proceedings.first?.since?.slug == "e-03")
    #expect(settings.methodSummary?.source == "La méthode.")
  }

  @Test func actor() async throws {
    let dossier = try await complete().dossier
    let actor = try #require(dossier.actors[slug: "arthur-delaporte"])
    #expect(actor.cote == "A-02" && actor.aliases.map(\.value) == ["delaporte"])
    #expect(actor.sortName == "Delaporte, Arthur" && actor.kind == .person && !actor.partyTo)
    #expect(actor.part == "signalant" && actor.label == "Arthur Delaporte")
    let role = try #require(actor.roles.first)
    #expect(role.title == "député" && role.organisation?.slug == "parquet")
    #expect(role.from?.value.description == "2022-06" && role.to?.value.isUncertain == true)
    #expect(role.isHeld(on: try CivilDate.parse("2022-06-01")))
    #expect(!role.isHeld(on: try CivilDate.parse("2022-05-31")))
    #expect(role.isHeld(on: try CivilDate.parse("2027-06-30")))
    #expect(!role.isHeld(on: try CivilDate.parse("2027-07-01")))
    #expect(actor.standing?.status.value == .reported)
    #expect(actor.replies.map(\.slug) == ["e-03"])
    #expect(actor.relations.first?.date?.value.isInterval == true)
    #expect(actor.links.map(\.url) == ["https://example.org/"])
    #expect(actor.toVerify.map(\.source) == ["La fonction au *22 novembre*."])
  }

  @Test func standingsMembershipsAndNaming() async throws {
    let dossier = try await complete().dossier
    let actor = try #require(dossier.actors[slug: "arthur-delaporte"])
    let membership = try #require(actor.memberships.first)
    #expect(membership.group == "groupe socialiste" && membership.capacity == "membre")
    #expect(membership.isHeld(on: try CivilDate.parse("2027-06-30")))
    #expect(!membership.isHeld(on: try CivilDate.parse("2027-07-01")))
    #expect(actor.isVictim && actor.consent?.date.value.description == "2026-02")
    #expect(actor.publicDeclaration?.sources.map(\.slug) == ["franceinfo"])
    #expect(actor.standing(on: try CivilDate.parse("2025-06-30")) == nil)
    #expect(
      actor.standing(on: try CivilDate.parse("2026-01-01"))?.status.value == StandingStatus.none)
    #expect(actor.standing(on: try CivilDate.parse("2026-01-02"))?.status.value == .reported)
  }

  @Test func measuresAndCorrections() async throws {
    let dossier = try await complete().dossier
    let measure = try #require(dossier.measures.first)
    #expect(measure.kind == .investigation && measure.status.value == .inEffect)
    #expect(measure.authorities.map(\.slug) == ["parquet"])
    #expect(measure.addressees.map(\.slug) == ["arthur-delaporte"])
    #expect(measure.date?.value.isInterval == true)
    let correction = try #require(dossier.corrections.first)
    #expect(correction.date.value.description == "2026-11-20")
    #expect(
      correction.before.source == "Le 3 janvier." && correction.after.source == "Le 2 janvier.")
    #expect(correction.concerns.map(\.slug) == ["e-03"])
  }

  @Test func everyReviewDateIsListed() async throws {
    let loaded = try await complete()
    let written = (0..<loaded.sources.count).map { SourceID(raw: UInt32($0)) }.map {
      String(decoding: loaded.sources.bytes(of: $0), as: UTF8.self)
        .components(separatedBy: "review-by:").count - 1
    }
    #expect(loaded.dossier.reviews.count == written.reduce(0, +))
  }

  @Test func draftsAndPrivateRecordsAreNotPublished() async throws {
    let loaded = await DossierLoader.load([
      ModelFixtures.settings,
      DossierFile(
        path: "Content/data/glossary.yaml",
        text: """
          - {id: a, term: A, definition: a}
          - {id: b, term: B, definition: b, draft: true}
          - {id: c, term: C, definition: c, private: true}
          - {id: d, term: D, definition: d, private-note: canary}
          """),
      DossierFile(
        path: "Content/chapters/01-un.md",
        text: "---\ntitle: Un\nnumber: 1\ndescription: Un.\ndraft: true\n---\n\nTexte.\n"),
    ])
    #expect(ModelFixtures.codes(loaded) == [])
    #expect(loaded.dossier.glossary.slugs == ["a", "b", "c", "d"])
    #expect(loaded.dossier.published.glossary.slugs == ["a", "d"])
    #expect(loaded.dossier.published.chapters.isEmpty)
    #expect(loaded.dossier.unpublishedKeys.count == 3)
    #expect(!"\(loaded.dossier)".contains("canary"))
  }

  @Test func event() async throws {
    let event = try #require(try await complete().dossier.events.first)
    #expect(event.time?.value == TimeOfDay(hour: 21, minute: 59))
    #expect(event.actors.map(\.actor.slug) == ["parquet", "arthur-delaporte"])
    #expect(event.actors.map(\.capacity) == [nil, "député"])
    #expect(event.legalBasis.map(\.slug) == ["cp-226-8-1"])
    #expect(event.laws.map(\.slug) == ["code-penal"])
    #expect(event.text?.source == "Un paragraphe.\n\nUn autre.")
    #expect(event.kind == .procedure && event.jurisdiction == .france)
    #expect(event.status == .established)
  }

  @Test func law() async throws {
    let dossier = try await complete().dossier
    let instrument = try #require(dossier.instruments.first)
    #expect(instrument.identifiers.legitext?.value == "LEGITEXT000006070719")
    #expect(instrument.identifiers.ecli?.value == "ECLI:FR:CC:2024:2024.866.DC")
    let provision = try #require(dossier.provisions.first)
    let version = try #require(provision.versions.first)
    #expect(version.identifier?.value == "LEGIARTI000049567458")
    #expect(version.quote?.value == "porter à la connaissance du public")
    let penalty = try #require(version.penalties.first)
    #expect(penalty.prisonYears?.value == 3 && penalty.prisonMonths?.value == 6)
    #expect(penalty.fineEuros?.value == 75_000 && penalty.turnoverPercent?.value == 7.5)
    #expect(penalty.fineCapEuros?.value == 15_000_000)
    #expect(provision.legalPersonFine(penalty) == 300_000)
    #expect(dossier.law("cp-226-8-1")?.kind == .provision)
    #expect(dossier.law("code-penal")?.kind == .instrument)
    #expect(dossier.law("cp")?.kind == .instrument && dossier.isAlias("cp", of: .instrument))
    #expect(dossier.key(referenceName: "law", slug: "cp-226-8")?.kind == .provision)
    #expect(dossier.slugs(referenceName: "law") == ["code-penal", "cp-226-8-1"])
  }

  @Test(arguments: [
    ("2024-05-20", ForceState.notAdopted), ("2024-05-21", .adopted), ("2024-05-22", .published),
    ("2024-05-23", .inForce), ("2024-05-31", .inForce), ("2024-06-01", .applicable),
    ("2026-12-01", .applicable), ("2026-12-02", .ended),
  ])
  func stateOfAVersion(day: String, state: ForceState) async throws {
    let provision = try #require(try await complete().dossier.provisions.first)
    let date = try CivilDate.parse(day)
    #expect(provision.versions.first?.state(on: date) == state)
    let inForce = state == .inForce || state == .applicable
    #expect(provision.versions.contains { $0.isInForce(on: date) } == inForce)
  }

  @Test func matrix() async throws {
    let matrix = try #require(try await complete().dossier.matrix)
    #expect(matrix.entries(conduct: "publish", party: "user").map(\.status) == [.applicable])
    #expect(matrix.entries(conduct: "publish", party: "host").isEmpty)
  }

  @Test func evidence() async throws {
    let dossier = try await complete().dossier
    let quotation = try #require(dossier.quotations.first)
    #expect(quotation.speakers.map(\.slug) == ["arthur-delaporte"])
    #expect(quotation.passage.start == 2792 && quotation.passage.end == 2811)
    #expect(quotation.passage.within?.value == "q-s34")
    let claim = try #require(dossier.claims.first)
    #expect(claim.verdict.value == .inexact && claim.nature == .legal && claim.line == 6)
    #expect(claim.evidence.supporting.count == 1 && claim.evidence.opposing.count == 1)
    #expect(claim.reply?.status.value == .published && claim.reply?.event?.slug == "e-03")
    #expect(claim.parent?.slug == "s-18" && claim.quotation?.slug == "q-s34")
    let source = try #require(dossier.sources.first)
    #expect(source.copies?.slug == "autre" && source.archive?.slug == "toptribune-grok")
    let document = try #require(dossier.archivedDocuments.first)
    #expect(document.size == 3307 && document.passage("q-s34")?.line == 9)
    #expect(document.statements.map(\.id.value) == ["S-01"])
  }

  @Test func findings() async throws {
    let dossier = try await complete().dossier
    #expect(dossier.contradictions.first?.values.map(\.value) == ["10 janvier"])
    #expect(dossier.limits.first?.severity == .high && dossier.limits.first?.status == .resolved)
    let concerns = try #require(dossier.openPoints.first?.concerns)
    #expect(concerns.map(\.kindName) == ["law", "event"])
    #expect(concerns.map(\.slug) == ["cp-226-8-1", "e-03"])
    #expect(dossier.glossary.first?.laws.map(\.slug) == ["cp-226-8-1"])
    let chapter = try #require(dossier.chapters.first)
    #expect(chapter.slug == "les-faits" && chapter.number == 1 && chapter.presumption)
    #expect(chapter.path == "Content/chapters/01-les-faits.md" && chapter.short == "Faits")
    #expect(dossier.chapters[slug: "faits"]?.title == "Les faits")
    #expect(chapter.anchorAliases.map(\.old.value) == ["deux-janvier"])
    #expect(chapter.anchorAliases.map(\.current.value) == ["le-2-janvier"])
  }

  @Test func keysCoverAllRecords() async throws {
    let dossier = try await complete().dossier
    let keys = dossier.keys
    #expect(keys.count == dossier.entityCount && keys == keys.sorted())
    for key in keys {
      #expect(dossier.key(key.kind, slug: dossier.slug(of: key)) == key)
      #expect(EntityKey(key.kind, index: key.index) == key)
      #expect(!dossier.label(of: key).isEmpty)
      for alias in dossier.identity(of: key).aliases {
        #expect(dossier.key(key.kind, slug: alias.value) == key)
        #expect(dossier.isAlias(alias.value, of: key.kind))
      }
    }
  }

  @Test func spansPointAtWhatIsWritten() async throws {
    let loaded = try await complete()
    let dossier = loaded.dossier
    for key in dossier.keys {
      #expect(ModelFixtures.text(dossier.idSpan(of: key), in: loaded) == dossier.slug(of: key))
    }
    let event = try #require(dossier.events.first)
    #expect(ModelFixtures.text(event.date.span, in: loaded) == "2026-01-02")
    #expect(ModelFixtures.text(event.sources[0].span, in: loaded) == "franceinfo")
    let penalty = try #require(dossier.provisions.first?.versions.first?.penalties.first)
    #expect(penalty.fineEuros.map { ModelFixtures.text($0.span, in: loaded) } == "75000")
    #expect(
      ModelFixtures.text(dossier.openPoints[0].concerns[0].span, in: loaded) == "\"law:cp-226-8-1\""
    )
  }

  // MARK: - Declared keys

  private func record(of path: String) -> RecordDeclaration? {
    for (file, record) in DataModelReference.chapters {
      let stem = file.replacing(".yaml", with: "")
      if path == file || path.hasPrefix(stem + "/") { return record }
      if file.hasPrefix("seeds"), path.hasPrefix("seeds/") { return record }
      if file.hasSuffix(".md"), path.hasSuffix(".md") { return record }
    }
    return nil
  }

  private func declaredRecords() -> [RecordDeclaration] {
    var all: [RecordDeclaration] = []
    var waiting = DataModelReference.chapters.map(\.record)
    while let record = waiting.popLast() {
      guard !all.contains(where: { $0.name == record.name }) else { continue }
      all.append(record)
      waiting += record.fields.flatMap(\.type.records)
    }
    return all
  }

  private func collect(
    _ node: DataNode, _ record: RecordDeclaration, into seen: inout [String: Set<String>]
  ) {
    switch node.content {
    case .list(let items): for item in items { collect(item, record, into: &seen) }
    case .map(let entries):
      for entry in entries {
        seen[record.name, default: []].insert(entry.key)
        for inner in record.field(entry.key)?.type.records ?? [] {
          collect(entry.value, inner, into: &seen)
        }
      }
    case .scalar, .unreadable: break
    }
  }
}
