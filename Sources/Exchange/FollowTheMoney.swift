// Owns the dossier as a graph of entities for investigative databases.

import Diagnostics
import DossierModel
import Verification

/// Actors, events, sources and their ties, one entity a line, for programs such as OpenAleph.
///
/// Every value is a list of strings; ids are hashes that stay the same as long as the dossier's
/// and the record's id do. Only what the dossier says is told: an event names who took part,
/// never a suspicion.
/// - Source: FollowTheMoney, schemata Person, Organization, PublicBody, Event,
///   Membership, UnknownLink, Document, Documentation.
enum FollowTheMoney {
  /// The route of the file.
  static let route = "graphe.ftm.jsonl"

  /// Returns the file.
  static func graph(_ context: ExchangeContext) -> [UInt8] {
    var lines = Lines()
    let dossier = context.dossier
    // Events name actors and sources many times.
    let actors = dossier.actors.ids.map { StableIdentifier.digest(context, .actor($0)) }
    let sources = dossier.sources.ids.map { StableIdentifier.digest(context, .source($0)) }
    for id in dossier.actors.ids { add(actor: id, actors, context, to: &lines) }
    for id in dossier.sources.ids {
      let source = dossier.sources[id]
      lines.add(
        sources[Int(id.raw)], "Document",
        [
          ("name", [source.title]), ("title", [source.title]), ("publisher", [source.publisher]),
          ("author", [source.author]), ("date", [date(source.date?.value)]),
          ("sourceUrl", [source.url?.value]), ("language", [source.language.flatMap(language)]),
        ])
    }
    for id in context.checked.timeline { add(event: id, actors, sources, context, to: &lines) }
    return lines.bytes
  }

  private static func add(
    actor id: ActorID, _ digests: [String], _ context: ExchangeContext, to lines: inout Lines
  ) {
    let actor = context.dossier.actors[id]
    let own = digests[Int(id.raw)]
    let schema =
      switch actor.kind {
      case .person: "Person"
      case .institution: "PublicBody"
      // Only an Organization can have members.
      case .organisation, .platform, .media, .group: "Organization"
      }
    lines.add(
      own, schema,
      [
        ("name", [actor.name]), ("summary", [context.line(actor.description)]),
        ("position", actor.kind == .person ? actor.roles.map(\.title) : []),
        ("website", actor.links.map(\.url)),
        ("sourceUrl", actor.sources.map { context.dossier.sources[$0]?.url?.value }),
      ])
    let roleNames = StableIdentifier.names(
      ofParts: actor.roles.map { role in
        let organisation = role.organisation.map { context.slug($0, in: context.dossier.actors) }
        return ["role", role.title, organisation, date(role.from?.value)]
      })
    for (role, name) in zip(actor.roles, roleNames) {
      guard let reference = role.organisation,
        let organisation = context.dossier.actors.id(of: reference)
      else { continue }
      lines.add(
        StableIdentifier.digest(context, .actor(id), part: name), "Membership",
        [
          ("member", [own]),
          ("organization", [digests[Int(organisation.raw)]]),
          ("role", [role.title]), ("startDate", [date(role.from?.value)]),
          ("endDate", [date(role.to?.value)]),
        ])
    }
    let relationNames = StableIdentifier.names(
      ofParts: actor.relations.map { relation in
        let other = context.slug(relation.to, in: context.dossier.actors)
        return ["relation", relation.verb, other, date(relation.date?.value)]
      })
    for (relation, name) in zip(actor.relations, relationNames) {
      guard let other = context.dossier.actors.id(of: relation.to) else { continue }
      lines.add(
        StableIdentifier.digest(context, .actor(id), part: name), "UnknownLink",
        [
          ("subject", [own]), ("object", [digests[Int(other.raw)]]),
          ("role", [relation.verb]), ("date", [date(relation.date?.value)]),
        ])
    }
  }

  private static func add(
    event id: EventID, _ actors: [String], _ sources: [String], _ context: ExchangeContext,
    to lines: inout Lines
  ) {
    let event = context.dossier.events[id]
    let own = StableIdentifier.digest(context, .event(id))
    let involved = event.actors.compactMap { context.dossier.actors.id(of: $0.actor) }
    lines.add(
      own, "Event",
      [
        ("name", [context.line(event.title)]), ("summary", [event.text.map(context.line)]),
        ("date", [date(event.date.value)]),
        ("involved", involved.map { actors[Int($0.raw)] }),
        ("sourceUrl", event.sources.map { context.dossier.sources[$0]?.url?.value }),
        ("notes", [event.note.map(context.line)]),
      ])
    for reference in event.sources {
      guard let source = context.dossier.sources.id(of: reference) else { continue }
      let name = StableIdentifier.name(context, .source(source))
      lines.add(
        StableIdentifier.digest(context, .event(id), part: "source/\(name)"), "Documentation",
        [
          ("document", [sources[Int(source.raw)]]), ("entity", [own]),
        ])
    }
  }

  /// A language by the three letters that the format knows; `nil` for one not in the table.
  ///
  /// - Source: ISO 639-3.
  private static func language(_ tag: String) -> String? {
    let code = String(tag.prefix { $0 != "-" }.lowercased())
    return code.count == 3 ? code : languages[code]
  }

  private static let languages = [
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fi": "fin", "fr": "fra", "ga": "gle",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn",
    "ko": "kor", "lb": "ltz", "lt": "lit", "lv": "lav", "ms": "msa", "mt": "mlt", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv",
    "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
  ]

  /// A date as year, month or day; `nil` for an interval, whose length the format cannot say.
  private static func date(_ value: DateValue?) -> String? {
    guard case .single(let part) = value?.form else { return nil }
    return part.unmarked
  }

  /// One JSON object to a line.
  private struct Lines {
    private(set) var bytes: [UInt8] = []

    /// Adds an entity; properties without a value are left out.
    mutating func add(_ id: String, _ schema: String, _ properties: [(String, [String?])]) {
      bytes += "{\"id\":".utf8
      JSONText.write(id, into: &bytes)
      bytes += ",\"schema\":".utf8
      JSONText.write(schema, into: &bytes)
      bytes += ",\"properties\":{".utf8
      var isFirst = true
      for (name, values) in properties {
        var isOpen = false
        for case let value? in values {
          if isOpen {
            bytes.append(0x2C)
          } else {
            if !isFirst { bytes.append(0x2C) }
            JSONText.write(name, into: &bytes)
            bytes += ":[".utf8
          }
          isOpen = true
          isFirst = false
          JSONText.write(value, into: &bytes)
        }
        if isOpen { bytes.append(0x5D) }
      }
      bytes += "}}\n".utf8
    }
  }
}
