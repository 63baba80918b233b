// The tables and lists made from the data: penalties, matrix, verdicts, contradictions, limits, open
// points. Pages and chapters show the same ones.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  // MARK: - Penalties

  /// The penalties of a day as a table; nothing when the dossier has none.
  func penaltiesTable(on day: CivilDate) -> [UInt8] {
    let table = checked.penaltyTable(on: day)
    let rows = table.applicable + table.upcoming
    if rows.isEmpty { return [] }
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
    let value = record(
      "PenaltyTable",
      [
        "id": .string("t-penalties"), "law_date": date(day),
        "groups": .list(groups.map { penaltyGroup($0, on: day) }),
      ])
    return fragment("fragments/penalties.html", [("table", value)])
  }

  private func penaltyGroup(_ rows: [PenaltyRow], on day: CivilDate) -> Value {
    let provision = dossier.provisions[rows[0].provision]
    let version = provision.versions[rows[0].version]
    let sign =
      rows[0].state == .applicable && (isToVerify(version) || provision.status == .toVerify)
      ? Sign.versionToVerify : Sign(rows[0].state)
    return record(
      "PenaltyGroup",
      [
        "ref": ref(.provision(rows[0].provision), label: citation(provision)),
        "title": prose(provision.title),
        "sign": self.sign(sign), "rows": .list(rows.map { penaltyRow($0) }),
      ])
  }

  private func penaltyRow(_ row: PenaltyRow) -> Value {
    record(
      "PenaltyRow",
      [
        "label": prose(row.penalty.label), "conduct": prose(row.penalty.conduct),
        "prison": prison(row), "fine": fine(row), "legal_person": legalPersonFine(row),
        "note": prose(row.penalty.note),
      ])
  }

  private func prison(_ row: PenaltyRow) -> Value {
    .string(
      row.prisonMonths.map { presenter.numbers.prison(months: $0) } ?? words["penalties.none"])
  }

  private func fine(_ row: PenaltyRow) -> Value {
    if let fine = row.fineEuros { return .string(presenter.numbers.money(fine)) }
    switch (row.fineCapEuros, row.turnoverPercent) {
    case (let cap?, let share?):
      return .string(
        words(
          "penalties.cap_or_share", presenter.numbers.money(cap), presenter.numbers.percent(share)))
    case (nil, let share?):
      return .string(words("penalties.share", presenter.numbers.percent(share)))
    case (let cap?, nil): return .string(presenter.numbers.money(cap))
    case (nil, nil): return .string(words["penalties.none"])
    }
  }

  private func legalPersonFine(_ row: PenaltyRow) -> Value {
    .string(
      row.legalPersonFineEuros.map { presenter.numbers.money($0) }
        ?? words["penalties.not_computed"])
  }

  /// The penalties of every version of a provision, latest last.
  func penalties(of id: ProvisionID) -> Value {
    let provision = dossier.provisions[id]
    var rows: [Value] = []
    for index in provision.versions.indices {
      let state = provision.state(ofVersion: index, on: lawDate)
      for row in PenaltyTable.rows(provision, id: id, version: index, state: state) {
        rows.append(
          record(
            "VersionPenalty",
            [
              "version": .string(versionName(provision, index)),
              "label": prose(row.penalty.label), "conduct": prose(row.penalty.conduct),
              "prison": prison(row), "fine": fine(row), "legal_person": legalPersonFine(row),
              "note": prose(row.penalty.note),
            ]))
      }
    }
    return .list(rows)
  }

  // MARK: - Matrix

  /// The matrix of a day as a table; nothing when the dossier has none.
  func matrixTable(on day: CivilDate) -> [UInt8] {
    guard let table = checked.matrixTable(on: day) else { return [] }
    let value = record(
      "MatrixTable",
      [
        "id": .string("t-matrix"), "law_date": date(day),
        "parties": .list(table.parties.map { prose($0.label) }),
        "rows": .list(
          table.rows.map { row in
            record(
              "MatrixRow",
              [
                "label": prose(row.conduct.label),
                "cells": .list(row.cells.map { .list($0.map { matrixEntry($0, on: day) }) }),
              ])
          }),
      ])
    return fragment("fragments/matrix.html", [("table", value)])
  }

  private func matrixEntry(_ entry: MatrixTable.Entry, on day: CivilDate) -> Value {
    record(
      "MatrixEntry",
      [
        "ref": entry.law.map { ref($0) } ?? .none,
        "sign": entry.status == .applicable ? .none : sign(Sign(entry.status)),
        "timing": timing(of: entry, on: day),
        "text": inline(entry.written.text), "note": inline(entry.written.note),
      ])
  }

  /// When a law still to come on the day of the table applies, in words made from its dates.
  ///
  /// Where the day of the build is past that date, the words say so: the note beside them may speak
  /// of today.
  private func timing(of entry: MatrixTable.Entry, on day: CivilDate) -> Value {
    guard entry.status == .upcoming, let law = entry.law else { return .none }
    let adopted: DateValue?
    let start: DateValue?
    switch law {
    case .provision(let id):
      guard let version = entry.version.map({ dossier.provisions[id].versions[$0] }) else {
        return .none
      }
      adopted = version.adopted?.value
      start = (version.applicable ?? version.inForce).value
    case .instrument(let id):
      let instrument = dossier.instruments[id]
      adopted = instrument.date?.value
      start = (instrument.applicable ?? instrument.inForce)?.value
    default: return .none
    }
    var text = words("matrix.read_on", presenter.dates.html(DateValue(day)))
    guard let start else { return .markup(text) }
    if let first = start.earliest, first <= checked.buildDate {
      text += " " + presenter.dates.html("matrix.applicable_since", start, .long)
    } else if let adopted {
      text +=
        " " + presenter.dates.html("matrix.adopted", adopted, .long) + ", "
        + presenter.dates.html("provision.applicable", start, .long) + "."
    } else {
      text += " " + presenter.dates.html("evidence.applicable_on", start, .long) + "."
    }
    return .markup(text)
  }

  // MARK: - Verdicts

  /// The legal statements as a table; nothing when there are none.
  func verdictsTable() -> [UInt8] {
    let claims = dossier.claims
    let ids = claims.ids.filter { claims[$0].nature == .legal || !claims[$0].laws.isEmpty }
    if ids.isEmpty { return [] }
    let rows = ids.map { id -> Value in
      let claim = claims[id]
      return record(
        "VerdictRow",
        [
          "ref": ref(.claim(id)), "text": inline(claim.text), "sign": sign(Sign(claim)),
          "law_date": date(claim.lawDate?.value), "why": inline(claim.why),
          "laws": refs(laws: claim.laws), "stale": .list(staleNotes(.claim(id))),
        ])
    }
    let value = record("VerdictTable", ["id": .string("t-verdicts"), "rows": .list(rows)])
    return fragment("fragments/verdicts.html", [("table", value)])
  }

  // MARK: - Contradictions, limits, open points

  /// The contradictions between sources as a table.
  ///
  /// - Parameter hasAnchors: Whether the rows carry the ids that other pages link to.
  func contradictionsTable(hasAnchors: Bool) -> [UInt8] {
    let table = dossier.contradictions
    if table.isEmpty { return [] }
    let rows = table.ids.map { id -> Value in
      let item = table[id]
      return record(
        "Contradiction",
        [
          "id": .string(item.slug), "cote": .string(mark(.contradiction(id))),
          "url": address(presenter.route(.contradiction(id))),
          "subject": inline(item.subject),
          "given": .list(
            item.values.map {
              record(
                "ContradictionValue",
                [
                  "value": prose($0.value), "note": prose($0.note), "sources": refs($0.sources),
                ])
            }),
          "retained": prose(item.retained), "reason": inline(item.reason),
          "events": refs(item.events),
          "cited": hasAnchors ? cited(.contradiction(id)) : .list([]),
        ])
    }
    let value = record(
      "ContradictionTable",
      [
        "id": .string("t-contradictions"), "anchors": .bool(hasAnchors), "rows": .list(rows),
      ])
    return fragment("fragments/contradictions.html", [("table", value)])
  }

  /// The inconsistencies of the source document as a table.
  func limitsTable(hasAnchors: Bool) -> [UInt8] {
    let table = dossier.limits
    if table.isEmpty { return [] }
    let rows = table.ids.map { id -> Value in
      let item = table[id]
      return record(
        "Limit",
        [
          "id": .string(item.slug), "cote": .string(mark(.limit(id))),
          "url": address(presenter.route(.limit(id))), "text": inline(item.text),
          "severity": .string(words["limits.severities.\(item.severity.key)"]),
          "sign": sign(item.status.map { Sign($0) }), "resolution": inline(item.resolution),
          "claims": refs(item.claims), "sources": refs(item.sources),
        ])
    }
    let value = record(
      "LimitTable",
      ["id": .string("t-limits"), "anchors": .bool(hasAnchors), "rows": .list(rows)])
    return fragment("fragments/limits.html", [("table", value)])
  }

  /// What is left to verify as a list.
  func openPointsList(hasAnchors: Bool) -> [UInt8] {
    let table = dossier.openPoints
    if table.isEmpty { return [] }
    let points = table.map { item -> Value in
      let concerns = item.concerns.compactMap {
        dossier.key(referenceName: $0.kindName, slug: $0.slug).map { ref($0) }
      }
      return record(
        "OpenPoint",
        [
          "id": .string(item.slug), "text": inline(item.text), "concerns": .list(concerns),
          "review_by": item.reviewBy.map {
            .markup(presenter.dates.html("open_points.review_by", $0.value, .long))
          } ?? .none,
        ])
    }
    return fragment(
      "fragments/open-points.html",
      [("points", .list(points)), ("anchors", .bool(hasAnchors))])
  }
}
