// What the finished pages are checked for: the budget of a note, headings at the foot of a page. Works
// on marks that the print templates put into the document, read back after layout.

import Diagnostics

/// The pages of a briefing as laid out.
struct LayoutInspection {
  /// The label of the marks in the document.
  static let label = "d-mark"

  private struct Place {
    let kind: String
    let name: String
    let page: Int
    let top: Double
  }

  private let places: [Place]
  /// The distance of the first line of a page from its top, in points.
  private let pageTop: Double
  /// The height of the text of a page, in points.
  private let pageHeight: Double
  private let lineHeight: Double
  /// The number of pages.
  let pageCount: Int
  /// The version of the engine, as it writes it into the PDF.
  let engine: String

  init(_ marks: [LayoutMark]) {
    places = marks.map {
      Place(
        kind: $0.text("kind"), name: $0.text("name"), page: Int($0.number("page")),
        top: $0.number("y"))
    }
    let page = marks.first { $0.text("kind") == "page" }
    engine = page?.text("engine") ?? ""
    pageTop = page?.number("top") ?? 0
    pageHeight = max(1, page?.number("height") ?? 1)
    lineHeight = max(1, page?.number("line") ?? 1)
    pageCount = places.last { $0.kind == "end" }?.page ?? places.map(\.page).max() ?? 0
  }

  /// The fault of a note that takes more pages than it may.
  func budgetFault(limit: Int, at label: Label?) -> Diagnostic? {
    guard pageCount > limit, let end = places.last(where: { $0.kind == "end" }) else { return nil }
    let height = Double(end.page - limit - 1) * pageHeight + max(0, end.top - pageTop)
    let lines = max(1, Int((height / lineHeight).rounded(.up)))
    let sections = places.filter { $0.kind == "section" }
    var over = sections.last { $0.page <= limit }
    if let beyond = sections.first(where: { $0.page > limit }),
      beyond.top < pageTop + 2 * lineHeight || over == nil
    {
      over = beyond
    }
    return .overBudget(
      section: over?.name ?? "", pages: pageCount, limit: limit, lines: lines, at: label)
  }

  /// Headings below which no line of text fits any more.
  var strandedHeadings: [Diagnostic] {
    let foot = pageTop + pageHeight - 1.6 * lineHeight
    return places.filter { $0.kind == "heading" && $0.top > foot }
      .map { .strandedHeading($0.name, page: $0.page) }
  }
}
