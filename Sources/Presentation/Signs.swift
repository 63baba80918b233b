// The signs of state: for each state the word and the drawing. Shape says the nature (square: fact,
// circle: statement, lozenge: law), filling says the state.

package import DossierModel
import Markdown
import TemplateEngine
package import Verification

/// A state as drawn and said.
package struct Sign: Hashable {
  /// Classes of the style sheet: shape, then filling.
  package let style: String
  /// The key of the word in the catalogue.
  package let word: String
  /// A text that replaces the word.
  package var label: String?

  package init(_ style: String, _ word: String, label: String? = nil) {
    self.style = style
    self.word = word
    self.label = label
  }

  package init(_ status: EvidenceStatus, shape: String = "") {
    let filling =
      switch status {
      case .established: "ok"
      case .singleSource, .disputed: "mi"
      case .toVerify, .open: "vide"
      case .refuted: "non"
      }
    self.init(Self.join(shape, filling), "status.\(status.key)")
  }

  package init(_ status: KeyPointStatus, nature: KeyPointNature?) {
    let filling =
      switch status {
      case .established: "ok"
      case .singleSource, .disputed, .partly: "mi"
      case .toVerify, .open: "vide"
      case .refuted, .inexact: "non"
      case .upcoming: "avenir"
      }
    let shape =
      switch nature {
      case .law: "loi"
      case .statement: "dit"
      case .fact, nil: ""
      }
    self.init(Self.join(shape, filling), "status.\(status.key)")
  }

  package init(_ claim: Claim) {
    let shape =
      switch claim.nature {
      case .legal: "loi"
      case .statement, .opinion, .forecast, .announcement, .title: "dit"
      case .fact: ""
      }
    self.init(
      Self.join(shape, Self.filling(claim.verdict.value)), "verdict.\(claim.verdict.value.key)",
      label: claim.verdictLabel)
  }

  /// What a verdict says of a statement, whatever its nature.
  static func filling(_ verdict: Verdict) -> String {
    switch verdict {
    case .established, .exact, .announcementKept: "ok"
    case .inexact: "non"
    case .partly, .attributed, .malformed: "mi"
    case .open, .toVerify, .opinion: "vide"
    }
  }

  package init(_ state: LawState) {
    let filling =
      switch state {
      case .applicable: "ok"
      case .inForce, .published, .adopted, .upcoming: "avenir"
      case .repealed: "non"
      }
    self.init("loi \(filling)", "law_state.\(state.key)")
  }

  package init?(_ status: MatrixStatus) {
    switch status {
    case .applicable: self.init("loi ok", "matrix.status.applicable")
    case .debated: self.init("loi mi", "matrix.status.debated")
    case .upcoming: self.init("loi avenir", "matrix.status.upcoming")
    case .none: return nil
    }
  }

  package init(_ level: SourceLevel) {
    switch level {
    case .primary: self.init("ok", "source.level.primary")
    case .secondary: self.init("mi", "source.level.secondary")
    case .copy: self.init("vide", "source.level.copy")
    }
  }

  /// The state of a quotation: the checks have compared its bytes, a variant is said.
  package init(_ quotation: Quotation) {
    if quotation.variant != nil {
      self.init("dit mi", "quotation.variant")
    } else {
      self.init("dit ok", "quotation.exact")
    }
  }

  package init(_ status: StandingStatus) {
    let style =
      switch status {
      case .none: "vide"
      case .cleared, .convicted: "ok"
      default: "mi"
      }
    self.init(style, "standing.\(status.key)")
  }

  package init(_ status: ReplyStatus) {
    let style =
      switch status {
      case .published: "dit ok"
      case .requested: "dit mi"
      case .notRequested, .noneFound: "dit vide"
      }
    self.init(style, "reply.\(status.key)")
  }

  package init(_ status: LimitStatus) {
    let style =
      switch status {
      case .resolved: "ok"
      case .partly: "mi"
      case .open: "vide"
      }
    self.init(style, "limits.status.\(status.key)")
  }

  package init(_ status: ProceedingStatus) {
    self.init(status == .ongoing ? "mi" : "ok", "proceeding.\(status.key)")
  }

  package static let upcoming = Sign("avenir", "status.upcoming")
  package static let elapsed = Sign("ok", "status.elapsed")
  package static let nowApplicable = Sign("loi ok", "matrix.status.applicable")
  package static let toVerify = Sign("vide", "status.to_verify")
  package static let versionToVerify = Sign("loi vide", "provision.to_verify")

  private static func join(_ shape: String, _ filling: String) -> String {
    shape.isEmpty ? filling : "\(shape) \(filling)"
  }
}

extension RawRepresentable where RawValue == String {
  /// The raw value as a key of the catalogue, which writes `_` where data files write `-`.
  package var key: String {
    let bytes = rawValue.utf8
    if !bytes.contains(UInt8(ascii: "-")) { return rawValue }
    let dash = UInt8(ascii: "-")
    return String(decoding: bytes.map { $0 == dash ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }
}

extension PageScope {
  /// A sign for templates.
  func sign(_ sign: Sign?) -> Value {
    guard let sign else { return .none }
    if let known = memory.signs[sign] { return known }
    let value = record(
      "Sign", ["class": .string(sign.style), "word": .string(sign.label ?? words[sign.word])])
    memory.signs[sign] = value
    return value
  }

  /// The sign of an event: what is to come says so, whatever its sources.
  func sign(_ id: EventID) -> Value {
    let event = dossier.events[id]
    if checked.timing(of: id) == .upcoming {
      return sign(event.kind == .law ? Sign("loi avenir", "status.upcoming") : .upcoming)
    }
    return sign(Sign(event.status, shape: event.kind == .law ? "loi" : ""))
  }

  /// The sign of a key point: what was to come has come once every dated proof of it is past.
  func sign(_ point: KeyPoint) -> Value {
    let events = point.proof.document.references.filter { $0.kind == "event" }
      .compactMap { dossier.events.id(of: $0.id) }
    if point.status == .upcoming, !events.isEmpty,
      events.allSatisfy({ checked.timing(of: $0) != .upcoming })
    {
      return sign(point.nature == .law ? Sign.nowApplicable : .elapsed)
    }
    return sign(Sign(point.status, nature: point.nature))
  }

  /// The sign of a provision on a day: a version that was not read again says so.
  func sign(_ provision: Provision, _ law: LawAtDate) -> Value {
    if law.state == .applicable, let index = law.applicable,
      isToVerify(provision.versions[index])
        || provision.status == .toVerify
    {
      return sign(.versionToVerify)
    }
    return sign(Sign(law.state))
  }

  func isToVerify(_ version: ProvisionVersion) -> Bool {
    version.verified == nil || version.status == .toVerify
  }
}
