// What was done about the affair, and what the dossier itself had to correct, as tables.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  /// The measures as a table, in the order of the dossier.
  func measuresTable() -> [UInt8] {
    let table = dossier.measures
    if table.isEmpty { return [] }
    let rows = table.ids.map { id -> Value in
      let item = table[id]
      return record(
        "Measure",
        [
          "id": .string(item.slug), "cote": .string(mark(.measure(id))),
          "title": inline(item.title), "text": inline(item.text),
          "kind": .string(words["measures.kinds.\(item.kind.key)"]),
          "status": .string(words["measures.statuses.\(item.status.value.key)"]),
          "authorities": refs(item.authorities), "addressees": refs(item.addressees),
          "date": item.date.map { .string($0.value.description) } ?? .none,
          "laws": refs(laws: item.laws), "events": refs(item.events),
          "sources": refs(item.sources), "note": inline(item.note),
          "cited": cited(.measure(id)),
        ])
    }
    let value = record(
      "MeasureTable", ["id": .string("t-measures"), "rows": .list(rows)])
    return fragment("fragments/measures.html", [("table", value)])
  }

  /// The corrections as a table, the last one first.
  func correctionsTable() -> [UInt8] {
    let table = dossier.corrections
    if table.isEmpty { return [] }
    let ids = table.ids.sorted {
      let (left, right) = (table[$0].date.value, table[$1].date.value)
      return left != right ? left > right : $0 < $1
    }
    let rows = ids.map { id -> Value in
      let item = table[id]
      let concerns = item.concerns.compactMap {
        dossier.key(referenceName: $0.kindName, slug: $0.slug).map { ref($0) }
      }
      return record(
        "Correction",
        [
          "id": .string(item.slug), "cote": .string(mark(.correction(id))),
          "date": date(item.date.value), "before": inline(item.before),
          "after": inline(item.after), "reason": inline(item.reason),
          "concerns": .list(concerns), "sources": refs(item.sources),
        ])
    }
    let value = record(
      "CorrectionTable", ["id": .string("t-corrections"), "rows": .list(rows)])
    return fragment("fragments/corrections.html", [("table", value)])
  }
}
