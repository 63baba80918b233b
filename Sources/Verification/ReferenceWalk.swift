// Owns the walk over all references of a dossier, from data files and from Markdown. It is the only
// place that knows which fields point where; the rules on references and the back-links both read
// its list, so that neither can forget a pair.

import Diagnostics
import DossierModel
import Markdown

/// How one record points at another.
package enum LinkRole: String, CaseIterable, Hashable, Sendable {
  // Actors.
  case roleOrganisation, roleSource, standingSource, actorReply, relation, relationEvent,
    actorSource
  case membershipOrganisation, membershipSource, namingSource
  // Events.
  case participant, legalBasis, eventLaw, eventClaim, eventContradiction, eventSource
  // Laws.
  case instrumentSource, instrument, changedBy, versionSource
  // Measures.
  case measureAuthority, measureAddressee, measureLaw, measureEvent, measureSource
  // Sources and quotations.
  case copies, drawsOn, archive, quotationSpeaker, quotationSource, quotationDocument,
    quotationClaim
  // Claims.
  case speaker, about, parent, claimSource, claimQuotation, claimLaw, supporting, opposing
  case claimEvent, replyEvent
  // Remarks.
  case contradictionSource, contradictionEvent, limitSource, limitClaim, concern, termSource,
    termLaw, correctionSource
  // Records without an id.
  case proceedingAuthority, proceedingEvent, matrixLaw
  // Prose.
  case mention, citation, insertion

  /// Whether the reference stands in prose and not in a field of its own.
  package var isProse: Bool {
    switch self {
    case .mention, .citation, .insertion: true
    default: false
    }
  }

  /// Whether the written list counts each record once.
  var isList: Bool {
    switch self {
    case .participant, .legalBasis, .eventLaw, .eventClaim, .eventContradiction, .eventSource,
      .roleSource, .standingSource, .actorReply, .actorSource, .instrumentSource, .versionSource,
      .quotationSpeaker, .quotationClaim, .speaker, .about, .claimLaw, .supporting, .opposing,
      .claimEvent, .contradictionSource, .contradictionEvent, .limitSource, .limitClaim, .concern,
      .termSource, .termLaw, .membershipSource, .namingSource, .measureAuthority,
      .measureAddressee, .measureLaw, .measureEvent, .measureSource, .drawsOn, .correctionSource:
      true
    default: false
    }
  }
}

/// A reference as written, with what it led to.
struct WrittenReference: Sendable {
  let owner: LinkOwner
  let role: LinkRole
  /// The kinds of record it may lead to, tried in order; empty for an unknown kind word.
  let kinds: [EntityKind]
  /// The word for what was expected, as in messages: `actor`, `law`, `quote`.
  let kindWord: String
  let slug: String
  /// Where the id is written.
  let span: Span
  /// The number of the list that the reference stands in; 0 for a single reference.
  var list: Int32 = 0
  /// The rank of the numbered paragraph of a chapter, from 0; -1 elsewhere.
  var paragraph: Int32 = -1
  /// The reference as it stands in prose, where it names a day, a section or an unknown kind.
  var written: Written?
  var target: EntityKey?

  /// What most references do not have.
  final class Written: Sendable {
    let reference: MarkdownReference
    init(_ reference: MarkdownReference) { self.reference = reference }
  }

  var date: String? { written?.reference.date }
  var dateSpan: Span? { written?.reference.dateSpan }
  var fragment: String? { written?.reference.fragment }
  var fragmentSpan: Span? { written?.reference.fragmentSpan }
  /// Where an unknown kind word is written, in prose: between `[[` and the colon before the id.
  var kindSpan: Span? {
    written.map {
      Span(
        source: span.source, start: Int($0.reference.span.start) + 2, end: Int(span.start) - 1)
    }
  }
}

/// The list of all references of a dossier, resolved where they lead somewhere.
struct ReferenceWalk {
  private(set) var references: [WrittenReference] = []
  private let dossier: Dossier
  private var listCount: Int32 = 0

  /// Walks a dossier.
  ///
  /// - Complexity: O(n) in the number of references and records.
  init(_ dossier: Dossier, texts: [ProseText]) {
    self.dossier = dossier
    addSettings()
    addActors()
    addEvents()
    addLaws()
    addMeasures()
    addEvidence()
    addClaims()
    addRemarks()
    for text in texts { addProse(text) }
    for index in references.indices {
      references[index].target = Self.target(of: references[index], in: dossier)
    }
  }

  /// Takes the dossier as a parameter: a read of the walk while it changes would copy it.
  private static func target(of reference: WrittenReference, in dossier: Dossier) -> EntityKey? {
    for kind in reference.kinds {
      if let key = dossier.key(kind, slug: reference.slug) { return key }
    }
    return nil
  }

  // MARK: - Adding

  private mutating func add<Element: Entity>(
    _ owner: LinkOwner, _ role: LinkRole, _ reference: Reference<Element>?, list: Int32 = 0
  ) {
    guard let reference else { return }
    references.append(
      WrittenReference(
        owner: owner, role: role, kinds: Self.kindLists[Element.kind] ?? [Element.kind],
        kindWord: Element.kind.referenceName,
        slug: reference.slug, span: reference.span, list: list))
  }

  private mutating func addAll<Element: Entity>(
    _ owner: LinkOwner, _ role: LinkRole, _ items: [Reference<Element>]
  ) {
    listCount += 1
    for item in items { add(owner, role, item, list: listCount) }
  }

  private mutating func addLaw(
    _ owner: LinkOwner, _ role: LinkRole, _ reference: LawReference?, list: Int32 = 0
  ) {
    guard let reference else { return }
    references.append(
      WrittenReference(
        owner: owner, role: role, kinds: Self.lawKinds, kindWord: "law",
        slug: reference.slug, span: reference.span, list: list))
  }

  private mutating func addLaws(_ owner: LinkOwner, _ role: LinkRole, _ items: [LawReference]) {
    listCount += 1
    for item in items { addLaw(owner, role, item, list: listCount) }
  }

  // MARK: - The fields

  private mutating func addSettings() {
    for proceeding in dossier.settings.proceedings {
      add(.settings, .proceedingAuthority, proceeding.authority)
      add(.settings, .proceedingEvent, proceeding.since)
    }
    for entry in dossier.matrix?.cells.flatMap(\.entries) ?? [] {
      addLaw(.matrix, .matrixLaw, entry.provision)
    }
  }

  private mutating func addActors() {
    for (id, actor) in zip(dossier.actors.ids, dossier.actors) {
      let owner = LinkOwner.record(.actor(id))
      for role in actor.roles {
        add(owner, .roleOrganisation, role.organisation)
        addAll(owner, .roleSource, role.sources)
      }
      for membership in actor.memberships {
        add(owner, .membershipOrganisation, membership.organisation)
        addAll(owner, .membershipSource, membership.sources)
      }
      addAll(owner, .standingSource, actor.standing?.sources ?? [])
      for standing in actor.pastStandings { addAll(owner, .standingSource, standing.sources) }
      addAll(owner, .namingSource, actor.consent?.sources ?? [])
      addAll(owner, .namingSource, actor.publicDeclaration?.sources ?? [])
      addAll(owner, .actorReply, actor.replies)
      for relation in actor.relations {
        add(owner, .relation, relation.to)
        add(owner, .relationEvent, relation.event)
      }
      addAll(owner, .actorSource, actor.sources)
    }
  }

  private mutating func addEvents() {
    for (id, event) in zip(dossier.events.ids, dossier.events) {
      let owner = LinkOwner.record(.event(id))
      addAll(owner, .participant, event.actors.map(\.actor))
      addLaws(owner, .legalBasis, event.legalBasis)
      addLaws(owner, .eventLaw, event.laws)
      addAll(owner, .eventClaim, event.claims)
      addAll(owner, .eventContradiction, event.contradictions)
      addAll(owner, .eventSource, event.sources)
    }
  }

  private mutating func addLaws() {
    for (id, instrument) in zip(dossier.instruments.ids, dossier.instruments) {
      addAll(.record(.instrument(id)), .instrumentSource, instrument.sources)
    }
    for (id, provision) in zip(dossier.provisions.ids, dossier.provisions) {
      let owner = LinkOwner.record(.provision(id))
      add(owner, .instrument, provision.instrument)
      for version in provision.versions {
        add(owner, .changedBy, version.changedBy)
        addAll(owner, .versionSource, version.sources)
      }
    }
  }

  private mutating func addMeasures() {
    for (id, measure) in zip(dossier.measures.ids, dossier.measures) {
      let owner = LinkOwner.record(.measure(id))
      addAll(owner, .measureAuthority, measure.authorities)
      addAll(owner, .measureAddressee, measure.addressees)
      addLaws(owner, .measureLaw, measure.laws)
      addAll(owner, .measureEvent, measure.events)
      addAll(owner, .measureSource, measure.sources)
    }
  }

  private mutating func addEvidence() {
    for (id, source) in zip(dossier.sources.ids, dossier.sources) {
      let owner = LinkOwner.record(.source(id))
      add(owner, .copies, source.copies)
      addAll(owner, .drawsOn, source.drawsOn)
      add(owner, .archive, source.archive)
    }
    for (id, quotation) in zip(dossier.quotations.ids, dossier.quotations) {
      let owner = LinkOwner.record(.quotation(id))
      addAll(owner, .quotationSpeaker, quotation.speakers)
      add(owner, .quotationSource, quotation.source)
      add(owner, .quotationDocument, quotation.passage.document)
      addAll(owner, .quotationClaim, quotation.claims)
    }
  }

  private mutating func addClaims() {
    for (id, claim) in zip(dossier.claims.ids, dossier.claims) {
      let owner = LinkOwner.record(.claim(id))
      addAll(owner, .speaker, claim.speakers)
      addAll(owner, .about, claim.about)
      add(owner, .parent, claim.parent)
      add(owner, .claimSource, claim.source)
      add(owner, .claimQuotation, claim.quotation)
      addLaws(owner, .claimLaw, claim.laws)
      addAll(owner, .supporting, claim.evidence.supporting)
      addAll(owner, .opposing, claim.evidence.opposing)
      addAll(owner, .claimEvent, claim.events)
      add(owner, .replyEvent, claim.reply?.event)
    }
  }

  private mutating func addRemarks() {
    for (id, contradiction) in zip(dossier.contradictions.ids, dossier.contradictions) {
      let owner = LinkOwner.record(.contradiction(id))
      for value in contradiction.values { addAll(owner, .contradictionSource, value.sources) }
      addAll(owner, .contradictionEvent, contradiction.events)
    }
    for (id, limit) in zip(dossier.limits.ids, dossier.limits) {
      addAll(.record(.limit(id)), .limitSource, limit.sources)
      addAll(.record(.limit(id)), .limitClaim, limit.claims)
    }
    for (id, point) in zip(dossier.openPoints.ids, dossier.openPoints) {
      addConcerns(.record(.openPoint(id)), point.concerns)
    }
    for (id, correction) in zip(dossier.corrections.ids, dossier.corrections) {
      addConcerns(.record(.correction(id)), correction.concerns)
      addAll(.record(.correction(id)), .correctionSource, correction.sources)
    }
    for (id, term) in zip(dossier.glossary.ids, dossier.glossary) {
      addAll(.record(.term(id)), .termSource, term.sources)
      addLaws(.record(.term(id)), .termLaw, term.laws)
    }
  }

  private mutating func addConcerns(_ owner: LinkOwner, _ concerns: [QualifiedReference]) {
    listCount += 1
    for concern in concerns {
      references.append(
        WrittenReference(
          owner: owner, role: .concern, kinds: Self.kinds(concern.kindName),
          kindWord: concern.kindName, slug: concern.slug, span: concern.span, list: listCount))
    }
  }

  private mutating func addProse(_ text: ProseText) {
    for reference in text.document.references {
      let kinds = Self.kinds(reference.kind)
      let isPlain = reference.date == nil && reference.fragment == nil && !kinds.isEmpty
      references.append(
        WrittenReference(
          owner: text.owner, role: .mention, kinds: kinds,
          kindWord: reference.kind, slug: reference.id, span: reference.idSpan,
          paragraph: reference.paragraph.map(Int32.init) ?? -1,
          written: isPlain ? nil : WrittenReference.Written(reference)))
    }
    for citation in text.document.citations {
      for item in citation.items {
        references.append(
          WrittenReference(
            owner: text.owner, role: .citation, kinds: Self.sourceKinds, kindWord: "source",
            slug: item.id, span: item.idSpan,
            paragraph: citation.paragraph.map(Int32.init) ?? -1))
      }
    }
    for insertion in text.document.insertions where insertion.name == "quote" {
      guard let argument = insertion.arguments.first else { continue }
      references.append(
        WrittenReference(
          owner: text.owner, role: .insertion, kinds: [.quotation], kindWord: "quote",
          slug: argument.text, span: argument.span))
    }
  }

  /// The kinds of a kind word; provisions before instruments.
  private static func kinds(_ word: String) -> [EntityKind] { kindsByWord[word] ?? [] }

  // One list for all references of a kind, and none made for each.
  private static let lawKinds: [EntityKind] = [.provision, .instrument]
  private static let sourceKinds: [EntityKind] = [.source]
  private static let kindLists = Dictionary(
    uniqueKeysWithValues: EntityKind.allCases.map { ($0, [$0]) })
  private static let kindsByWord: [String: [EntityKind]] = {
    var lists: [String: [EntityKind]] = [:]
    for word in EntityKind.referenceNames { lists[word] = EntityKind.kinds(referenceName: word) }
    lists["law"] = lawKinds
    return lists
  }()
}
