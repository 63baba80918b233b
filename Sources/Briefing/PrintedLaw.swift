// The law in print: the penalty table, the matrix, the provisions with their versions, a chapter, and
// the two indexes.

import DossierModel
import Markdown
import Presentation
import TemplateEngine
import Verification

extension PrintScope {
  // MARK: - Penalties

  /// The penalties of the reading day; `none` when there are none.
  ///
  /// - Parameter provisions: Those to show; `nil` for all.
  func penaltyTable(of provisions: Set<ProvisionID>?) -> Value {
    let table = checked.penaltyTable(on: lawDate)
    let rows = (table.applicable + table.upcoming).filter { row in
      (provisions?.contains(row.provision) ?? true) && selection.holds(.provision(row.provision))
        && selection.isKnown(dossier.provisions[row.provision].versions[row.version])
    }
    if rows.isEmpty { return .none }
    var groups: [[PenaltyRow]] = []
    for row in rows {
      if let last = groups.last?.first, last.provision == row.provision,
        last.version == row.version
      {
        groups[groups.count - 1].append(row)
      } else {
        groups.append([row])
      }
    }
    return record(
      "PrintPenalties",
      [
        ("law_date", day(lawDate)),
        (
          "groups",
          .list(
            groups.map { rows in
              let provision = dossier.provisions[rows[0].provision]
              let version = provision.versions[rows[0].version]
              let isUnread =
                version.verified == nil || version.status == .toVerify
                || provision.status == .toVerify
              let sign =
                rows[0].state == .applicable && isUnread
                ? Sign.versionToVerify : Sign(rows[0].state)
              return record(
                "PrintPenaltyGroup",
                [
                  ("ref", ref(.provision(rows[0].provision), label: page.citation(provision))),
                  ("title", prose(provision.title)), ("sign", self.sign(sign)),
                  ("rows", .list(rows.map { penaltyRow($0) })),
                ])
            })
        ),
      ])
  }

  private func penaltyRow(_ row: PenaltyRow) -> Value {
    let numbers = presenter.numbers
    let prison =
      row.prisonMonths.map { numbers.prison(months: $0) } ?? words["penalties.none"]
    let fine: String
    switch (row.fineEuros, row.fineCapEuros, row.turnoverPercent) {
    case (let euros?, _, _): fine = numbers.money(euros)
    case (nil, let cap?, let share?):
      fine = words("penalties.cap_or_share", numbers.money(cap), numbers.percent(share))
    case (nil, nil, let share?): fine = words("penalties.share", numbers.percent(share))
    case (nil, let cap?, nil): fine = numbers.money(cap)
    case (nil, nil, nil): fine = words["penalties.none"]
    }
    return record(
      "PrintPenalty",
      [
        ("label", prose(row.penalty.label)), ("conduct", prose(row.penalty.conduct)),
        ("prison", prose(prison)), ("fine", prose(fine)),
        (
          "legal_person",
          prose(
            row.legalPersonFineEuros.map { numbers.money($0) } ?? words["penalties.not_computed"])
        ),
        ("note", told(row.penalty.note)),
      ])
  }

  // MARK: - Matrix

  /// The matrix of the reading day; `none` for a dossier without one.
  func matrixTable() -> Value {
    guard let table = checked.matrixTable(on: lawDate) else { return .none }
    return record(
      "PrintMatrix",
      [
        ("law_date", day(lawDate)), ("parties", .list(table.parties.map { prose($0.label) })),
        (
          "rows",
          .list(
            table.rows.map { row in
              record(
                "PrintMatrixRow",
                [
                  ("label", prose(row.conduct.label)),
                  (
                    "cells",
                    .list(
                      row.cells.map { cell in
                        .list(cell.filter(isHeld).map { entry($0) })
                      })
                  ),
                ])
            })
        ),
      ])
  }

  /// Whether an entry rests on law of the day, or says something of it.
  private func isHeld(_ entry: MatrixTable.Entry) -> Bool {
    if case .provision(let id) = entry.law, let version = entry.version {
      return selection.isKnown(dossier.provisions[id].versions[version])
    }
    if let law = entry.law { return selection.holds(law) }
    return entry.written.text.map { selection.known($0.document, short: "") != nil } ?? true
  }

  private func entry(_ entry: MatrixTable.Entry) -> Value {
    record(
      "PrintMatrixEntry",
      [
        ("ref", entry.law.map { ref($0) } ?? .none),
        ("sign", entry.status == .applicable ? .none : sign(Sign(entry.status))),
        ("timing", prose(timing(of: entry))),
        ("text", inline(entry.written.text)), ("note", inline(entry.written.note)),
      ])
  }

  /// When a law still to come applies, in words made from its dates.
  private func timing(of entry: MatrixTable.Entry) -> String? {
    guard entry.status == .upcoming, let law = entry.law else { return nil }
    var start: DateValue?
    switch law {
    case .provision(let id):
      guard let version = entry.version.map({ dossier.provisions[id].versions[$0] }) else {
        return nil
      }
      start = (version.applicable ?? version.inForce).value
    case .instrument(let id):
      start = (dossier.instruments[id].applicable ?? dossier.instruments[id].inForce)?.value
    default: break
    }
    guard let start else { return nil }
    if let first = start.earliest, first <= checked.buildDate {
      return presenter.dates.text("matrix.applicable_since", start, .long)
    }
    return presenter.dates.text("evidence.applicable_on", start, .long)
  }

  // MARK: - Provisions

  func provisions() -> [Value] {
    dossier.provisions.ids.filter { selection.holds(.provision($0)) }.map { id in
      let provision = dossier.provisions[id]
      let law = checked.law(id, on: lawDate)
      let versions = provision.versions.indices.filter {
        selection.isKnown(provision.versions[$0])
      }
      return record(
        "PrintProvision",
        [
          ("place", .string(place(.provision(id)))), ("cote", prose(page.mark(.provision(id)))),
          ("citation", prose(page.citation(provision))), ("title", prose(provision.title)),
          ("summary", inline(provision.summary)), ("who", inline(provision.who)),
          ("note", inline(provision.note)), ("sign", sign(sign(provision, law))),
          (
            "versions",
            .list(
              versions.map { index in
                let version = provision.versions[index]
                let state = provision.state(ofVersion: index, on: checked.buildDate)
                return record(
                  "PrintVersion",
                  [
                    ("name", prose(page.versionName(provision, index))),
                    ("dates", prose(dates(of: version))), ("summary", inline(version.summary)),
                    (
                      "sign",
                      sign(
                        state == .repealed ? Sign("loi vide", "provision.past") : Sign(state))
                    ),
                    ("identifier", verbatim(version.identifier?.value)),
                  ])
              })
          ),
        ])
    }
  }

  /// The dates that are not to be confused: adopted, published, in force, applicable.
  private func dates(of version: ProvisionVersion) -> String {
    let all: [(String, Located<DateValue>?)] = [
      ("provision.adopted", version.adopted), ("provision.published", version.published),
      ("provision.in_force", version.inForce), ("provision.applicable", version.applicable),
    ]
    return all.compactMap { key, date in
      // What had not been decided on the day of the briefing is not told.
      date.map { presenter.dates.text(key, $0.value, .short) }
    }.joined(separator: " · ")
  }

  // MARK: - Chapters

  func chapter(_ id: ChapterID) -> Value {
    let chapter = dossier.chapters[id]
    let before = page.lawDate
    if let day = chapter.lawDate?.value {
      page.lawDate = selection.cutoff.map { min($0, day) } ?? day
    }
    defer { page.lawDate = before }
    let document = redacted(chapter.body)
    // Sections keep their numbers when one before them is withheld.
    let printed = Set(document.outline.map(\.id))
    var marks: [[UInt8]] = []
    var section = 0
    for entry in chapter.body.outline {
      if entry.level == 2 { section += 1 }
      guard printed.contains(entry.id) else { continue }
      marks.append(
        entry.level == 2 ? Array("#d-number[\(chapter.number).\(section)];".utf8) : [])
    }
    let index = Int(id.raw)
    var body: [UInt8] = []
    TypstWriter(
      resolver: resolver(),
      options: TypstWriterOptions(
        firstParagraphNumber: presenter.firstParagraphs[index], margins: true,
        labelPrefix: "ch\(chapter.number)-", parentLevel: 1, headingMarks: marks,
        printsAddresses: true)
    ).write(document, into: &body)
    for link in document.links where link.isImage {
      if let path = picture(link.destination, at: link.span) { _ = path }
    }
    return record(
      "PrintChapter",
      [
        ("place", .string(place(.chapter(id)))), ("number", .int(Int64(chapter.number))),
        ("title", prose(chapter.title)),
        ("short", .string(page.typeset(chapter.short ?? chapter.title))),
        ("description", inline(chapter.description)),
        ("law_date", chapter.lawDate == nil ? .none : day(lawDate)),
        (
          "presumption", chapter.presumption ? inline(dossier.settings.presumption) : .none
        ),
        ("body", .text(Text(body, kind: .typst))),
      ])
  }

  // MARK: - Indexes

  /// Persons and organisations in alphabetical order; the template finds their pages.
  func personIndex() -> [Value] {
    index(
      dossier.actors.ids.filter { selection.holds(.actor($0)) }.map { id in
        let actor = dossier.actors[id]
        return (.actor(id), actor.sortName ?? actor.name)
      })
  }

  /// Provisions and whole texts in the order of their names.
  func lawIndex() -> [Value] {
    let provisions = dossier.provisions.ids.filter { selection.holds(.provision($0)) }
      .map { (EntityKey.provision($0), page.heading(dossier.provisions[$0])) }
    let instruments = dossier.instruments.ids.filter { selection.holds(.instrument($0)) }
      .map { (EntityKey.instrument($0), dossier.instruments[$0].short) }
    return index(provisions + instruments)
  }

  private func index(_ entries: [(key: EntityKey, name: String)]) -> [Value] {
    AlphabeticalOrder.sorted(entries) { Self.numbered($0.name) }.map { key, name in
      record("PrintIndexEntry", [("place", .string(place(key))), ("name", prose(name))])
    }
  }

  /// A name whose numbers sort as numbers: article 6 stands before article 16.
  static func numbered(_ name: String) -> String {
    var out = ""
    var digits = ""
    for scalar in name.unicodeScalars {
      if ("0"..."9").contains(scalar) {
        digits.unicodeScalars.append(scalar)
        continue
      }
      out += padded(digits)
      digits = ""
      out.unicodeScalars.append(scalar)
    }
    return out + padded(digits)
  }

  private static func padded(_ digits: String) -> String {
    digits.isEmpty ? "" : String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
  }
}
