// The analysis: penalties and matrix at the reading date, verdicts, and what changes after it.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  /// How many tables the analysis holds.
  func analysisTableCount() -> Int {
    var count = 0
    if dossier.provisions.contains(where: { $0.versions.contains { !$0.penalties.isEmpty } }) {
      count += 1
    }
    if dossier.matrix != nil { count += 1 }
    if dossier.claims.contains(where: { $0.nature == .legal || !$0.laws.isEmpty }) { count += 1 }
    return count
  }

  func analysisPage() -> PageContent {
    let penalties = penaltiesTable(on: lawDate)
    let matrix = matrixTable(on: lawDate)
    let measures = measuresTable()
    let verdicts = verdictsTable()
    let changes = legalChanges()
    let value = record(
      "Analysis",
      [
        "law_date": date(lawDate), "law_day": lawDayLink(lawDate),
        "penalties": markup(penalties), "matrix": markup(matrix),
        "measures": markup(measures), "verdicts": markup(verdicts), "changes": .list(changes),
      ])
    var content = PageContent(
      heading: words["analysis.title"], description: words["analysis.description"],
      variables: [("analysis", value)])
    for (name, isShown) in [
      ("penalties", !penalties.isEmpty), ("matrix", !matrix.isEmpty),
      ("measures", !measures.isEmpty), ("verdicts", !verdicts.isEmpty),
      ("changes", !changes.isEmpty),
    ] where isShown {
      content.toc.append(
        TocEntry(label: words["analysis.\(name)"], fragment: router.anchor(name)))
    }
    return content
  }

  func markup(_ bytes: [UInt8]) -> Value { bytes.isEmpty ? .none : .markup(bytes) }

  /// A version that begins to apply after the reading date.
  private struct Change {
    let provision: ProvisionID
    let version: Int
    let day: CivilDate
    let date: DateValue
  }

  /// What becomes applicable after the reading date, by day.
  private func legalChanges() -> [Value] {
    var changes: [Change] = []
    for id in dossier.provisions.ids {
      let provision = dossier.provisions[id]
      for (index, version) in provision.versions.enumerated() {
        let date = (version.applicable ?? version.inForce).value
        guard let day = date.earliest, day > lawDate else { continue }
        changes.append(Change(provision: id, version: index, day: day, date: date))
      }
    }
    changes.sort {
      ($0.day, $0.provision, $0.version) < ($1.day, $1.provision, $1.version)
    }
    var groups: [[Change]] = []
    for change in changes {
      if groups.last?.first?.date == change.date {
        groups[groups.count - 1].append(change)
      } else {
        groups.append([change])
      }
    }
    let cells = cellsByProvision()
    return groups.map { group in
      record(
        "LegalChange",
        [
          "id": .string("d-\(group[0].day)"), "date": .string(group[0].date.description),
          "distance": text(distance(to: group[0].date)),
          "entries": .list(group.map { item($0, cells: cells[$0.provision] ?? []) }),
        ])
    }
  }

  private func item(_ change: Change, cells: [String]) -> Value {
    let provision = dossier.provisions[change.provision]
    let version = provision.versions[change.version]
    let state = provision.state(ofVersion: change.version, on: checked.buildDate)
    let sign =
      version.status == .toVerify && state == .applicable ? Sign.versionToVerify : Sign(state)
    return record(
      "LegalChangeItem",
      [
        "ref": ref(.provision(change.provision)), "summary": inline(version.summary),
        "dates": fourDates(version),
        "cells": cells.isEmpty ? .none : prose(cells.joined(separator: " ; ")),
        "sign": self.sign(sign),
      ])
  }

  /// The dates that are not to be confused: adopted, published, in force, applicable.
  func fourDates(_ version: ProvisionVersion) -> Value {
    let dates: [(String, Located<DateValue>?)] = [
      ("provision.adopted", version.adopted), ("provision.published", version.published),
      ("provision.in_force", version.inForce), ("provision.applicable", version.applicable),
    ]
    let texts = dates.compactMap { key, date in
      date.map { presenter.dates.html(key, $0.value) }
    }
    return .markup(texts.joined(separator: "\u{A0}· "))
  }

  /// The cells of the matrix of the day of the build that each provision appears in, in words.
  private func cellsByProvision() -> [ProvisionID: [String]] {
    guard let table = checked.matrixTable(on: checked.buildDate) else { return [:] }
    var cells: [ProvisionID: [String]] = [:]
    for row in table.rows {
      for (party, cell) in zip(table.parties, row.cells) {
        let text = words("analysis.cell", row.conduct.label, party.label)
        for case .provision(let id)? in cell.map(\.law) where cells[id]?.last != text {
          cells[id, default: []].append(text)
        }
      }
    }
    return cells
  }
}
