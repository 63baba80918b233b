// The evidence beside a paragraph: which records it is, and the few lines that say what each proves.

import DossierModel
import Markdown
import TemplateEngine
import Verification

/// A record that supports a paragraph, with the day on which a law is read.
struct PieceOfEvidence {
  let key: EntityKey
  let day: CivilDate
}

extension PageScope {
  /// The records that support a paragraph, each once, in order of appearance; citations last.
  ///
  /// Actors, chapters and terms are named, not proofs.
  func evidence(
    references: [MarkdownReference], citations: [MarkdownCitation], on day: CivilDate
  ) -> [PieceOfEvidence] {
    var seen = Set<EntityKey>()
    var pieces: [PieceOfEvidence] = []
    for reference in references {
      guard let key = dossier.key(referenceName: reference.kind, slug: reference.id) else {
        continue
      }
      switch key {
      case .event, .claim, .provision, .instrument, .source, .quotation, .contradiction:
        if seen.insert(key).inserted {
          let read = reference.date.flatMap { try? CivilDate.parse($0) }
          pieces.append(PieceOfEvidence(key: key, day: read ?? day))
        }
      default: break
      }
    }
    for item in citations.flatMap(\.items) {
      guard let source = dossier.sources.id(of: item.id) else { continue }
      if seen.insert(.source(source)).inserted {
        pieces.append(PieceOfEvidence(key: .source(source), day: day))
      }
    }
    return pieces
  }

  /// A piece of evidence as shown in the margin.
  func marginNote(_ piece: PieceOfEvidence) -> Value {
    var lines: [String] = []
    var sign = Value.none
    var isUpcoming = false
    switch piece.key {
    case .event(let id):
      let event = dossier.events[id]
      sign = self.sign(id)
      isUpcoming = checked.timing(of: id) == .upcoming
      if !event.sources.isEmpty { lines.append(sourceLine(event.sources)) }
      lines.append(
        words("evidence.fact_of", presenter.dates.html(event.date.value, .short)))
    case .claim(let id):
      let claim = dossier.claims[id]
      sign = self.sign(Sign(claim))
      if let quotation = claim.quotation.flatMap({ dossier.quotations.id(of: $0) }) {
        lines.append(
          anchor(words["evidence.quotation"], .quotation(quotation)) + ", "
            + Self.escaped(place(dossier.quotations[quotation])))
      } else {
        lines.append(sourceLine([claim.source]))
      }
      if let date = claim.date {
        lines.append(words("evidence.said_on", presenter.dates.html(date.value, .short)))
      }
      if let day = claim.lawDate?.value {
        lines.append(words("evidence.law_on", presenter.dates.html(DateValue(day), .short)))
      }
    case .provision(let id):
      let provision = dossier.provisions[id]
      let law = checked.law(id, on: piece.day)
      sign = self.sign(provision, law)
      isUpcoming = law.applicable == nil && law.next != nil
      if let index = law.shown {
        let version = provision.versions[index]
        lines.append(
          words("evidence.version_of", presenter.dates.html(version.inForce.value, .short)))
        if isUpcoming, let applicable = version.applicable {
          lines.append(
            words("evidence.applicable_on", presenter.dates.html(applicable.value, .short)))
        }
        if let identifier = version.identifier {
          lines.append("<span class=\"octets\">\(Self.escaped(identifier.value))</span>")
        }
      }
      lines.append(words("evidence.law_on", presenter.dates.html(DateValue(piece.day), .short)))
    case .instrument(let id):
      let instrument = dossier.instruments[id]
      sign = self.sign(Sign(instrument.state(on: presenter.checked.buildDate)))
      lines.append(Self.escaped(instrument.title))
    case .source(let id):
      let source = dossier.sources[id]
      sign = self.sign(Sign(source.level))
      lines.append(anchor(source.publisher, .source(id)) + dateSuffix(source.date))
      if let accessed = source.accessed {
        lines.append(words("evidence.read_on", presenter.dates.html(accessed.value, .short)))
      }
    case .quotation(let id):
      let quotation = dossier.quotations[id]
      sign = self.sign(Sign(quotation))
      lines.append(sourceLine([quotation.source]))
      lines.append(Self.escaped(place(quotation)))
    case .contradiction(let id):
      let contradiction = dossier.contradictions[id]
      sign = self.sign(Sign("mi", "status.disputed"))
      lines.append(
        contradiction.retained.map { words("evidence.retained", Self.escaped($0)) }
          ?? words["contradictions.undecided"])
    default: break
    }
    return record(
      "MarginNote",
      [
        "cote": .string(mark(piece.key)), "url": address(presenter.route(piece.key)),
        "sign": sign, "upcoming": .bool(isUpcoming),
        "lines": .list(lines.map { Value.markup($0) }),
      ])
  }

  /// The publishers of the first two sources as links, and how many more there are.
  private func sourceLine(_ sources: [Reference<Source>]) -> String {
    var links: [String] = []
    for reference in sources.prefix(2) {
      guard let id = dossier.sources.id(of: reference) else { continue }
      links.append(anchor(dossier.sources[id].publisher, .source(id)))
    }
    var line = links.joined(separator: ", ")
    if sources.count > 2 { line += words("evidence.and_more", String(sources.count - 2)) }
    return line
  }

  private func dateSuffix(_ date: Located<DateValue>?) -> String {
    date.map { ", " + presenter.dates.html($0.value, .short) } ?? ""
  }

  private func anchor(_ label: String, _ key: EntityKey) -> String {
    let address = presenter.route(key).address(from: page)
    return "<a href=\"\(Self.escaped(address))\">\(Self.escaped(label))</a>"
  }

  static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    HTMLText.append(text, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Where a quotation stands in its document: `ligne 6, octets 1501 à 1579`.
  func place(_ quotation: Quotation) -> String {
    let passage = quotation.passage
    let bytes = words(
      "quotation.bytes", presenter.numbers.number(passage.start),
      presenter.numbers.number(passage.end))
    guard let line = passage.line else { return bytes }
    return words("quotation.line", String(line)) + ", " + bytes
  }

  /// A quotation as a figure.
  func speech(_ id: QuotationID) -> Value {
    let quotation = dossier.quotations[id]
    return record(
      "Speech",
      [
        "ref": ref(.quotation(id)), "text": .string(quotation.text.value),
        "speakers": refs(quotation.speakers), "capacity": .none,
        "date": date(quotation.date), "sign": sign(Sign(quotation)),
        "place": .string(place(quotation)),
      ])
  }
}
