// Owns the walk over the texts without markup that readers see: names, titles, labels. Rules on words
// and names read them beside the prose.

import Diagnostics
import DossierModel

/// A text without markup that readers see.
struct PlainText: Sendable {
  let text: String
  /// The record that holds it.
  let owner: EntityKey
  /// Where its record is named; texts without a place of their own are reported there.
  let span: Span

  /// Lists the texts of a dossier.
  ///
  /// - Complexity: O(n).
  static func all(of dossier: Dossier) -> [PlainText] {
    var texts: [PlainText] = []
    func add(_ owner: EntityKey, _ span: Span, _ items: String?...) {
      for case let text? in items where !text.isEmpty {
        texts.append(PlainText(text: text, owner: owner, span: span))
      }
    }
    for (id, actor) in zip(dossier.actors.ids, dossier.actors) {
      add(.actor(id), actor.idSpan, actor.part)
      for role in actor.roles { add(.actor(id), actor.idSpan, role.title, role.note) }
      for item in actor.memberships { add(.actor(id), actor.idSpan, item.group, item.note) }
      for relation in actor.relations {
        add(.actor(id), relation.to.span, relation.verb, relation.note)
      }
      for link in actor.links { add(.actor(id), actor.idSpan, link.label) }
    }
    for (id, source) in zip(dossier.sources.ids, dossier.sources) {
      add(.source(id), source.idSpan, source.title, source.author)
      if let url = source.url { add(.source(id), url.span, url.value) }
    }
    for (id, quotation) in zip(dossier.quotations.ids, dossier.quotations) {
      add(.quotation(id), quotation.text.span, quotation.text.value)
    }
    for (id, claim) in zip(dossier.claims.ids, dossier.claims) {
      add(.claim(id), claim.idSpan, claim.verdictLabel)
    }
    for (id, contradiction) in zip(dossier.contradictions.ids, dossier.contradictions) {
      let span = contradiction.idSpan
      add(.contradiction(id), span, contradiction.retained)
      for value in contradiction.values {
        add(.contradiction(id), span, value.value, value.note)
      }
    }
    for (id, chapter) in zip(dossier.chapters.ids, dossier.chapters) {
      add(.chapter(id), chapter.idSpan, chapter.title, chapter.short)
    }
    for (id, document) in zip(dossier.archivedDocuments.ids, dossier.archivedDocuments) {
      let span = document.idSpan
      add(.archivedDocument(id), span, document.title, document.address)
      for statement in document.statements { add(.archivedDocument(id), span, statement.text) }
    }
    return texts
  }
}
