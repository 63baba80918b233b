// The making of one page: where it stands, and everything that depends on it (relative addresses,
// rendered Markdown, records for templates). Lives in one worker; never shared.

package import Diagnostics
package import DossierModel
import Markdown
package import TemplateEngine
import Verification

/// The shapes that a worker has met, so that records of one kind share one shape.
package final class ShapeCache {
  private var shapes: [String: Shape] = [:]
  /// The same by the address of the name in the program, which is found without reading it.
  private var places = [(name: UnsafePointer<UInt8>?, shape: Shape?)](
    repeating: (nil, nil), count: 256)
  /// Values that pages have in common.
  let memory = PageMemory()
  /// What templates have learnt of the values they read.
  package let renderings = RenderMemory()

  /// Makes an empty cache.
  package init() {}

  /// The shapes met so far, by name.
  package var known: [(name: String, fields: [String])] {
    shapes.map { ($0.key, $0.value.fields) }.sorted { $0.0 < $1.0 }
  }

  func shape(_ name: StaticString, _ fields: @autoclosure () -> [String]) -> Shape {
    let start = name.utf8Start
    let place = Int(bitPattern: start) >> 3 & (places.count - 1)
    if places[place].name == start, let shape = places[place].shape {
      assert(shape.fields == fields(), "records of `\(name)` have the fields \(shape.fields)")
      return shape
    }
    let shape = shape("\(name)", fields())
    places[place] = (start, shape)
    return shape
  }

  private func shape(_ name: String, _ fields: @autoclosure () -> [String]) -> Shape {
    if let shape = shapes[name] {
      assert(shape.fields == fields(), "records of `\(name)` have the fields \(shape.fields)")
      return shape
    }
    let fields = fields()
    let declared = TemplateContracts.shapes[name]
    let shape =
      declared?.fields == fields
      ? declared ?? Shape(name: name, fields: fields)
      : Shape(name: name, fields: fields)
    shapes[name] = shape
    return shape
  }
}

/// One page in the making.
package final class PageScope {
  /// What all pages share.
  package let presenter: Presenter
  /// The place of the page.
  let page: Route
  private let shapes: ShapeCache
  /// Values made for other pages of the same folder.
  let memory: PageMemory
  /// Faults of templates rendered inside Markdown, which has no other way to report them.
  package private(set) var faults = DiagnosticBag()
  /// The laws whose identifier the margin of this page has given already.
  var identifiedLaws = Set<EntityKey>()
  /// The actors of the timeline with their numbers of events, most first, and the ranks of those
  /// that its filter names.
  var eventCounts: [(actor: ActorID, count: Int)] = []
  var actorRanks: [ActorID: Int] = [:]
  /// Whether sources or quotations live on the page.
  let holdsEvidence: Bool
  /// The day whose law the page reads.
  package var lawDate: CivilDate
  /// Whether a word of the glossary shows its definition where it is used; where definitions
  /// themselves are shown it leads there.
  var definesTerms = true
  /// How many definitions the page has shown, by which they are numbered.
  var definitionCount = 0

  /// Starts a page.
  package init(_ presenter: Presenter, page: Route, shapes: ShapeCache) {
    self.presenter = presenter
    self.page = page
    self.shapes = shapes
    memory = shapes.memory
    memory.begin(presenter.identity, folder: page.folder)
    holdsEvidence =
      page.path == presenter.router.route(.sources).path
      || page.path == presenter.router.route(.quotations).path
    lawDate = presenter.dossier.settings.lawDate.value
  }

  // Lent, not copied: each of these holds dozens of references to count.
  var dossier: Dossier { _read { yield presenter.checked.dossier } }
  var checked: CheckedDossier { _read { yield presenter.checked } }
  var words: Words { _read { yield presenter.library.words } }
  var router: Router { _read { yield presenter.router } }

  // MARK: - Values

  /// A record for templates; all records of one name have the same fields in the same order.
  func record(_ name: StaticString, _ fields: KeyValuePairs<String, Value>) -> Value {
    .record(shapes.shape(name, fields.map(\.key)), fields.map(\.value))
  }

  func text(_ text: String?) -> Value { text.map { Value.string($0) } ?? .none }

  /// A text of a data field, with the typography of the dossier's language, for text positions.
  func prose(_ text: String?) -> Value {
    guard let text else { return .none }
    var out: [UInt8] = []
    presenter.typographer.writeHTML(text, into: &out)
    return .markup(out)
  }

  /// The same for markup that a view writes itself.
  func typesetHTML(_ text: String) -> String {
    var out: [UInt8] = []
    presenter.typographer.writeHTML(text, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// A text of a data field, with typography and without markup, for titles and labels.
  package func typeset(_ text: String) -> String { presenter.typographer.typeset(text) }

  func count(_ count: Int) -> Value { .int(Int64(count)) }

  func date(_ date: Located<DateValue>?) -> Value { text(date?.value.description) }

  func date(_ day: CivilDate?) -> Value { text(day?.description) }

  /// The address of a place as written on this page.
  func address(_ route: Route) -> Value { .string(route.address(from: page)) }

  /// A labelled link.
  func link(_ label: String, _ route: Route, class name: String = "") -> Value {
    record(
      "Link", ["label": prose(label), "url": address(route), "class": .string(name)])
  }

  /// Whether a record lives on another page, so that links to it read the same on every page of the
  /// folder.
  func isElsewhere(_ key: EntityKey) -> Bool { !presenter.isPlaced(key, on: page) }

  // MARK: - Markdown

  private func resolver(_ day: CivilDate?) -> ReferenceResolver {
    ReferenceResolver(scope: self, lawDate: day ?? lawDate)
  }

  /// A text of one paragraph as HTML without `p`.
  func inline(_ text: MarkdownText?, lawDate: CivilDate? = nil) -> Value {
    guard let text, !text.document.isEmpty else { return .none }
    var out: [UInt8] = []
    let count = definitionCount
    write(inline: text, lawDate: lawDate, into: &out)
    if definitionCount > count { closeTerms(in: &out) }
    return .markup(out)
  }

  /// The byte that stands for the end of a word of the glossary until the signs behind it are known;
  /// no text in UTF-8 holds it.
  static let termEnd: UInt8 = 0xFF

  /// Ends each word of the glossary behind the signs that touch it: no line begins with a comma.
  private func closeTerms(in out: inout [UInt8]) {
    let parts = out.split(separator: Self.termEnd, omittingEmptySubsequences: false)
    var closed = Array(parts[0])
    for part in parts.dropFirst() {
      var end = part.startIndex
      while end < part.endIndex,
        let sign = Self.touchingSigns.first(where: { part[end...].starts(with: $0) })
      {
        end += sign.count
      }
      closed += part[..<end]
      closed += Array("</span>".utf8)
      closed += part[end...]
    }
    out = closed
  }

  /// Signs that stay with the word before them, and the spaces that do not break.
  private static let touchingSigns = [
    ",", ".", ";", ":", "!", "?", ")", "]", "»", "”", "’", "…", "\u{A0}", "\u{202F}",
  ].map { Array($0.utf8) }

  /// Makes a value in which words of the glossary lead to it, and show no definition of their own:
  /// definitions are numbered by the page, so that no value with one may stand on another.
  func withoutDefinitions(_ make: () -> Value) -> Value {
    let before = definesTerms
    definesTerms = false
    defer { definesTerms = before }
    return make()
  }

  /// Writes a text of one paragraph as HTML without `p`.
  func write(inline text: MarkdownText, lawDate: CivilDate?, into out: inout [UInt8]) {
    HTMLWriter(resolver: resolver(lawDate), options: HTMLWriterOptions(root: page.root)).inline(
      text.document, into: &out)
  }

  /// A text as HTML blocks.
  func blocks(_ text: MarkdownText?) -> Value {
    guard let text, !text.document.isEmpty else { return .none }
    var out: [UInt8] = []
    let count = definitionCount
    HTMLWriter(resolver: resolver(nil), options: HTMLWriterOptions(root: page.root)).write(
      text.document, into: &out)
    if definitionCount > count { closeTerms(in: &out) }
    return .markup(out)
  }

  /// A chapter's body with numbered paragraphs and margins.
  func body(_ document: MarkdownDocument, options: HTMLWriterOptions) -> Value {
    var out: [UInt8] = []
    let count = definitionCount
    HTMLWriter(resolver: resolver(nil), options: options).write(document, into: &out)
    if definitionCount > count { closeTerms(in: &out) }
    return .markup(out)
  }

  /// A text without markup, on one line.
  package func plain(_ text: MarkdownText) -> String {
    PlainTextWriter(isSingleLine: true).text(of: text.document) { reference in
      reference.label ?? self.defaultLabel(reference)
    }
  }

  /// What a reference without a label shows.
  func defaultLabel(_ reference: MarkdownReference) -> String {
    guard let key = dossier.key(referenceName: reference.kind, slug: reference.id) else {
      return reference.id
    }
    return label(key)
  }

  // MARK: - Fragments

  /// The variable by which functions know which page is made.
  package var pageVariable: (String, Value) {
    (DossierFilters.pageVariable, .string(page.path))
  }

  /// Renders a template inside another page's text; faults are kept for the page's report.
  func fragment(_ name: String, _ context: [(String, Value)]) -> [UInt8] {
    var bytes: [UInt8] = []
    write(fragment: name, context, into: &bytes)
    return bytes
  }

  /// Appends what a template makes; faults are kept for the page's report.
  func write(fragment name: String, _ context: [(String, Value)], into bytes: inout [UInt8]) {
    guard let template = presenter.library.templates.template(name) else {
      faults.add(.missingTemplate(name, known: presenter.library.templates.names))
      return
    }
    var out = OutputBuffer(capacity: 1 << 10)
    do throws(Diagnostic) {
      try template.render(
        context + [pageVariable], into: &out, warnings: &faults, memory: shapes.renderings)
    } catch {
      faults.add(error)
    }
    out.withBytes { bytes.append(contentsOf: $0) }
  }
}
