// R0110: a chain of copies or of parts has an origin.

import Diagnostics
import DossierModel

extension Rule {
  /// Following `copies` or `parent` never comes back.
  static let circularChain = Rule(
    .circularChain, .references, reads: "`copies` of sources, `parent` of claims"
  ) { context, bag in
    let sources = context.dossier.sources
    report(
      sources, word: "copies", into: &bag
    ) { source in
      source.copies.flatMap { sources.id(of: $0) }
    } span: {
      $0.copies?.span
    }
    let claims = context.dossier.claims
    report(
      claims, word: "parent", into: &bag
    ) { claim in
      claim.parent.flatMap { claims.id(of: $0) }
    } span: {
      $0.parent?.span
    }
  }

  private static func report<Element: Entity>(
    _ table: EntityTable<Element>, word: String, into bag: inout DiagnosticBag,
    next: (Element) -> EntityID<Element>?, span: (Element) -> Span?
  ) {
    // Each record is entered once: the walk that meets its own number has gone in a circle.
    var walk = [Int](repeating: 0, count: table.count)
    for (number, start) in table.ids.enumerated() where walk[Int(start.raw)] == 0 {
      var current = start
      while walk[Int(current.raw)] == 0 {
        walk[Int(current.raw)] = number + 1
        guard let following = next(table[current]) else { break }
        current = following
      }
      guard walk[Int(current.raw)] == number + 1, let first = next(table[current]),
        first != current
      else { continue }
      var circle = [current]
      var member = first
      while member != current {
        circle.append(member)
        guard let following = next(table[member]) else { break }
        member = following
      }
      let lead = circle.indices.min { circle[$0] < circle[$1] } ?? 0
      let ordered = Array(circle[lead...] + circle[..<lead])
      let slugs = ordered.map { table[$0].slug }
      bag.add(
        .circularChain(
          slugs + slugs.prefix(1), word: word,
          at: span(table[ordered[0]]) ?? table[ordered[0]].idSpan,
          others: ordered.dropFirst().compactMap { span(table[$0]) }))
    }
  }
}
