// The dossier as read on another day than the ones it names: what the preview's choice of a day and
// nothing else asks for.

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
}
