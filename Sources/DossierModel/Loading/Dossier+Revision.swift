// One file of a dossier read again: what the preview shows at once after a save, while the whole
// dossier is loaded and checked behind it.

import Diagnostics
import Markdown

extension LoadedDossier {
  /// The same dossier with the records of one file read again.
  ///
  /// - Parameters:
  ///   - path: The path of a chapter or data file below the dossier's folder.
  ///   - bytes: What the file holds now.
  ///   - memory: What the dossier was loaded from.
  /// - Returns: The dossier, what differs, and for a chapter's file the chapter; `nil` where the file is none of this dossier's, has a
  ///   fault, or holds other records than before, and for a chapter where it names a record that is
  ///   not there or has another number.
  /// - Complexity: O(n) in the bytes of the file and the number of records of its kind.
  package func revised(
    _ path: String, _ bytes: [UInt8], _ memory: LoaderMemory
  ) -> (loaded: LoadedDossier, change: DossierChange, chapter: ChapterID?)? {
    guard let job = memory.job(path, bytes: bytes) else { return nil }
    var bag = DiagnosticBag()
    let file = job.decode(into: &bag)
    if bag.hasErrors { return nil }
    var new = self
    var change = DossierChange()
    var chapter: ChapterID?
    switch job.role {
    case .chapter:
      guard let own = file.chapters.first, new.dossier.replace(own.chapter, &change),
        case .chapter(let id)? = new.dossier.key(.chapter, slug: own.chapter.slug)
      else { return nil }
      chapter = id
      new.marks.records[.chapter]?[Int(id.raw)] = own.mark
      new.marks.texts[own.chapter.source.raw] = own.textMark
      if marks.texts[own.chapter.source.raw] != own.textMark {
        change.facets.insert(.text(own.chapter.source.raw))
      }
      if marks.records[.chapter]?[Int(id.raw)] != own.mark {
        change.facets.insert(.record(.chapter(id)))
      }
    case .data(let kind):
      guard let entityKind = kind.entityKind,
        let first = new.dossier.replaceRecords(of: entityKind, with: file, job.source)
      else { return nil }
      for (offset, mark) in (file.marks[entityKind] ?? []).enumerated() {
        guard marks.records[entityKind]?[first + offset] != mark else { continue }
        new.marks.records[entityKind]?[first + offset] = mark
        change.facets.insert(.record(entityKind, UInt32(first + offset)))
      }
    default: return nil
    }
    return (new, change, chapter)
  }
}

extension LoadedDossier {
  /// The dossier with the text of a chapter that was skimmed; `nil` where it has a fault.
  package func readingText(of id: ChapterID, _ bytes: [UInt8]) -> Dossier? {
    let old = dossier.chapters[id]
    let job = FileJob(
      path: old.path, source: old.source, bytes: bytes, role: FileRole(path: old.path),
      markdown: old.body.options)
    var bag = DiagnosticBag()
    guard let own = job.decode(into: &bag).chapters.first?.chapter, !bag.hasErrors,
      own.slug == old.slug
    else { return nil }
    var dossier = dossier
    dossier.chapters = dossier.chapters.replacing(Int(id.raw)..<Int(id.raw) + 1, with: [own])
    return dossier
  }
}

extension Dossier {
  /// Puts another version of a chapter in its place; `false` where it is not the same chapter or
  /// names what is not there.
  fileprivate mutating func replace(_ new: Chapter, _ change: inout DossierChange) -> Bool {
    guard let id = chapters.id(of: new.slug) else { return false }
    let old = chapters[id]
    guard new.path == old.path, new.slug == old.slug, new.number == old.number,
      new.identity.visibility == old.identity.visibility,
      new.aliases.map(\.value) == old.aliases.map(\.value)
    else { return false }
    for reference in new.body.references
    where key(referenceName: reference.kind, slug: reference.id) == nil { return false }
    for item in new.body.citations.flatMap(\.items) where sources.id(of: item.id) == nil {
      return false
    }
    chapters = chapters.replacing(Int(id.raw)..<Int(id.raw) + 1, with: [new])
    return true
  }

  /// Puts other versions of the records of a file in their places; returns the index of the first,
  /// and `nil` where they are not the same records.
  fileprivate mutating func replaceRecords(
    of kind: EntityKind, with file: DecodedFile, _ source: SourceID
  ) -> Int? {
    switch kind {
    case .actor: actors.replace(file.actors, of: source)
    case .event: events.replace(file.events, of: source)
    case .instrument: instruments.replace(file.instruments, of: source)
    case .provision: provisions.replace(file.provisions, of: source)
    case .measure: measures.replace(file.measures, of: source)
    case .source: sources.replace(file.sources, of: source)
    case .quotation: quotations.replace(file.quotations, of: source)
    case .claim: claims.replace(file.claims, of: source)
    case .contradiction: contradictions.replace(file.contradictions, of: source)
    case .limit: limits.replace(file.limits, of: source)
    case .openPoint: openPoints.replace(file.openPoints, of: source)
    case .correction: corrections.replace(file.corrections, of: source)
    case .term: glossary.replace(file.glossary, of: source)
    case .chapter, .archivedDocument: nil
    }
  }
}

extension EntityTable {
  fileprivate mutating func replace(_ new: [Element], of source: SourceID) -> Int? {
    guard !new.isEmpty, let first = firstIndex(where: { $0.idSpan.source == source }) else {
      return nil
    }
    let end = first + new.count
    guard end <= count, end == count || self[end].idSpan.source != source,
      zip(self[first..<end], new).allSatisfy({ old, new in
        old.slug == new.slug && old.idSpan.source == source
          && old.identity.visibility == new.identity.visibility
          && old.aliases.map(\.value) == new.aliases.map(\.value)
      })
    else { return nil }
    self = replacing(first..<end, with: new)
    return first
  }
}
