// The list of chapters and one chapter.

import DossierModel
import Markdown
import TemplateEngine

extension PageScope {
  func chaptersPage() -> PageContent {
    let chapters = dossier.chapters.ids.map { id -> Value in
      let chapter = dossier.chapters[id]
      return record(
        "ChapterSummary",
        [
          "number": count(chapter.number), "title": prose(chapter.title),
          "url": address(presenter.route(.chapter(id))),
          "description": inline(chapter.description),
          "minutes": count(chapter.readingMinutes), "paragraphs": text(paragraphRange(id)),
        ])
    }
    return PageContent(
      heading: words["chapters.title"], description: words["chapters.description"],
      variables: [("chapters", .list(chapters))])
  }

  /// The numbers of a chapter's paragraphs: `41 à 52`.
  private func paragraphRange(_ id: ChapterID) -> String? {
    let paragraphs = dossier.chapters[id].numberedParagraphCount
    if paragraphs == 0 { return nil }
    let first = presenter.firstParagraphs[Int(id.raw)]
    return words("chapter.range", String(first), String(first + paragraphs - 1))
  }

  func chapterPage(_ id: ChapterID) -> PageContent {
    let chapter = dossier.chapters[id]
    if let day = chapter.lawDate?.value { lawDate = day }
    var marks: [[UInt8]] = []
    var outline: [Value] = []
    var section = 0
    for entry in chapter.body.outline {
      // Old anchors stay alive beside the present one.
      var anchors: [UInt8] = []
      for alias in chapter.anchorAliases where alias.current.value == entry.id {
        anchors += Array("<span id=\"\(alias.old.value)\"></span>".utf8)
      }
      guard entry.level == 2 else {
        marks.append(anchors)
        continue
      }
      section += 1
      let number = "\(chapter.number).\(section)"
      marks.append(anchors + Array("<span class=\"cote\">\(number)</span> ".utf8))
      outline.append(
        record(
          "MenuEntry",
          ["label": .string("\(number) \(entry.title)"), "url": .string("#" + entry.id)]))
    }
    let options = HTMLWriterOptions(
      firstParagraphNumber: presenter.firstParagraphs[Int(id.raw)], margins: true,
      headingMarks: marks, root: page.root)
    let index = Int(id.raw)
    let value = record(
      "Chapter",
      [
        "number": count(chapter.number), "title": prose(chapter.title),
        "description": blocks(chapter.description), "law_date": date(chapter.lawDate?.value),
        "paragraphs": text(paragraphRange(id)), "minutes": count(chapter.readingMinutes),
        "outline": .list(outline),
        "presumption": chapter.presumption ? inline(dossier.settings.presumption) : .none,
        "body": body(chapter.body, options: options), "terms": .list(terms(of: chapter)),
        "stale": .list(staleNotes(.chapter(id))), "cited": cited(.chapter(id)),
        "previous": neighbour(index - 1), "next": neighbour(index + 1),
      ])
    return PageContent(
      heading: words("chapter.window_title", String(chapter.number), chapter.title),
      description: plain(chapter.description), variables: [("chapter", value)])
  }

  /// The words of the glossary that a chapter uses, each once, in the order of the alphabet.
  private func terms(of chapter: Chapter) -> [Value] {
    var seen = Set<TermID>()
    for reference in chapter.body.references {
      if case .term(let id)? = dossier.key(referenceName: reference.kind, slug: reference.id) {
        seen.insert(id)
      }
    }
    return AlphabeticalOrder.sorted(seen.sorted()) { dossier.glossary[$0].term }.map { id in
      record(
        "ChapterTerm",
        [
          "ref": ref(.term(id)),
          "definition": withoutDefinitions { inline(dossier.glossary[id].definition) },
        ])
    }
  }

  private func neighbour(_ index: Int) -> Value {
    guard dossier.chapters.indices.contains(index) else { return .none }
    if let known = memory.neighbours.first(where: { $0.chapter == index }) {
      return known.link.take()
    }
    let made = Noted {
      let chapter = dossier.chapters[index]
      return link(
        typeset("\(chapter.number). \(chapter.title)"), router.page(.chapter, slug: chapter.slug))
    }
    memory.keep(neighbour: index, made)
    return made.value
  }
}
