// Answers what references, citations, insertions and pictures of Markdown become on paper. Every
// function it calls (`d-…`) is one that Templates/print/common.typ defines.

import Diagnostics
import DossierModel
import Markdown
import Presentation
import TemplateEngine
import Verification

/// The resolver of one printed document.
struct BriefingResolver: PrintResolver {
  let scope: PrintScope
  /// The day on which laws are read where a reference names none.
  let lawDate: CivilDate

  // MARK: - References

  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    guard let key = scope.dossier.key(referenceName: reference.kind, slug: reference.id) else {
      out += scope.markup(reference.label ?? reference.id)
      return
    }
    if case .quotation(let id) = key, reference.label == nil {
      put("#d-words(", scope.place(key), into: &out)
      put(")[", into: &out)
      let text = scope.dossier.quotations[id].text.value
      appendTypst(scope.words("quotation.marks", text).utf8, into: &out)
      put("];", into: &out)
      return
    }
    let label = reference.label ?? scope.page.label(key)
    guard scope.selection.holds(key) else {
      put("#d-later[", into: &out)
      out += scope.markup(label)
      put("];", into: &out)
      return
    }
    if case .chapter(let id) = key {
      let fragment = reference.fragment.map { "ch\(scope.dossier.chapters[id].number)-\($0)" }
      write("#d-see(", fragment ?? scope.place(key), label, into: &out)
    } else {
      write("#d-go(", scope.place(key), label, into: &out)
    }
  }

  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    let items = citation.items.filter { item in
      scope.dossier.sources.id(of: item.id).map { scope.selection.holds(.source($0)) } ?? true
    }
    if items.isEmpty { return }
    put("#footnote[", into: &out)
    for (index, item) in items.enumerated() {
      if index > 0 { out += scope.markup(scope.words["source.separator"]) }
      guard let id = scope.dossier.sources.id(of: item.id) else {
        out += scope.markup(item.id)
        continue
      }
      writeSource(id, locator: item.locator, into: &out)
    }
    put("];", into: &out)
  }

  /// A source in a note: publisher, title, date, and the mark that the bibliography lists.
  private func writeSource(_ id: DocumentSourceID, locator: String?, into out: inout [UInt8]) {
    let source = scope.dossier.sources[id]
    var parts = [source.publisher, scope.words("print.title_marks", source.title)]
    if let date = source.date {
      parts.append(scope.unbroken(date.value, .short))
    }
    if let locator { parts.append(locator) }
    out += scope.markup(parts.joined(separator: ", "))
    put(" (", into: &out)
    write("#d-go(", scope.place(.source(id)), scope.page.mark(.source(id)), into: &out)
    put(")", into: &out)
  }

  // MARK: - Insertions

  /// Tables stand once in the document; where a chapter inserts one, it leads there.
  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {
    let argument = insertion.arguments.first?.text ?? ""
    switch (insertion.name, argument) {
    case ("quote", _):
      guard let id = scope.dossier.quotations.id(of: argument) else { return }
      writeSpeech(id, into: &out)
    case ("table", let name):
      write("#d-table-link(", "table-\(name)", scope.words["print.tables.\(name)"], into: &out)
    case ("list", let name):
      write("#d-table-link(", "table-\(name)", scope.words["print.tables.\(name)"], into: &out)
    default: break
    }
  }

  /// A quotation set apart, with its speaker, day and state.
  private func writeSpeech(_ id: QuotationID, into out: inout [UInt8]) {
    let quotation = scope.dossier.quotations[id]
    guard scope.selection.holds(.quotation(id)) else { return }
    put("#d-speech(", scope.isFirstSpeech(id) ? scope.place(.quotation(id)) : "", into: &out)
    put(", [", into: &out)
    appendTypst(scope.words("quotation.marks", quotation.text.value).utf8, into: &out)
    put("], [", into: &out)
    var line = quotation.speakers.compactMap { scope.dossier.actors[$0]?.name }
    if let date = quotation.date { line.append(scope.presenter.dates.text(date.value)) }
    out += scope.markup(line.joined(separator: ", "))
    put("], ", into: &out)
    writeSign(Sign(quotation), into: &out)
    put(", [", into: &out)
    out += scope.markup(scope.page.place(quotation))
    put("]);\n", into: &out)
  }

  // MARK: - Margin

  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {
    // What a note at the foot of the page cites is not said twice.
    let evidence = scope.page.evidence(references: references, citations: [], on: lawDate)
      .filter { scope.selection.holds($0.key) }
    for piece in evidence.prefix(Self.noteLimit) { writeProof(piece, into: &out) }
    let more = evidence.dropFirst(Self.noteLimit)
    if more.isEmpty { return }
    put("#d-more[", into: &out)
    for (index, piece) in more.enumerated() {
      if index > 0 { put(", ", into: &out) }
      write("#d-go(", scope.place(piece.key), scope.page.mark(piece.key), into: &out)
    }
    put("];", into: &out)
  }

  /// How many pieces of evidence stand in full beside a paragraph; the others show their cote.
  private static let noteLimit = 2

  private func writeProof(_ piece: PieceOfEvidence, into out: inout [UInt8]) {
    let proof = scope.proof(piece)
    put("#d-proof(", scope.place(piece.key), into: &out)
    put(", [", into: &out)
    out += scope.markup(scope.page.mark(piece.key))
    put("], ", into: &out)
    writeSign(proof.sign, into: &out)
    put(", [", into: &out)
    out += scope.markup(proof.lines.joined(separator: ", "))
    put("]);", into: &out)
  }

  /// Two arguments: the style of a sign and its word.
  private func writeSign(_ sign: Sign, into out: inout [UInt8]) {
    appendTypstString(sign.style.utf8, into: &out)
    put(", [", into: &out)
    out += scope.markup(sign.label ?? scope.words[sign.word])
    put("]", into: &out)
  }

  // MARK: - Links and pictures

  func destination(of address: String) -> PrintDestination {
    for scheme in ["https://", "http://", "mailto:"] where address.hasPrefix(scheme) {
      return .address(address)
    }
    return .none
  }

  /// The address without its scheme, and the day it was read or the day the dossier was closed.
  func writeAddressNote(_ address: String, into out: inout [UInt8]) {
    put("#link(", into: &out)
    appendTypstString(address.utf8, into: &out)
    put(")[#d-address(", into: &out)
    appendTypstString(Self.short(address).utf8, into: &out)
    put(");];", into: &out)
    let source = scope.dossier.sources.first { $0.url?.value == address }
    let read = source?.accessed?.value ?? DateValue(scope.dossier.settings.asOf.value)
    out += scope.markup(
      ", "
        + scope.presenter.dates.text(
          source?.accessed == nil ? "print.address_closed" : "print.address_read", read, .short))
  }

  /// An address as printed: without its scheme and a final slash.
  static func short(_ address: String) -> String {
    var text = address[...]
    for scheme in ["https://", "http://", "mailto:"] where text.hasPrefix(scheme) {
      text = text.dropFirst(scheme.count)
    }
    if text.hasPrefix("www.") { text = text.dropFirst(4) }
    return String(text.hasSuffix("/") ? text.dropLast() : text)
  }

  func imagePath(of address: String) -> String? {
    scope.picture(address, at: nil)
  }

  // MARK: - Bytes

  private func put(_ text: StaticString, into out: inout [UInt8]) {
    text.withUTF8Buffer { out.append(contentsOf: $0) }
  }

  private func put(_ call: StaticString, _ argument: String, into out: inout [UInt8]) {
    put(call, into: &out)
    appendTypstString(argument.utf8, into: &out)
  }

  /// Writes `#call("argument")[label];`.
  private func write(
    _ call: StaticString, _ argument: String, _ label: String, into out: inout [UInt8]
  ) {
    put(call, argument, into: &out)
    put(")[", into: &out)
    out += scope.markup(label)
    put("];", into: &out)
  }
}
