// The making of one printed document: texts of the dossier as Typst markup, names of places in the
// document, pictures it needs. Lives in one task; never shared.

import Diagnostics
import DossierModel
import Markdown
import Presentation
import TemplateEngine
import Verification

/// One printed document in the making.
final class PrintScope {
  let presenter: Presenter
  let selection: BriefingSelection
  /// Names and evidence are those of the site's pages.
  let page: PageScope
  /// The day whose law the document reads, unless a chapter names its own.
  let documentLawDate: CivilDate
  /// Pictures that the document shows, by their path below `Content/`.
  private(set) var pictures: [(path: String, span: Span?)] = []

  /// Quotations that stand set apart already: a place has one name.
  private var spoken = Set<QuotationID>()

  init(_ presenter: Presenter, selection: BriefingSelection) {
    self.presenter = presenter
    self.selection = selection
    page = PageScope(presenter, page: Route("briefing"), shapes: ShapeCache())
    let own = presenter.dossier.settings.lawDate.value
    documentLawDate = selection.cutoff.map { min($0, own) } ?? own
    page.lawDate = documentLawDate
  }

  /// The day on which the printed dossier was closed.
  var closed: CivilDate {
    let own = dossier.settings.asOf.value
    return selection.cutoff.map { min($0, own) } ?? own
  }

  var dossier: Dossier { presenter.dossier }
  var checked: CheckedDossier { presenter.checked }
  var words: Words { presenter.words }
  /// The day whose law is read here.
  var lawDate: CivilDate { page.lawDate }

  // MARK: - Values

  /// Markup that needs no further escaping.
  func typst(_ bytes: [UInt8]) -> Value {
    bytes.isEmpty ? .none : .text(Text(bytes, kind: .typst))
  }

  /// A text of a data field or of the catalogue, with the typography of the dossier's language.
  func prose(_ text: String?) -> Value {
    text.map { .text(Text(markup($0), kind: .typst)) } ?? .none
  }

  /// The same as bytes.
  func markup(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    presenter.typographer.writeTypst(text, into: &out)
    return out
  }

  /// A text of a data field that may tell of later days: up to the sentence that does, then the
  /// notice.
  func told(_ text: String?) -> Value { text.map { told($0) } ?? .none }

  /// The same for a text that every record has.
  func told(_ text: String) -> Value { prose(selection.known(words: text) ?? laterNotice) }

  /// What stands where a text told of later days only.
  private var laterNotice: String {
    selection.cutoff.map { words("print.later_short", presenter.dates.text(DateValue($0))) } ?? ""
  }

  /// Words that stay as they are: quotations, identifiers.
  func verbatim(_ text: String?) -> Value {
    guard let text else { return .none }
    var out: [UInt8] = []
    appendTypst(text.utf8, into: &out)
    return typst(out)
  }

  /// A record for print templates, with the fields of its contract in their order.
  func record(_ name: String, _ fields: [(String, Value)]) -> Value {
    let shape =
      TemplateContracts.printShapes[name] ?? Shape(name: name, fields: fields.map(\.0))
    assert(
      shape.fields == fields.map(\.0), "`\(name)` has the fields \(fields.map(\.0))")
    return .record(shape, fields.map(\.1))
  }

  func date(_ date: DateValue?, _ style: DateStyle = .long) -> Value {
    date.map { prose(unbroken($0, style)) } ?? .none
  }

  /// A date in words; one of a single day or month stays on one line.
  func unbroken(_ date: DateValue, _ style: DateStyle) -> String {
    let text = presenter.dates.text(date, style)
    return text.utf8.count > Self.longestDay ? text : text.replacing(" ", with: "\u{A0}")
  }

  /// No day of either language takes more bytes: `23 septembre 2026`, `12 décembre 2026`.
  private static let longestDay = 18

  func day(_ day: CivilDate?, _ style: DateStyle = .long) -> Value {
    day.map { date(DateValue($0), style) } ?? .none
  }

  func sign(_ sign: Sign?) -> Value {
    guard let sign else { return .none }
    return record(
      "PrintSign",
      [
        ("style", .string(sign.style)), ("word", prose(sign.label ?? words[sign.word])),
      ])
  }

  // MARK: - Places

  /// The name of a record's place in the document, as the template labels it.
  static func place(_ key: EntityKey, in dossier: Dossier) -> String {
    "\(key.kind.rawValue)-\(dossier.slug(of: key))"
  }

  func place(_ key: EntityKey) -> String { Self.place(key, in: dossier) }

  /// A record to name and to lead to.
  func ref(_ key: EntityKey, label: String? = nil) -> Value {
    record(
      "PrintRef",
      [
        ("place", .string(place(key))), ("label", prose(label ?? page.label(key))),
        ("cote", prose(page.mark(key))),
      ])
  }

  func refs<Element: Entity>(_ references: [Reference<Element>]) -> Value {
    .list(
      references.compactMap { reference in
        dossier.key(Element.kind, slug: reference.slug).flatMap { key in
          selection.holds(key) ? ref(key) : nil
        }
      })
  }

  func refs(laws: [LawReference]) -> Value {
    .list(laws.compactMap { dossier.law($0) }.filter(selection.holds).map { ref($0) })
  }

  // MARK: - Markdown

  func resolver() -> BriefingResolver {
    BriefingResolver(scope: self, lawDate: lawDate)
  }

  /// A text of one paragraph.
  func inline(_ text: MarkdownText?) -> Value {
    guard let text, !text.document.isEmpty else { return .none }
    return inline(text)
  }

  /// A text of one paragraph that every record has.
  func inline(_ text: MarkdownText) -> Value {
    let notice = presenter.typographer.typeset(laterNotice)
    guard let document = selection.known(text.document, short: notice) else {
      return prose(laterNotice)
    }
    var out: [UInt8] = []
    TypstWriter(resolver: resolver()).inline(document, into: &out)
    return .text(Text(out, kind: .typst))
  }

  /// A text as blocks.
  func blocks(_ text: MarkdownText?, labels: String) -> Value {
    guard let text, !text.document.isEmpty else { return .none }
    var out: [UInt8] = []
    TypstWriter(
      resolver: resolver(),
      options: TypstWriterOptions(labelPrefix: labels, headingShift: 2, printsAddresses: true)
    ).write(redacted(text.document), into: &out)
    return typst(out)
  }

  /// A text in which paragraphs on later things say so.
  func redacted(_ document: MarkdownDocument) -> MarkdownDocument {
    guard let cutoff = selection.cutoff else { return document }
    let notice = words("print.later_paragraph", presenter.dates.text(cutoff))
    return selection.redacted(
      document, notice: presenter.typographer.typeset(notice),
      short: presenter.typographer.typeset(laterNotice))
  }

  /// Takes a picture of the dossier into the document; returns its path below the build folder.
  func picture(_ address: String, at span: Span?) -> String? {
    guard address.hasPrefix("media/") else { return nil }
    if let index = pictures.firstIndex(where: { $0.path == address }) {
      if pictures[index].span == nil { pictures[index].span = span }
    } else {
      pictures.append((address, span))
    }
    return "/" + address
  }

  /// Whether a quotation is set apart for the first time.
  func isFirstSpeech(_ id: QuotationID) -> Bool { spoken.insert(id).inserted }

  // MARK: - Signs

  /// The sign of an event: what is to come says so, whatever its sources.
  func sign(event id: EventID) -> Sign {
    let event = dossier.events[id]
    if checked.timing(of: id) == .upcoming {
      return event.kind == .law ? Sign("loi avenir", "status.upcoming") : .upcoming
    }
    return Sign(event.status, shape: event.kind == .law ? "loi" : "")
  }

  /// The sign of a key point: what was to come has come once every dated proof of it is past.
  func sign(_ point: KeyPoint) -> Sign {
    let events = point.proof.document.references.filter { $0.kind == "event" }
      .compactMap { dossier.events.id(of: $0.id) }
    if point.status == .upcoming, !events.isEmpty,
      events.allSatisfy({ checked.timing(of: $0) != .upcoming })
    {
      return point.nature == .law ? .nowApplicable : .elapsed
    }
    return Sign(point.status, nature: point.nature)
  }

  /// The sign of a provision on a day: a version that was not read again says so.
  func sign(_ provision: Provision, _ law: LawAtDate) -> Sign {
    if law.state == .applicable, let index = law.applicable {
      let version = provision.versions[index]
      if version.verified == nil || version.status == .toVerify || provision.status == .toVerify {
        return .versionToVerify
      }
    }
    return Sign(law.state)
  }
}
