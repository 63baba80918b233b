// The evidence beside a paragraph: which records it is, and the few lines that say what each proves.

package import DossierModel
package import Markdown
import TemplateEngine
import Verification

/// A record that supports a paragraph, with the day on which a law is read.
package struct PieceOfEvidence {
  /// The record.
  package let key: EntityKey
  /// The day on which a law is read.
  package let day: CivilDate
}

extension PageScope {
  /// The records that support a paragraph, each once, in order of appearance; citations last.
  ///
  /// Actors, chapters and terms are named, not proofs.
  package func evidence(
    references: [MarkdownReference], citations: [MarkdownCitation], on day: CivilDate
  ) -> [PieceOfEvidence] {
    var seen = SeenRecords()
    var pieces: [PieceOfEvidence] = []
    for reference in references {
      guard let key = dossier.key(referenceName: reference.kind, slug: reference.id) else {
        continue
      }
      switch key {
      case .event, .claim, .provision, .instrument, .source, .quotation, .contradiction:
        if seen.take(key) {
          let read = reference.date.flatMap { try? CivilDate.parse($0) }
          pieces.append(PieceOfEvidence(key: key, day: read ?? day))
        }
      default: break
      }
    }
    if citations.isEmpty { return pieces }
    // A source that an event beside the paragraph names already is not said twice.
    let named = namedSources(pieces)
    for citation in citations {
      for item in citation.items {
        guard let source = dossier.sources.id(of: item.id), !named.contains(item.id) else {
          continue
        }
        if seen.take(.source(source)) {
          pieces.append(PieceOfEvidence(key: .source(source), day: day))
        }
      }
    }
    return pieces
  }

  /// The ids of the sources that the notes of some evidence name.
  private func namedSources(_ pieces: [PieceOfEvidence]) -> Set<String> {
    var named = Set<String>()
    for piece in pieces {
      switch piece.key {
      case .event(let id):
        for source in dossier.events[id].sources.prefix(Self.sourceLimit) {
          named.insert(source.slug)
        }
      case .claim(let id): named.insert(dossier.claims[id].source.slug)
      default: break
      }
    }
    return named
  }

  /// A piece of evidence as shown in the margin.
  func marginNote(_ piece: PieceOfEvidence) -> Value {
    guard isWithoutOwnAddress(piece.key) else { return makeMarginNote(piece) }
    let isFirst = identifiedLaws.isEmpty || !identifiedLaws.contains(piece.key)
    if let known = isFirst ? memory.firstNotes[piece.key] : memory.laterNotes[piece.key],
      known.value.day == piece.day, known.value.lawDate == lawDate
    {
      let note = known.take()
      if note.identifies { identifiedLaws.insert(piece.key) }
      return note.value
    }
    let note = Noted {
      let value = withoutDefinitions { makeMarginNote(piece) }
      return PageMemory.Note(
        day: piece.day, lawDate: lawDate, value: value,
        identifies: isFirst && identifiedLaws.contains(piece.key))
    }
    if isFirst { memory.firstNotes[piece.key] = note } else { memory.laterNotes[piece.key] = note }
    return note.value.value
  }

  /// Whether neither a record nor what stands beside it in the margin (its quotation, its sources)
  /// lives on this page.
  private func isWithoutOwnAddress(_ key: EntityKey) -> Bool {
    isElsewhere(key) && !holdsEvidence
  }

  private func makeMarginNote(_ piece: PieceOfEvidence) -> Value {
    var lines: [String] = []
    var sign = Value.none
    var isUpcoming = false
    switch piece.key {
    case .event(let id):
      let event = dossier.events[id]
      sign = self.sign(id)
      isUpcoming = checked.timing(of: id) == .upcoming
      let date = presenter.dates.html(event.date.value, .short)
      lines.append(event.sources.isEmpty ? date : sourceLine(event.sources) + ", " + date)
    case .claim(let id):
      let claim = dossier.claims[id]
      sign = self.sign(Sign(claim))
      if let quotation = claim.quotation.flatMap({ dossier.quotations.id(of: $0) }) {
        var line = anchor(words["evidence.quotation"], .quotation(quotation))
        if let number = dossier.quotations[quotation].passage.line {
          line += ", " + words("quotation.line", String(number))
        }
        lines.append(line)
      } else {
        lines.append(sourceLine([claim.source]))
      }
      let said = claim.date.map { presenter.dates.html("evidence.said_on", $0.value) }
      let read = claim.lawDate.map { presenter.dates.html(DateValue($0.value), .short) }
      switch (said, read) {
      case (let said?, let read?) where claim.date?.value.exactDay != claim.lawDate?.value:
        lines.append(words("evidence.said_under", said, read))
      case (let said?, _): lines.append(said)
      case (nil, let read?): lines.append(words("evidence.law_on", read))
      case (nil, nil): break
      }
    case .provision(let id):
      let provision = dossier.provisions[id]
      let law = checked.law(id, on: piece.day)
      sign = self.sign(provision, law)
      isUpcoming = law.applicable == nil && law.next != nil
      if let index = law.shown {
        let version = provision.versions[index]
        lines.append(
          presenter.dates.html("evidence.version_of", version.inForce.value))
        if isUpcoming, let applicable = version.applicable {
          lines.append(
            presenter.dates.html("evidence.applicable_on", applicable.value))
        }
        if let identifier = version.identifier, identifiedLaws.insert(piece.key).inserted {
          lines.append("<span class=\"octets\">\(Self.escaped(identifier.value))</span>")
        }
      }
      // The day is said where it is not the one at the head of the page.
      if piece.day != lawDate {
        lines.append(words("evidence.law_on", presenter.dates.html(DateValue(piece.day), .short)))
      }
    case .instrument(let id):
      let instrument = dossier.instruments[id]
      sign = self.sign(Sign(instrument.state(on: presenter.checked.buildDate)))
      if identifiedLaws.insert(piece.key).inserted { lines.append(typesetHTML(instrument.title)) }
    case .source(let id):
      let source = dossier.sources[id]
      sign = self.sign(Sign(source.level))
      var line = anchor(source.publisher, .source(id)) + dateSuffix(source.date)
      if let accessed = source.accessed {
        line += ", " + presenter.dates.html("evidence.read_on", accessed.value)
      }
      lines.append(line)
    case .quotation(let id):
      let quotation = dossier.quotations[id]
      sign = self.sign(Sign(quotation))
      lines.append(sourceLine([quotation.source]))
      lines.append(Self.escaped(place(quotation)))
    case .contradiction(let id):
      let contradiction = dossier.contradictions[id]
      sign = self.sign(Sign("mi", "status.disputed"))
      lines.append(
        contradiction.retained.map { words("evidence.retained", self.typesetHTML($0)) }
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
    for reference in sources.prefix(Self.sourceLimit) {
      guard let id = dossier.sources.id(of: reference) else { continue }
      let name = dossier.sources[id].publisher
      let isAlone = sources.count { dossier.sources[$0]?.publisher == name } == 1
      let label = isAlone ? name : "\(name)\u{A0}(\(mark(.source(id))))"
      links.append(anchor(label, .source(id)))
    }
    var line = links.joined(separator: ", ")
    let rest = sources.count - Self.sourceLimit
    if rest > 0 { line += words.counted("evidence.and_more", rest) }
    return line
  }

  /// How many sources a piece of evidence names.
  private static let sourceLimit = 2

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
  package func place(_ quotation: Quotation) -> String {
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
