// What the margin of a printed paragraph says of a piece of evidence: the words of the site's margin,
// without its links.

import DossierModel
import Presentation
import Verification

extension PrintScope {
  /// A piece of evidence in words.
  func proof(_ piece: PieceOfEvidence) -> (sign: Sign, lines: [String]) {
    let dates = presenter.dates
    switch piece.key {
    case .event(let id):
      let event = dossier.events[id]
      let line = [publishers(event.sources), unbroken(event.date.value, .short)]
      return (sign(event: id), line.filter { !$0.isEmpty })
    case .claim(let id):
      let claim = dossier.claims[id]
      var lines: [String] = []
      if claim.quotation.flatMap({ dossier.quotations.id(of: $0) }) != nil {
        lines.append(words["evidence.quotation"])
      } else {
        lines.append(publishers([claim.source]))
      }
      if let date = claim.date { lines.append(dates.text("evidence.said_on", date.value, .short)) }
      if let read = claim.lawDate, claim.date?.value.exactDay != read.value,
        !selection.isLater(DateValue(read.value))
      {
        lines.append(words("evidence.law_on", dates.text(DateValue(read.value), .short)))
      }
      return (Sign(claim), lines.filter { !$0.isEmpty })
    case .provision(let id):
      let provision = dossier.provisions[id]
      let law = checked.law(id, on: selection.cutoff.map { min($0, piece.day) } ?? piece.day)
      var lines = [page.citation(provision)]
      if let index = shown(law, of: provision) {
        let version = provision.versions[index]
        lines.append(dates.text("evidence.version_of", version.inForce.value, .short))
        if law.applicable == nil, let applicable = version.applicable {
          lines.append(dates.text("evidence.applicable_on", applicable.value, .short))
        }
      }
      if piece.day != lawDate, selection.cutoff.map({ piece.day <= $0 }) ?? true {
        lines.append(words("evidence.law_on", dates.text(DateValue(piece.day), .short)))
      }
      return (sign(provision, law), lines)
    case .instrument(let id):
      let instrument = dossier.instruments[id]
      return (Sign(instrument.state(on: checked.buildDate)), [instrument.title])
    case .source(let id):
      let source = dossier.sources[id]
      let date = source.date.map { unbroken($0.value, .short) }
      return (Sign(source.level), [source.publisher, date].compactMap { $0 })
    case .quotation(let id):
      let quotation = dossier.quotations[id]
      return (Sign(quotation), [publishers([quotation.source]), page.place(quotation)])
    case .contradiction(let id):
      let contradiction = dossier.contradictions[id]
      let retained = contradiction.retained.flatMap { selection.known(words: $0) }
        .map { words("evidence.retained", $0) }
      return (
        Sign("mi", "status.disputed"), [retained ?? words["contradictions.undecided"]]
      )
    default: return (.toVerify, [])
    }
  }

  /// The version that a margin shows, if it was known on the day of the briefing; else the last known.
  private func shown(_ law: LawAtDate, of provision: Provision) -> Int? {
    guard let index = law.shown else { return nil }
    if selection.isKnown(provision.versions[index]) { return index }
    return provision.versions.indices.last { selection.isKnown(provision.versions[$0]) }
  }

  /// The publishers of the first two sources, and how many more there are.
  func publishers(_ all: [Reference<Source>]) -> String {
    let sources = all.filter { reference in
      dossier.sources.id(of: reference).map { selection.holds(.source($0)) } ?? true
    }
    var names: [String] = []
    for reference in sources.prefix(2) {
      guard let id = dossier.sources.id(of: reference) else { continue }
      let name = dossier.sources[id].publisher
      let isAlone = sources.count { dossier.sources[$0]?.publisher == name } == 1
      names.append(isAlone ? name : "\(name)\u{A0}(\(page.mark(.source(id))))")
    }
    let line = names.joined(separator: ", ")
    return sources.count > 2 ? line + words.counted("evidence.and_more", sources.count - 2) : line
  }
}
