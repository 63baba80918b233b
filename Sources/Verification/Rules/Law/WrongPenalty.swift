// R0301: a penalty in prose beside a law is one that the data of the law has.
//
// A figure belongs to the last law named before it in its block, or to the first named after it in
// the same sentence. A block that names no law belongs to the law that its record is about (the
// summary of a provision, a claim found right, a cell of the matrix), or, where it speaks of a penalty
// and refers to nothing, to the one law that its section named; else it is not checked. Words
// in guillemets, code, and the labels of references to other records are not checked either.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "trois ans et 45 000 €" beside article 226-8-1 is refused: the data says 75 000 €.
  static let wrongPenalty = Rule(
    .wrongPenalty, .law, reads: "amounts, prison terms and shares of turnover in prose beside a law"
  ) { context, bag in
    var checker = PenaltyChecker(context)
    for (number, signs) in context.signs.enumerated()
    where signs.contains(where: { $0.contains(.penalty) }) {
      checker.check(context.texts[number], signs, into: &bag)
    }
  }
}

/// The figures that the data of a law has.
private struct PenaltyData {
  var amounts = Set<PenaltyFigure.Amount>()
  /// The prison terms with the fines that one circumstance threatens together.
  var pairs = Set<[PenaltyFigure.Amount]>()
  var lines: [Wording] = []

  mutating func add(_ provision: Provision, versions: [ProvisionVersion]) {
    for version in versions {
      for penalty in version.penalties {
        var parts: [Wording] = []
        let fines = [
          penalty.fineEuros?.value, penalty.fineCapEuros?.value, provision.legalPersonFine(penalty),
        ]
        if let months = penalty.totalPrisonMonths {
          for fine in fines.compactMap({ $0 }) {
            pairs.insert([.prisonMonths(months), .euros(fine)])
          }
        }
        if let months = penalty.totalPrisonMonths {
          amounts.insert(.prisonMonths(months))
          parts.append(PenaltyFigure.Amount.prisonMonths(months).phrase)
        }
        for fine in [penalty.fineEuros?.value, penalty.fineCapEuros?.value].compactMap({ $0 }) {
          amounts.insert(.euros(fine))
          parts.append(PenaltyFigure.Amount.euros(fine).phrase)
        }
        if let fine = provision.legalPersonFine(penalty) {
          amounts.insert(.euros(fine))
          let phrase = PenaltyFigure.Amount.euros(fine).phrase
          parts.append(
            Wording(
              phrase.english + " for a legal person",
              fr: phrase.french + " pour une personne morale"))
        }
        if let share = penalty.turnoverPercent?.value {
          let amount = PenaltyFigure.Amount.turnoverThousandths(Int((share * 1_000).rounded()))
          amounts.insert(amount)
          parts.append(amount.phrase)
        }
        if parts.isEmpty { continue }
        let name = "`\(provision.slug)` \(version.id.value), \(penalty.circumstance.value)"
        lines.append(
          Wording(
            "\(name): " + parts.map(\.english).joined(separator: ", "),
            fr: "\(name) : " + parts.map(\.french).joined(separator: ", ")))
      }
    }
  }
}

/// A law named in a block, or by the record around it.
private struct NamedLaw {
  /// Where it stands in the block's text; `nil` for the law of the record around.
  let offset: Int?
  let slug: String
  let day: CivilDate?
  let span: Span?
}

/// The one law that a section of a chapter has named so far: a later paragraph that names none and
/// speaks of a penalty speaks of it.
private struct LawAbove {
  private var section: Int?
  private var laws: [NamedLaw] = []

  /// The law, where the section named one alone.
  var law: NamedLaw? {
    guard let first = laws.first, laws.allSatisfy({ $0.slug == first.slug }) else { return nil }
    return NamedLaw(offset: nil, slug: first.slug, day: first.day, span: first.span)
  }

  /// Notes the laws of the next block of the chapter.
  mutating func read(_ named: [NamedLaw], in block: ProseBlock) {
    if block.section != section {
      section = block.section
      laws = []
    }
    laws += named
  }
}

private struct PenaltyChecker {
  private let context: CheckContext
  private var cache: [String: PenaltyData] = [:]
  private var provisionsByInstrument: [InstrumentID: [ProvisionID]] = [:]
  private let isEnglish: Bool

  init(_ context: CheckContext) {
    self.context = context
    isEnglish = context.dossier.settings.language == .english
    let dossier = context.dossier
    for (id, provision) in zip(dossier.provisions.ids, dossier.provisions) {
      if let instrument = dossier.instruments.id(of: provision.instrument) {
        provisionsByInstrument[instrument, default: []].append(id)
      }
    }
  }

  mutating func check(_ text: ProseText, _ signs: [ProseSigns], into bag: inout DiagnosticBag) {
    let document = text.document
    guard !text.laws.isEmpty || document.references.contains(where: { $0.kind == "law" }) else {
      return
    }
    let around = text.laws.map { NamedLaw(offset: nil, slug: $0.slug, day: nil, span: nil) }
    var rows: [Int32: [Int]]?
    var above = LawAbove()
    for index in signs.indices {
      let isPenalty = signs[index].contains(.penalty)
      if !isPenalty,
        text.field != .body || !document.proseBlocks.holdsReferences(at: index)
      {
        continue
      }
      let block = document.proseBlocks[index]
      let own = named(in: block, of: document)
      if text.field == .body { above.read(own, in: block) }
      guard isPenalty else { continue }
      var laws = own
      if laws.isEmpty, block.kind == .cell {
        // A figure in a cell belongs to the law named in its row.
        let cells = rows ?? Self.rows(of: document)
        rows = cells
        for cell in cells[document.nodes[block.node].parent] ?? [] {
          laws += named(in: document.proseBlocks[cell], of: document).map {
            NamedLaw(offset: nil, slug: $0.slug, day: $0.day, span: $0.span)
          }
        }
      }
      if laws.isEmpty { laws = around }
      if laws.isEmpty, let law = above.law, block.references.isEmpty,
        PenaltyScanner.namesPenalty(block.text)
      {
        laws = [law]
      }
      if !laws.isEmpty { check(block, index, of: document, laws: laws, into: &bag) }
    }
  }

  private static func rows(of document: MarkdownDocument) -> [Int32: [Int]] {
    var rows: [Int32: [Int]] = [:]
    let blocks = document.proseBlocks
    for index in blocks.indices where blocks.kind(at: index) == .cell {
      rows[document.nodes[blocks.node(at: index)].parent, default: []].append(index)
    }
    return rows
  }

  private func named(in block: ProseBlock, of document: MarkdownDocument) -> [NamedLaw] {
    block.references.compactMap { anchor in
      let reference = document.references[anchor.index]
      guard reference.kind == "law" else { return nil }
      let day = reference.date.flatMap { text in try? CivilDate.parse(text) }
      return NamedLaw(
        offset: anchor.offset, slug: reference.id, day: day, span: reference.span)
    }
  }

  private mutating func check(
    _ block: ProseBlock, _ index: Int, of document: MarkdownDocument, laws: [NamedLaw],
    into bag: inout DiagnosticBag
  ) {
    let scanner = PenaltyScanner(block.text, isEnglish: isEnglish)
    let figures = scanner.figures()
    if figures.isEmpty { return }
    let skipped = block.code + document.quotedRanges(inBlock: index)
    for figure in figures where !skipped.contains(where: { $0.overlaps(figure.range) }) {
      let span = block.span(of: figure.range)
      if isInOtherLabel(span, block, document) { continue }
      let candidates = attributed(figure, to: laws, scanner)
      // A law that does not exist is a fault of its own.
      if candidates.contains(where: { context.dossier.law($0.slug) == nil }) { continue }
      let data = candidates.map { self.data(of: $0) }
      if data.contains(where: { $0.amounts.contains(figure.amount) }) { continue }
      // A whole text without penalties in the data says nothing about figures.
      if data.allSatisfy(\.amounts.isEmpty), candidates.allSatisfy({ !isProvision($0) }) {
        continue
      }
      report(figure.amount.phrase, candidates, data, at: span, into: &bag)
    }
    for (prison, fine) in scanner.pairs(figures) {
      let range =
        min(
          prison.range.lowerBound, fine.range.lowerBound)..<max(
          prison.range.upperBound, fine.range.upperBound)
      if skipped.contains(where: { $0.overlaps(range) }) { continue }
      let span = block.span(of: range)
      if isInOtherLabel(span, block, document) { continue }
      let candidates = attributed(prison, to: laws, scanner)
      if candidates.contains(where: { context.dossier.law($0.slug) == nil }) { continue }
      let data = candidates.map { self.data(of: $0) }
      // Each figure alone is right; together they are no penalty.
      let isKnown = [prison, fine].allSatisfy { figure in
        data.contains { $0.amounts.contains(figure.amount) }
      }
      let pairs = data.reduce(into: Set()) { $0.formUnion($1.pairs) }
      guard isKnown, !pairs.isEmpty, !pairs.contains([prison.amount, fine.amount]) else { continue }
      let (term, sum) = (prison.amount.phrase, fine.amount.phrase)
      report(
        Wording(
          "\(term.english) with \(sum.english)", fr: "\(term.french) avec \(sum.french)"),
        candidates, data, at: span, into: &bag)
    }
  }

  private func report(
    _ phrase: Wording, _ laws: [NamedLaw], _ data: [PenaltyData], at span: Span,
    into bag: inout DiagnosticBag
  ) {
    let lines = data.flatMap(\.lines)
    bag.add(
      .wrongPenalty(
        phrase, laws: unique(laws.map { "`\($0.slug)`" }), at: span, law: laws.first?.span,
        data: lines.isEmpty
          ? [
            Wording(
              "the data of this law has no penalty",
              fr: "les données de ce texte n'ont aucune peine")
          ] : unique(lines)))
  }

  /// The laws that a figure may belong to: the last before it, and the first behind it in its
  /// sentence; all, where none has a place in the block.
  private func attributed(
    _ figure: PenaltyFigure, to laws: [NamedLaw], _ scanner: PenaltyScanner
  ) -> [NamedLaw] {
    var before: NamedLaw?
    var after: NamedLaw?
    for law in laws {
      guard let offset = law.offset else { return laws }
      if offset <= figure.range.lowerBound {
        before = law
      } else if after == nil {
        after = law
      }
    }
    guard let before else { return after.map { [$0] } ?? [] }
    guard let after, let offset = after.offset, scanner.sentence(at: offset) == figure.sentence
    else { return [before] }
    return [before, after]
  }

  private func isInOtherLabel(_ span: Span, _ block: ProseBlock, _ document: MarkdownDocument)
    -> Bool
  {
    block.references.contains { anchor in
      let reference = document.references[anchor.index]
      return reference.kind != "law" && reference.span.source == span.source
        && reference.span.start <= span.start && span.end <= reference.span.end
    }
  }

  private func isProvision(_ law: NamedLaw) -> Bool {
    context.dossier.provisions.id(of: law.slug) != nil
  }

  private mutating func data(of law: NamedLaw) -> PenaltyData {
    let key = law.slug + "@" + (law.day?.description ?? "")
    if let known = cache[key] { return known }
    var data = PenaltyData()
    let dossier = context.dossier
    switch dossier.law(law.slug) {
    case .provision(let id):
      add(dossier.provisions[id], on: law.day, to: &data)
    case .instrument(let id):
      for provision in provisionsByInstrument[id] ?? [] {
        add(dossier.provisions[provision], on: law.day, to: &data)
      }
    default: break
    }
    cache[key] = data
    return data
  }

  private func add(_ provision: Provision, on day: CivilDate?, to data: inout PenaltyData) {
    guard let day else {
      data.add(provision, versions: provision.versions)
      return
    }
    let known = max(day, context.options.buildDate)
    if let index = LawAtDate(provision, on: day, known: known).applicable {
      data.add(provision, versions: [provision.versions[index]])
    }
  }

  private func unique<Item: Hashable>(_ items: [Item]) -> [Item] {
    var seen = Set<Item>()
    return items.filter { seen.insert($0).inserted }
  }
}

extension PenaltyFigure.Amount {
  /// The figure in words: "a fine of 75 000 €".
  var phrase: Wording {
    switch self {
    case .euros(let value):
      return Wording(
        "a fine of \(Self.grouped(value)) €", fr: "une amende de \(Self.grouped(value)) €")
    case .prisonMonths(let months) where months % 12 == 0:
      let years = months / 12
      return Wording(
        "a prison term of \(years) \(years == 1 ? "year" : "years")",
        fr: "un emprisonnement de \(years) \(years == 1 ? "an" : "ans")")
    case .prisonMonths(let months):
      return Wording(
        "a prison term of \(months) \(months == 1 ? "month" : "months")",
        fr: "un emprisonnement de \(months) mois")
    case .turnoverThousandths(let share):
      let decimals = share % 1_000
      let whole = "\(share / 1_000)"
      if decimals == 0 {
        return Wording("\(whole) % of turnover", fr: "\(whole) % du chiffre d'affaires")
      }
      let part = String(1_000 + decimals).dropFirst().trimmingZeros
      return Wording(
        "\(whole).\(part) % of turnover", fr: "\(whole),\(part) % du chiffre d'affaires")
    }
  }

  private static func grouped(_ value: Int) -> String {
    var out: [Character] = []
    for (index, digit) in String(value).reversed().enumerated() {
      if index > 0, index % 3 == 0 { out.append(" ") }
      out.append(digit)
    }
    return String(out.reversed())
  }
}

extension Substring {
  /// The digits without zeros at the end.
  fileprivate var trimmingZeros: Substring {
    var view = self
    while view.last == "0" { view.removeLast() }
    return view
  }
}
