// Owns the counting of sources: a copy is its original, however long the chain, so that two pages
// with one dispatch are one source. Rules, the audit and pages count through here.

package import DossierModel
import Markdown

/// Where each source of a dossier comes from in the end.
package struct SourceOrigins: Sendable {
  private let sources: EntityTable<Source>
  private let roots: [DocumentSourceID]

  /// Follows every chain of `copies` to its end; a chain that leads back to itself, a fault of its
  /// own, ends at the member that stands first in the files.
  ///
  /// - Complexity: O(n) in the number of sources.
  package init(_ sources: EntityTable<Source>) {
    self.sources = sources
    var roots = [DocumentSourceID?](repeating: nil, count: sources.count)
    for start in sources.ids where roots[Int(start.raw)] == nil {
      var path = [start]
      var onPath: Set = [start]
      var root: DocumentSourceID?
      while root == nil {
        let last = path[path.count - 1]
        guard let reference = sources[last].copies, let next = sources.id(of: reference) else {
          root = last
          break
        }
        if let known = roots[Int(next.raw)] {
          root = known
        } else if !onPath.insert(next).inserted {
          let loop = path[(path.firstIndex(of: next) ?? 0)...]
          root = loop.min() ?? next
        } else {
          path.append(next)
        }
      }
      for id in path { roots[Int(id.raw)] = root }
    }
    self.roots = zip(sources.ids, roots).map { $1 ?? $0 }
  }

  /// Adds where every source comes from to the facts by which two states are compared.
  package func mark(_ text: inout MarkText) {
    text.add(roots.count)
    for root in roots { text.add(root.raw) }
  }

  /// Whether every source comes from where it came from in another state.
  package func isSame(as other: SourceOrigins) -> Bool { roots == other.roots }

  /// The source that a source repeats in the end; itself, when it repeats none.
  package func origin(of source: DocumentSourceID) -> DocumentSourceID { roots[Int(source.raw)] }

  /// The independent sources among some references, each once, in order; unknown ones are left out.
  package func independent(_ references: [Reference<Source>]) -> [DocumentSourceID] {
    var seen = Set<DocumentSourceID>()
    return references.compactMap { sources.id(of: $0) }.map(origin).filter {
      seen.insert($0).inserted
    }
  }

  /// Whether some sources are enough to call something established: two that are independent, or one
  /// that is official or primary.
  package func areEnough(_ references: [Reference<Source>]) -> Bool {
    let origins = independent(references)
    if origins.count >= 2 { return true }
    return (origins + references.compactMap { sources.id(of: $0) }).contains {
      sources[$0].speaksForItself
    }
  }
}

extension Source {
  /// Whether the source is the act itself, or the word of the authority that made it.
  package var speaksForItself: Bool {
    switch kind {
    case .official, .regulator, .parliament, .court: true
    case .press, .agency, .ngo, .doctrine, .blog, .dataset: level == .primary
    }
  }

  /// Whether nothing should rest on the source alone.
  package var isUnreliable: Bool { reliability == .low || level == .copy }
}

extension Claim {
  /// The sources that support the claim: its evidence, what its reasons cite, and what the events
  /// that it speaks of rest on.
  package func support(in dossier: Dossier) -> [Reference<Source>] {
    var references = evidence.supporting
    for citation in why?.document.citations ?? [] {
      references += citation.items.map { Reference(slug: $0.id, span: $0.idSpan) }
    }
    for event in events { references += dossier.events[event]?.sources ?? [] }
    return references
  }
}
