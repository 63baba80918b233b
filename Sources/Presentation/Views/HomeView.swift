// The home page: what is known and what proves it, where proceedings stand, what is to come.

import DossierModel
import Markdown
import TemplateEngine
import Verification

extension PageScope {
  func homePage() -> PageContent {
    let settings = dossier.settings
    let heading = settings.heading ?? settings.title
    let quotations = dossier.quotations.count
    let proceedings = settings.proceedings.map { proceeding($0) }
    let home = record(
      "Home",
      [
        "heading": prose(heading), "description": blocks(settings.description),
        "last_change": date(settings.lastChange.value), "facts_until": date(settings.factsUntil),
        "claim_count": count(wholeClaimCount),
        "quotations": quotations == 0
          ? .none : .string(words("home.quotation_tally", String(quotations), String(quotations))),
        "key_points_title": .string(tally("home.key_points", settings.keyPoints.count)),
        "key_points": .list(settings.keyPoints.map { keyPoint($0) }),
        "presumption": inline(settings.presumption),
        "proceedings_caption": .string(tally("home.authorities", proceedings.count)),
        "proceedings": .list(proceedings), "upcoming": .list(upcomingEvents()),
        "downloads": .list(presenter.downloads.map { download($0) }),
        "parts": .list(homeParts()), "method": inline(settings.methodSummary),
        "method_url": presenter.methodChapter.map {
          address(router.page(.chapter, slug: $0.slug))
        } ?? .none,
      ])
    return PageContent(
      heading: heading, description: plain(settings.description), variables: [("home", home)])
  }

  /// A count with its number in words where the catalogue has one, with a capital: `Six points`.
  private func tally(_ key: String, _ count: Int) -> String {
    let number = words.text("number.word.\(count)") ?? String(count)
    let text = words.counted(key, count).replacing(String(count), with: number)
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private func keyPoint(_ point: KeyPoint) -> Value {
    record(
      "KeyPoint",
      [
        "text": inline(point.text), "sign": sign(point),
        "proof": inline(point.proof),
      ])
  }

  private func proceeding(_ proceeding: Proceeding) -> Value {
    var since = Value.none
    if let event = proceeding.since.flatMap({ dossier.events.id(of: $0) }) {
      since = record(
        "Since",
        [
          "url": address(presenter.route(.event(event))),
          "date": date(dossier.events[event].date),
        ])
    }
    return record(
      "Proceeding",
      [
        "authority": ref(proceeding.authority), "subject": inline(proceeding.subject),
        "sign": sign(Sign(proceeding.status)), "stage": prose(proceeding.stage),
        "since": since,
      ])
  }

  /// The events after the day of the build, soonest first.
  private func upcomingEvents() -> [Value] {
    checked.timeline.filter { checked.timing(of: $0) == .upcoming }.map { id in
      let event = dossier.events[id]
      return record(
        "UpcomingEvent",
        [
          "date": date(event.date), "title": inline(event.title), "sign": sign(id),
          "distance": text(distance(to: event.date.value)), "ref": ref(.event(id)),
        ])
    }
  }

  /// How far an exact day after the day of the build lies.
  func distance(to date: DateValue) -> String? {
    guard let day = date.exactDay, day >= checked.buildDate else { return nil }
    return presenter.dates.distance(from: checked.buildDate, to: day)
  }

  /// A file with its format and weight: `JSON, 120 ko`.
  private func download(_ file: Download) -> Value {
    let format = file.path.split(separator: ".").last?.uppercased() ?? ""
    let kilobytes = max(1, (file.size + 500) / 1000)
    return record(
      "Download",
      [
        "label": .string(words["exports.\(file.labelKey)"]), "url": address(Route(file.path)),
        "note": .string(
          words("home.download_note", format, presenter.numbers.number(kilobytes))),
      ])
  }

  /// The number of statements; parts of one statement do not count again.
  var wholeClaimCount: Int { dossier.claims.count { $0.parent == nil } }

  private func homeParts() -> [Value] {
    func part(_ mark: String, _ label: String, _ route: Route, _ note: String) -> Value {
      record(
        "Part",
        [
          "mark": .string(mark), "label": prose(label), "url": address(route),
          "note": .string(note),
        ])
    }
    var parts = dossier.chapters.map { chapter in
      part(
        String(chapter.number), chapter.title, router.page(.chapter, slug: chapter.slug),
        "\(chapter.readingMinutes) \(words["chapter.minutes"])")
    }
    func add(_ kind: PageKind, _ note: String) {
      if hasPage(kind) {
        parts.append(
          part(
            words["home.marks.\(kind.key)"], words["home.parts.\(kind.key)"],
            router.route(kind), note))
      }
    }
    add(.analysis, words.counted("home.notes.analysis", analysisTableCount()))
    add(.timeline, words.counted("home.notes.timeline", dossier.events.count))
    add(.actors, words.counted("home.notes.actors", dossier.actors.count))
    add(.provisions, words.counted("home.notes.provisions", dossier.provisions.count))
    add(.lawDays, words.counted("home.notes.law_days", presenter.lawDays.all.count))
    add(.claims, words.counted("home.notes.claims", wholeClaimCount))
    add(.quotations, words.counted("home.notes.quotations", dossier.quotations.count))
    add(.sources, words.counted("home.notes.sources", dossier.sources.count))
    add(
      .limits,
      words.counted("home.notes.limits", dossier.limits.count + dossier.contradictions.count))
    add(.glossary, words.counted("home.notes.glossary", dossier.glossary.count))
    return parts
  }
}
