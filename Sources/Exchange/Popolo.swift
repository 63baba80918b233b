// Owns the actors for civic-data programs: persons, organisations, memberships.

import DossierModel
import Verification

/// The actors in Popolo, with their dated roles and memberships.
///
/// Dates are cut to what Popolo can say: year, month or day, never more than the dossier knows; an
/// approximate or uncertain date is written without its mark, and `note` keeps it in EDTF.
/// - Source: The Popolo Project, "Person", "Organization", "Membership".
enum Popolo {
  /// The route of the file.
  static let route = "acteurs.popolo.json"

  /// Returns the file.
  static func actors(_ context: ExchangeContext) -> [UInt8] {
    let actors = context.dossier.actors
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("persons")
      writer.list { writer in
        for id in actors.ids where actors[id].kind == .person {
          writer.object { write(id, context, to: &$0) }
        }
      }
      writer.key("organizations")
      writer.list { writer in
        for id in actors.ids where actors[id].kind != .person {
          writer.object { write(id, context, to: &$0) }
        }
      }
      writer.key("memberships")
      writer.list { writer in
        for id in actors.ids { writeMemberships(of: id, context, to: &writer) }
      }
    }
    return writer.finished()
  }

  private static func write(
    _ id: ActorID, _ context: ExchangeContext, to writer: inout JSONWriter
  ) {
    let actor = context.dossier.actors[id]
    writer.member("id", actor.slug)
    writer.member("name", actor.name)
    if actor.kind == .person {
      writer.member("sort_name", actor.sortName)
      writer.member("biography", context.line(actor.description))
    } else {
      writer.member("classification", actor.kind.rawValue)
      writer.member("abstract", context.line(actor.description))
    }
    if !actor.links.isEmpty {
      writer.key("links")
      writer.list { writer in
        for link in actor.links {
          writer.object {
            $0.member("url", link.url)
            $0.member("note", link.label)
          }
        }
      }
    }
    writeSources(actor.sources, context, to: &writer)
  }

  private static func writeMemberships(
    of id: ActorID, _ context: ExchangeContext, to writer: inout JSONWriter
  ) {
    let actor = context.dossier.actors[id]
    let member = actor.kind == .person ? "person_id" : "member_id"
    for role in actor.roles {
      writer.object { writer in
        writer.member(member, actor.slug)
        writer.member(
          "organization_id",
          role.organisation.map { context.slug($0, in: context.dossier.actors) })
        writer.member("role", role.title)
        writeBounds(role.from?.value, role.to?.value, note: role.note, to: &writer)
        writeSources(role.sources, context, to: &writer)
      }
    }
    for membership in actor.memberships {
      writer.object { writer in
        writer.member(member, actor.slug)
        writer.member(
          "organization_id",
          membership.organisation.map { context.slug($0, in: context.dossier.actors) })
        writer.member("label", membership.group)
        writer.member("role", membership.capacity)
        writeBounds(
          membership.from?.value, membership.to?.value, note: membership.note, to: &writer)
        writeSources(membership.sources, context, to: &writer)
      }
    }
  }

  private static func writeBounds(
    _ from: DateValue?, _ to: DateValue?, note: String?, to writer: inout JSONWriter
  ) {
    writer.member("start_date", from.flatMap { reduced($0, atStart: true) })
    writer.member("end_date", to.flatMap { reduced($0, atStart: false) })
    let doubtful = [from, to].compactMap { $0 }.filter { $0.isApproximate || $0.isUncertain }
    let notes = doubtful.map { "EDTF \($0)" } + (note.map { [$0] } ?? [])
    writer.member("note", notes.isEmpty ? nil : notes.joined(separator: "; "))
  }

  /// A date as year, month or day; of an interval the end that is asked for.
  private static func reduced(_ date: DateValue, atStart: Bool) -> String? {
    let part: PartialDate?
    switch date.form {
    case .single(let single): part = single
    case .interval(let start, let end): part = (atStart ? start : end).date
    }
    return part?.unmarked
  }

  private static func writeSources(
    _ references: [Reference<Source>], _ context: ExchangeContext, to writer: inout JSONWriter
  ) {
    let sources = references.compactMap { context.dossier.sources[$0] }
    let addresses = sources.compactMap { source in
      source.url.map { (url: $0.value, note: "\(source.publisher), \(source.title)") }
    }
    guard !addresses.isEmpty else { return }
    writer.key("sources")
    writer.list { writer in
      for address in addresses {
        writer.object {
          $0.member("url", address.url)
          $0.member("note", address.note)
        }
      }
    }
  }
}
