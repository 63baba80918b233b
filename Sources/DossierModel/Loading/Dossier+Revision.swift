// One chapter of a dossier read again: what the preview shows at once after a save, while the whole
// dossier is loaded and checked behind it.

import Diagnostics
import Markdown

extension Dossier {
  /// The same dossier with the text of one chapter read again.
  ///
  /// - Parameters:
  ///   - path: The path of the chapter's file below the dossier's folder.
  ///   - bytes: What the file holds now.
  /// - Returns: The dossier and the chapter; `nil` where the file is no chapter of this dossier, has a
  ///   fault, names a record that is not there, or has another id or number than before.
  /// - Complexity: O(n) in the bytes of the file and the number of chapters.
  package func revised(_ path: String, _ bytes: [UInt8]) -> (dossier: Dossier, chapter: ChapterID)?
  {
    guard let index = chapters.firstIndex(where: { $0.path == path }) else { return nil }
    let old = chapters[index]
    let job = FileJob(
      path: path, source: old.source, bytes: bytes, role: FileRole(path: path),
      markdown: old.body.options)
    var bag = DiagnosticBag()
    guard let new = job.decode(into: &bag).chapters.first?.chapter, !bag.hasErrors,
      new.slug == old.slug, new.number == old.number,
      new.identity.visibility == old.identity.visibility
    else { return nil }
    for reference in new.body.references
    where key(referenceName: reference.kind, slug: reference.id) == nil { return nil }
    for item in new.body.citations.flatMap(\.items) where sources.id(of: item.id) == nil {
      return nil
    }
    var all = Array(chapters)
    all[index] = new
    var dossier = self
    dossier.chapters = EntityTable(all)
    return (dossier, ChapterID(raw: UInt32(index)))
  }
}
