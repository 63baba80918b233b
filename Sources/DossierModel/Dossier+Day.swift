// The dossier as read on another day than the ones it names, and as that day knew it: what the
// preview's choice of a day and nothing else asks for.

package import Markdown

extension Dossier {
  /// The same dossier with the law of a day, in all chapters too.
  package func read(on day: CivilDate) -> Dossier {
    var dossier = self
    dossier.settings.lawDate = Located(day, at: settings.lawDate.span)
    dossier.chapters = EntityTable(
      chapters.map { chapter in
        var chapter = chapter
        chapter.lawDate = chapter.lawDate.map { Located(day, at: $0.span) }
        return chapter
      })
    return dossier
  }

  /// The same dossier without some records, and with other texts of chapters; ids of records differ.
  ///
  /// - Parameters:
  ///   - holds: Whether a record stays.
  ///   - text: What becomes of the text of a chapter.
  package func narrowed(
    to holds: (EntityKey) -> Bool, text: (MarkdownDocument) -> MarkdownDocument
  ) -> Dossier {
    var dossier = self
    dossier.actors = actors.keeping { holds(.actor($0)) }
    dossier.events = events.keeping { holds(.event($0)) }
    dossier.instruments = instruments.keeping { holds(.instrument($0)) }
    dossier.provisions = provisions.keeping { holds(.provision($0)) }
    dossier.measures = measures.keeping { holds(.measure($0)) }
    dossier.sources = sources.keeping { holds(.source($0)) }
    dossier.quotations = quotations.keeping { holds(.quotation($0)) }
    dossier.claims = claims.keeping { holds(.claim($0)) }
    dossier.contradictions = contradictions.keeping { holds(.contradiction($0)) }
    dossier.limits = limits.keeping { holds(.limit($0)) }
    dossier.openPoints = openPoints.keeping { holds(.openPoint($0)) }
    dossier.corrections = corrections.keeping { holds(.correction($0)) }
    dossier.glossary = glossary.keeping { holds(.term($0)) }
    dossier.chapters = EntityTable(
      chapters.keeping { holds(.chapter($0)) }.map { chapter in
        var chapter = chapter
        chapter.text = text(chapter.text)
        return chapter
      })
    return dossier
  }
}

extension EntityTable {
  /// The records that stay.
  fileprivate func keeping(where stays: (EntityID<Element>) -> Bool) -> EntityTable {
    EntityTable(ids.filter(stays).map { self[$0] })
  }
}
