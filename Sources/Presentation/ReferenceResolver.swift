// Answers what references, citations and insertions of Markdown become on one page: links in the
// text, tables and figures made from the data, evidence in the margin.

import DossierModel
import Markdown
import TemplateEngine
import Verification

/// The resolver of one page.
struct ReferenceResolver: MarkdownResolver {
  let scope: PageScope
  /// The day on which laws are read where a reference names none.
  let lawDate: CivilDate

  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    guard let key = scope.dossier.key(referenceName: reference.kind, slug: reference.id) else {
      HTMLText.append((reference.label ?? reference.id), into: &out)
      return
    }
    if case .quotation(let id) = key, reference.label == nil {
      writeSpeech(scope.dossier.quotations[id], key, into: &out)
      return
    }
    if case .term(let id) = key, scope.definesTerms {
      return writeTerm(id, label: reference.label ?? scope.label(key), into: &out)
    }
    if reference.label == nil, reference.fragment == nil, reference.date == nil {
      writeLink(to: key, into: &out)
      return
    }
    writeLink(
      reference.label ?? scope.label(key), to: route(key, reference),
      class: PageScope.linkClass(key, hasLabel: reference.label != nil), into: &out)
  }

  /// Writes a link to a record, with the label that names it.
  private func writeLink(to key: EntityKey, into out: inout [UInt8]) {
    guard scope.isElsewhere(key) else { return writeDefaultLink(to: key, into: &out) }
    if let known = scope.memory.textLinks[key] {
      out += known.take()
      return
    }
    let link = Noted {
      var link: [UInt8] = []
      writeDefaultLink(to: key, into: &link)
      return link
    }
    scope.memory.textLinks[key] = link
    out += link.value
  }

  private func writeDefaultLink(to key: EntityKey, into out: inout [UInt8]) {
    writeLink(
      scope.label(key), to: scope.presenter.route(key), class: PageScope.linkClass(key), into: &out)
  }

  /// The place that a reference means: a version of a provision, a section of a chapter.
  private func route(_ key: EntityKey, _ reference: MarkdownReference) -> Route {
    let route = scope.presenter.route(key)
    if let fragment = reference.fragment { return Route(route.path, fragment: fragment) }
    if case .provision(let id) = key, let date = reference.date,
      let day = try? CivilDate.parse(date),
      let index = scope.checked.law(id, on: day).applicable
    {
      return Route(route.path, fragment: scope.dossier.provisions[id].versions[index].id.value)
    }
    return route
  }

  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    append("<span class=\"app\">(", into: &out)
    for (index, item) in citation.items.enumerated() {
      if index > 0 { append(scope.words["source.separator"], into: &out) }
      guard let source = scope.dossier.sources.id(of: item.id) else {
        HTMLText.append(item.id, into: &out)
        continue
      }
      writeLink(to: .source(source), into: &out)
      if let locator = item.locator {
        append(", ", into: &out)
        HTMLText.append(locator, into: &out)
      }
    }
    append(")</span>", into: &out)
  }

  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {
    let argument = insertion.arguments.first?.text ?? ""
    switch (insertion.name, argument) {
    case ("quote", _):
      guard let id = scope.dossier.quotations.id(of: argument) else { return }
      out += scope.fragment("fragments/quotation.html", [("quotation", scope.speech(id))])
    case ("table", "penalties"): out += scope.penaltiesTable(on: lawDate)
    case ("table", "matrix"): out += scope.matrixTable(on: lawDate)
    case ("table", "verdicts"): out += scope.verdictsTable()
    case ("table", "contradictions"): out += scope.contradictionsTable(hasAnchors: false)
    case ("table", "limits"): out += scope.limitsTable(hasAnchors: false)
    case ("list", "open-points"): out += scope.openPointsList(hasAnchors: false)
    default: break
    }
  }

  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {
    let evidence = scope.evidence(references: references, citations: citations, on: lawDate)
    if evidence.isEmpty { return }
    // A cited source stands in the text already: it is told in full only where nothing else is.
    let hasProofs = evidence.contains { $0.key.kind != .source }
    let limit = hasProofs ? Self.noteLimit : 1
    var shown: [Value] = []
    var more: [Value] = []
    for piece in evidence {
      if shown.count < limit, !hasProofs || piece.key.kind != .source {
        shown.append(scope.marginNote(piece))
      } else {
        more.append(scope.ref(piece.key))
      }
    }
    scope.write(
      fragment: "fragments/margin.html", [("notes", .list(shown)), ("more", .list(more))],
      into: &out)
  }

  /// How many pieces of evidence stand in full beside a paragraph; the others show their cote.
  private static let noteLimit = 2

  // MARK: - Markup

  private func writeLink(
    _ label: String, to route: Route, class name: String, into out: inout [UInt8]
  ) {
    append("<a ", into: &out)
    if !name.isEmpty { append("class=\"\(name)\" ", into: &out) }
    append("href=\"", into: &out)
    HTMLText.append(route.address(from: scope.page), into: &out)
    append("\">", into: &out)
    scope.presenter.typographer.writeHTML(label, into: &out)
    append("</a>", into: &out)
  }

  /// A word of the glossary with its definition at hand: a button that shows it, without a script.
  ///
  /// The definition stands once for each use, so that a template may leave out what it likes. Lines
  /// break on both sides of a button, so that it is kept together with what touches it.
  private func writeTerm(_ id: TermID, label: String, into out: inout [UInt8]) {
    let term = scope.dossier.glossary[id]
    scope.definitionCount += 1
    let name = "def-\(scope.definitionCount)"
    let touching = out.lastIndex { $0 == 0x20 || $0 == 0x0A || $0 == 0x3E }.map { $0 + 1 } ?? 0
    out.insert(contentsOf: "<span class=\"nb\">".utf8, at: touching)
    append("<button type=\"button\" class=\"terme\" popovertarget=\"\(name)\">", into: &out)
    scope.presenter.typographer.writeHTML(label, into: &out)
    append("</button><span class=\"def\" id=\"\(name)\" popover><b>", into: &out)
    scope.presenter.typographer.writeHTML(term.term, into: &out)
    append("</b> ", into: &out)
    // A word inside a definition leads to the glossary: no definition opens from another.
    scope.definesTerms = false
    scope.write(inline: term.definition, lawDate: lawDate, into: &out)
    scope.definesTerms = true
    append(" ", into: &out)
    writeLink(
      scope.words["nav.glossary"], to: scope.presenter.route(.term(id)), class: "", into: &out)
    append("</span>", into: &out)
    out.append(PageScope.termEnd)
  }

  /// A quotation in running text, in guillemets, its words untouched.
  private func writeSpeech(_ quotation: Quotation, _ key: EntityKey, into out: inout [UInt8]) {
    append("<a class=\"cit\" data-typo=\"off\" href=\"", into: &out)
    HTMLText.append(scope.presenter.route(key).address(from: scope.page), into: &out)
    append("\">", into: &out)
    HTMLText.append(scope.words("quotation.marks", quotation.text.value), into: &out)
    append("</a>", into: &out)
  }

  private func append(_ text: String, into out: inout [UInt8]) { out.append(contentsOf: text.utf8) }
}
