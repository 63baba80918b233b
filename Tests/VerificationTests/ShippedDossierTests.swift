// The dossier of the repository keeps every rule, and small changes of it break the right one at the
// right place.

import Diagnostics
import DossierModel
import Foundation
import Testing

@testable import Verification

@Suite struct ShippedDossierTests {
  @Test func keepsAllRules() async throws {
    let outcome = await VerificationFixtures.check(try VerificationFixtures.shipped())
    #expect(outcome.diagnostics.isEmpty, "\(outcome.rendered)")
    #expect(outcome.checked != nil)
  }

  /// A change of one file and what it must lead to.
  struct Mutation: Sendable, CustomStringConvertible {
    let description: String
    let path: String
    let old: String
    let new: String
    let code: String
    /// The marked bytes.
    let marked: String
    /// A part of the drawn diagnostic.
    let says: String
  }

  private static let chapter = "Content/chapters/01-l-essentiel.md"
  private static let claims = "Content/data/claims.yaml"
  private static let events = "Content/data/events.yaml"
  private static let provisions = "Content/data/provisions.yaml"
  private static let quotations = "Content/data/quotations.yaml"

  private static let mutations: [Mutation] = [
    Mutation(
      description: "a figure in prose", path: chapter, old: "et 75 000 € d’amende en ligne",
      new: "et 45 000 € d’amende en ligne", code: "R0301", marked: "45 000 €",
      says: "a fine of 75 000 €"),
    Mutation(
      description: "a figure in words", path: chapter, old: "trois ans d’emprisonnement",
      new: "cinq ans d’emprisonnement", code: "R0301", marked: "cinq ans",
      says: "a prison term of 3 years"),
    Mutation(
      description: "ils for il", path: quotations, old: "Aujourd’hui, ils se moquent",
      new: "Aujourd’hui, il se moquent", code: "R0401", marked: "Aujourd’hui, il",
      says: "word by word: Aujourd’hui, [-ils-] {+il+} se moquent du monde."),
    Mutation(
      description: "a selector moved", path: quotations, old: "start: 2060", new: "start: 2061",
      code: "R0402", marked: "document", says: "no passage from byte 2061 to 2320"),
    Mutation(
      description: "a wrong actor", path: events, old: "- actor: eric-bothorel",
      new: "- actor: eric-bothorrel",
      code: "R0101", marked: "eric-bothorrel", says: "did you mean `eric-bothorel`?"),
  ]

  private static let sources = "Content/data/sources.yaml"
  private static let actors = "Content/data/actors.yaml"
  private static let contradictions = "Content/data/contradictions.yaml"
  private static let register = "seeds/toptribune-grok.yaml"

  /// Further changes; each breaks the build, with its code at the changed place. Other codes may
  /// follow from the same change.
  private static let further: [Mutation] = [
    Mutation(
      description: "an unknown source", path: claims,
      old: "for: [paris-daily-signalements, blick-grok]",
      new: "for: [paris-daily-signalement, blick-grok]", code: "R0101",
      marked: "paris-daily-signalement", says: "did you mean `paris-daily-signalements`?"),
    Mutation(
      description: "an unknown event", path: claims, old: "events: [e-03, e-04, e-06]",
      new: "events: [e-03, e-04, e-006]", code: "R0101", marked: "e-006", says: "no event `e-006`"),
    Mutation(
      description: "an unknown provision", path: events, old: "legal-basis: [cp-226-8-1",
      new: "legal-basis: [cp-226-8-11", code: "R0101", marked: "cp-226-8-11",
      says: "did you mean `cp-226-8-1`"),
    Mutation(
      description: "an actor listed twice", path: quotations,
      old: "speaker: [roland-lescure, anne-le-henanff, aurore-berge]",
      new: "speaker: [roland-lescure, anne-le-henanff, roland-lescure]", code: "R0106",
      marked: "roland-lescure", says: "twice in one list"),
    Mutation(
      description: "an id given twice", path: claims, old: "- id: s-02\n", new: "- id: s-01\n",
      code: "D0207", marked: "s-01", says: "s-01"),
    Mutation(
      description: "a mark given twice", path: claims, old: "cote: S-02\n", new: "cote: S-01\n",
      code: "D0214", marked: "S-01", says: "S-01"),
    Mutation(
      description: "an unknown key", path: claims, old: "  verdict: established\n",
      new: "  verdcit: established\n", code: "D0201", marked: "verdcit", says: "verdict"),
    Mutation(
      description: "an unknown word", path: claims, old: "nature: fact\n", new: "nature: facts\n",
      code: "D0204", marked: "facts", says: "fact"),
    Mutation(
      description: "an impossible day", path: events, old: "date: 2026-01-05",
      new: "date: 2026-01-35",
      code: "D0205", marked: "2026-01-35", says: "2026-01-35"),
    Mutation(
      description: "a quotation with one digit changed", path: quotations,
      old: "60 000 euros d’amende", new: "60 001 euros d’amende", code: "R0401",
      marked: "60 001", says: "[-000-] {+001+}"),
    Mutation(
      description: "a negation taken out", path: quotations, old: "sans leur consentement",
      new: "avec leur consentement", code: "R0401", marked: "avec leur consentement",
      says: "the words of the quotation"),
    Mutation(
      description: "a hash of a passage", path: quotations, old: "sha256: 520c0e1b",
      new: "sha256: 620c0e1b", code: "R0402", marked: "620c0e1b", says: "the hash is not that"),
    Mutation(
      description: "a law later than its event", path: provisions, old: "published: 2024-05-22",
      new: "published: 2024-06-22", code: "R0205", marked: "2024-05-23", says: "published"),
    Mutation(
      description: "a sentinel", path: provisions, old: "in-force: 2024-05-23\n",
      new: "in-force: 2024-05-23\n      until: 2999-01-01\n", code: "R0207", marked: "2999-01-01",
      says: "stands for no date"),
    Mutation(
      description: "a copy of itself", path: sources, old: "copies: politico-signalements",
      new: "copies: paris-daily-signalements", code: "R0105", marked: "paris-daily-signalements",
      says: "itself"),
    Mutation(
      description: "a value given twice", path: contradictions, old: "value: 5 janvier 2026",
      new: "value: 9 janvier 2026", code: "R0410", marked: "x-03", says: "twice"),
    Mutation(
      description: "a verdict without evidence", path: claims,
      old: "  evidence:\n    for: [wikipedia-delaporte, tendance-ouest-delaporte]\n", new: "",
      code: "R0406", marked: "established", says: "without a source"),
    Mutation(
      description: "a weekday", path: chapter, old: "2 janvier 2026", new: "lundi 2 janvier 2026",
      code: "R0202", marked: "lundi 2 janvier 2026", says: "vendredi"),
    Mutation(
      description: "a day that does not exist", path: chapter, old: "au 2 janvier 2026",
      new: "au 32 janvier 2026", code: "R0203", marked: "32 janvier 2026", says: "there is no day"),
    Mutation(
      description: "a reference in prose", path: chapter, old: "[[law:cp-226-8-1|",
      new: "[[law:cp-226-8-9|", code: "R0101", marked: "cp-226-8-9", says: "no law `cp-226-8-9`"),
    Mutation(
      description: "an unknown kind in prose", path: "Content/chapters/04-analyse-juridique.md",
      old: "[[law:cp-226-8-1|",
      new: "[[loi:cp-226-8-1|", code: "R0108", marked: "loi", says: "not a kind of record"),
    Mutation(
      description: "a size of the register", path: register, old: "size: 3307", new: "size: 330",
      code: "R0404", marked: "", says: "it ends at byte"),
  ]

  /// Faults of the data itself hide others, and so does a register that is too short: they are made
  /// apart. All others are made at once, so that the dossier is read three times and not twenty.
  @Test(arguments: ["D", "R0404", "R"])
  func furtherMutationsBreakTheBuild(group: String) async throws {
    var files = try VerificationFixtures.shipped()
    let mutations = Self.further.filter { mutation in
      group == "R"
        ? mutation.code.hasPrefix("R") && mutation.code != "R0404"
        : mutation.code.hasPrefix(group)
    }
    #expect(!mutations.isEmpty)
    for mutation in mutations {
      let text = try #require(files.texts[mutation.path])
      let place = try #require(text.range(of: mutation.old), "`\(mutation.old)` is gone")
      files.texts[mutation.path] = text.replacingCharacters(in: place, with: mutation.new)
    }
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.checked == nil)
    let rendered = outcome.rendered
    for mutation in mutations {
      let isThere = outcome.diagnostics.contains { diagnostic in
        guard diagnostic.code.id == mutation.code, diagnostic.severity == .error,
          let span = diagnostic.primary?.span,
          outcome.sources.path(of: span.source) == mutation.path
        else { return false }
        let bytes = outcome.sources.bytes(of: span.source)
        let marked = String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
        return mutation.marked.isEmpty || marked.contains(mutation.marked)
      }
      #expect(isThere, "\(mutation.description): \(outcome.codes)")
      #expect(rendered.contains(mutation.says), "\(mutation.description)")
    }
  }

  @Test func moreThanTwentyKindsOfChangeAreTried() {
    #expect(Self.further.count >= 20)
    #expect(Set(Self.further.map(\.description)).count == Self.further.count)
  }

  @Test(arguments: mutations.indices)
  func mutationBreaksTheBuild(index: Int) async throws {
    let mutation = Self.mutations[index]
    var files = try VerificationFixtures.shipped()
    // The words may stand elsewhere too: the first place is changed.
    let text = try #require(files.texts[mutation.path])
    let place = try #require(text.range(of: mutation.old), "`\(mutation.old)` is gone")
    files.texts[mutation.path] = text.replacingCharacters(in: place, with: mutation.new)
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.checked == nil)
    #expect(outcome.codes == [mutation.code], "\(outcome.rendered)")
    let span = try #require(outcome.diagnostics.first?.primary?.span)
    #expect(outcome.sources.path(of: span.source) == mutation.path)
    let bytes = outcome.sources.bytes(of: span.source)
    let marked = String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
    #expect(marked.contains(mutation.marked))
    #expect(outcome.rendered.contains(mutation.says), "\(outcome.rendered)")
  }

  /// The event of 2 January 2026 rests on article 226-8-1: with a later start it has no basis.
  @Test func movingTheStartOfTheLawTakesTheBasisAway() async throws {
    var files = try VerificationFixtures.shipped()
    let text = try #require(files.texts[Self.provisions])
    let record = try #require(text.range(of: "- id: cp-226-8-1\n"))
    let start = try #require(
      text.range(of: "in-force: 2024-05-23", range: record.upperBound..<text.endIndex))
    files.texts[Self.provisions] = text.replacingCharacters(
      in: start, with: "in-force: 2026-02-01")
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.checked == nil)
    let found = outcome.diagnostics.filter { $0.code == .lawNotInForce }
    #expect(
      found.contains {
        $0.message.english.contains("`cp-226-8-1`") && $0.message.english.contains("`e-03`")
      },
      "\(outcome.rendered)")
    #expect(found.allSatisfy { $0.notes.contains { $0.english.contains("2026-02-01") } })
    let claims = outcome.diagnostics.filter { $0.code == .claimLawNotInForce }.map(
      \.message.english)
    for claim in ["s-16b", "s-16c", "s-16e", "s-18a", "s-20", "s-21", "s-22", "s-23"] {
      #expect(
        claims.contains { $0.contains("`cp-226-8-1`") && $0.contains("`\(claim)`") }, "\(claim)")
    }
  }

  @Test func altersOfAQuotationInProseIsFound() async throws {
    let files = try VerificationFixtures.shipped().with([
      "Content/chapters/99-essai.md": """
      ---
      title: Essai
      number: 99
      description: Une citation altérée.
      presumption: true
      ---

      Il ajoute : « Aujourd’hui, il se moque du monde ».

      """
    ])
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.codes == ["R0405"])
    #expect(outcome.rendered.contains("[-ils-] {+il+} se [-moquent-] {+moque+} du monde"))
  }

  @Test func computesTheLawOfTheDay() async throws {
    let outcome = await VerificationFixtures.check(try VerificationFixtures.shipped())
    let checked = try #require(outcome.checked)
    let dossier = checked.dossier
    func slugs(_ day: String) -> Set<String> {
      Set(
        checked.penaltyTable(on: DateValue.day(day)).applicable.map {
          dossier.provisions[$0.provision].slug
        })
    }
    #expect(slugs("2026-01-02").contains("cp-226-8-1"))
    #expect(!slugs("2024-01-02").contains("cp-226-8-1"))
    let ban = try #require(dossier.provisions.id(of: "ia-5"))
    let before = checked.law(ban, on: DateValue.day("2026-11-22"))
    let after = checked.law(ban, on: DateValue.day("2026-12-02"))
    #expect(before.applicable == 0 && before.next == 1)
    #expect(after.applicable == 1 && after.next == nil)
    #expect(dossier.provisions[ban].state(ofVersion: 1, on: before.day) == .inForce)
    let basis = try #require(dossier.provisions.id(of: "cp-226-8-1"))
    let event = try #require(dossier.events.id(of: "e-03"))
    #expect(checked.version(of: basis, at: event) == 0)
    #expect(checked.events(concerning: basis).contains { $0.event == event && $0.isLegalBasis })
    let row = checked.penaltyTable(on: DateValue.day("2026-01-02")).applicable.filter {
      $0.provision == basis
    }
    #expect(row.map(\.prisonMonths) == [24, 36])
    #expect(row.map(\.legalPersonFineEuros) == [300_000, 375_000])
  }

  @Test func eventsToComeFollowFromTheDayOfTheBuild() async throws {
    let files = try VerificationFixtures.shipped()
    for (day, timing) in [("2026-12-01", EventTiming.upcoming), ("2026-12-02", .elapsed)] {
      let outcome = await VerificationFixtures.check(files, on: DateValue.day(day))
      let checked = try #require(outcome.checked)
      let event = try #require(checked.dossier.events.id(of: "e-36"))
      #expect(checked.timing(of: event) == timing)
    }
  }
}
