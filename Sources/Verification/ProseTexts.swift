// Owns the walk over all prose of a dossier: every Markdown field of every record, and every chapter,
// with its owner. Rules that read prose go through this list and never look for fields themselves.

package import DossierModel
package import Markdown

/// Who holds a text or a reference: a record, or one of the two records without an id.
package enum LinkOwner: Hashable, Sendable {
  case record(EntityKey)
  /// `Content/dossier.yaml`.
  case settings
  /// `Content/data/matrix.yaml`.
  case matrix

  /// The record, where it is one.
  package var key: EntityKey? {
    if case .record(let key) = self { return key }
    return nil
  }
}

/// A Markdown field of the dossier.
package struct ProseText: Sendable {
  /// The key under which a text is written; `body` for chapters.
  package enum Field: String, Hashable, Sendable {
    case after, before, body, definition, description, keyPoint, methodSummary, note, presumption,
      proof, reason
    case reply, resolution, standing, subject, summary, text, title, toVerify, variant
    case versionNote, versionSummary, who, why
  }

  /// Who holds the text.
  package let owner: LinkOwner
  /// Which of the owner's texts it is.
  package let field: Field
  /// The parsed text.
  package let document: MarkdownDocument
  /// The laws that the record around the text names: figures in it belong to them when the text
  /// itself names none.
  package let laws: [LawReference]

  /// Lists all prose of a dossier, in the order of kinds and files.
  ///
  /// - Complexity: O(n).
  package static func all(of dossier: Dossier) -> [ProseText] {
    var collector = ProseCollector()
    collector.addSettings(dossier.settings)
    collector.addActors(dossier.actors)
    collector.addEvents(dossier.events)
    collector.addLaws(dossier)
    collector.addEvidence(dossier)
    collector.addRemarks(dossier)
    collector.addChapters(dossier.chapters)
    return collector.texts
  }
}

private struct ProseCollector {
  var texts: [ProseText] = []

  mutating func add(
    _ owner: LinkOwner, _ field: ProseText.Field, _ text: MarkdownText?, laws: [LawReference] = []
  ) {
    guard let text else { return }
    texts.append(ProseText(owner: owner, field: field, document: text.document, laws: laws))
  }

  mutating func addSettings(_ settings: DossierSettings) {
    add(.settings, .description, settings.description)
    add(.settings, .presumption, settings.presumption)
    for point in settings.keyPoints {
      add(.settings, .keyPoint, point.text)
      add(.settings, .proof, point.proof)
    }
    for proceeding in settings.proceedings { add(.settings, .subject, proceeding.subject) }
    add(.settings, .methodSummary, settings.methodSummary)
  }

  mutating func addActors(_ actors: EntityTable<Actor>) {
    for (id, actor) in zip(actors.ids, actors) {
      let owner = LinkOwner.record(.actor(id))
      add(owner, .description, actor.description)
      add(owner, .standing, actor.standing?.text)
      for standing in actor.pastStandings { add(owner, .standing, standing.text) }
      for text in actor.toVerify { add(owner, .toVerify, text) }
    }
  }

  mutating func addEvents(_ events: EntityTable<Event>) {
    for (id, event) in zip(events.ids, events) {
      let owner = LinkOwner.record(.event(id))
      add(owner, .title, event.title)
      add(owner, .text, event.text)
      add(owner, .note, event.note)
    }
  }

  mutating func addLaws(_ dossier: Dossier) {
    for (id, instrument) in zip(dossier.instruments.ids, dossier.instruments) {
      add(.record(.instrument(id)), .note, instrument.note)
    }
    for (id, provision) in zip(dossier.provisions.ids, dossier.provisions) {
      let owner = LinkOwner.record(.provision(id))
      let itself = [LawReference(slug: provision.slug, span: provision.idSpan)]
      add(owner, .summary, provision.summary, laws: itself)
      add(owner, .who, provision.who)
      add(owner, .note, provision.note)
      for version in provision.versions {
        add(owner, .versionSummary, version.summary, laws: itself)
        add(owner, .versionNote, version.note)
      }
    }
    for (id, measure) in zip(dossier.measures.ids, dossier.measures) {
      let owner = LinkOwner.record(.measure(id))
      add(owner, .title, measure.title, laws: measure.laws)
      add(owner, .text, measure.text, laws: measure.laws)
      add(owner, .note, measure.note)
    }
    guard let matrix = dossier.matrix else { return }
    for axis in matrix.conducts + matrix.parties { add(.matrix, .description, axis.description) }
    for entry in matrix.cells.flatMap(\.entries) {
      let laws = entry.provision.map { [$0] } ?? []
      add(.matrix, .text, entry.text, laws: laws)
      add(.matrix, .note, entry.note, laws: laws)
    }
  }

  mutating func addEvidence(_ dossier: Dossier) {
    for (id, source) in zip(dossier.sources.ids, dossier.sources) {
      add(.record(.source(id)), .note, source.note)
    }
    for (id, quotation) in zip(dossier.quotations.ids, dossier.quotations) {
      add(.record(.quotation(id)), .variant, quotation.variant)
      add(.record(.quotation(id)), .note, quotation.note)
    }
    for (id, claim) in zip(dossier.claims.ids, dossier.claims) {
      let owner = LinkOwner.record(.claim(id))
      // A statement found wrong may well give wrong figures; one found right may not.
      let isRight = claim.verdict.value == .exact || claim.verdict.value == .established
      add(owner, .text, claim.text, laws: isRight ? claim.laws : [])
      add(owner, .why, claim.why)
      add(owner, .reply, claim.reply?.text)
    }
    for (id, document) in zip(dossier.archivedDocuments.ids, dossier.archivedDocuments) {
      add(.record(.archivedDocument(id)), .note, document.note)
    }
  }

  mutating func addRemarks(_ dossier: Dossier) {
    for (id, contradiction) in zip(dossier.contradictions.ids, dossier.contradictions) {
      add(.record(.contradiction(id)), .subject, contradiction.subject)
      add(.record(.contradiction(id)), .reason, contradiction.reason)
    }
    for (id, limit) in zip(dossier.limits.ids, dossier.limits) {
      add(.record(.limit(id)), .text, limit.text)
      add(.record(.limit(id)), .resolution, limit.resolution)
    }
    for (id, point) in zip(dossier.openPoints.ids, dossier.openPoints) {
      add(.record(.openPoint(id)), .text, point.text)
    }
    for (id, correction) in zip(dossier.corrections.ids, dossier.corrections) {
      let owner = LinkOwner.record(.correction(id))
      add(owner, .before, correction.before)
      add(owner, .after, correction.after)
      add(owner, .reason, correction.reason)
    }
    for (id, term) in zip(dossier.glossary.ids, dossier.glossary) {
      add(.record(.term(id)), .definition, term.definition)
    }
  }

  mutating func addChapters(_ chapters: EntityTable<Chapter>) {
    for (id, chapter) in zip(chapters.ids, chapters) {
      let owner = LinkOwner.record(.chapter(id))
      add(owner, .description, chapter.description)
      texts.append(ProseText(owner: owner, field: .body, document: chapter.body, laws: []))
    }
  }
}

extension MarkdownDocument {
  /// The indices of the prose blocks that refer to records of a kind, in order.
  ///
  /// - Complexity: O(n) in the number of references.
  func blocks(referringTo kind: String) -> [Int] {
    var blocks: [Int] = []
    for reference in references
    where reference.kind == kind && reference.blockIndex != blocks.last {
      blocks.append(reference.blockIndex)
    }
    return blocks
  }
}
