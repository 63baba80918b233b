// The relations of actors as drawings: of one actor a sheet with what leads to it on the left and what
// it leads to on the right; of all actors a list with arcs. Places come from an order that is computed
// without chance, so that the same data give the same drawing. Each stands beside a list in words.

import DossierModel
import TemplateEngine
import Verification

/// A tie as drawn.
private struct Tie {
  let from: ActorID
  let to: ActorID
  let relation: Relation
}

extension PageScope {
  /// All relations, each with its two ends, in the order of the data.
  private var ties: [Tie] {
    zip(dossier.actors.ids, dossier.actors).flatMap { id, actor in
      actor.relations.compactMap { relation in
        dossier.actors.id(of: relation.to).map { Tie(from: id, to: $0, relation: relation) }
      }
    }
  }

  /// The relations of all actors as sentences.
  func allRelations() -> [Value] {
    ties.map { relation(from: $0.from, $0.relation) }
  }

  // MARK: - One actor

  private static let sheetWidth = 814
  private static let rowHeight = 48
  /// More ties than this are only listed: a drawing of them would not be read.
  private static let tieLimit = 40

  /// The sheet of an actor; none without ties, or with more than can be read.
  func relationSheet(_ id: ActorID) -> Value {
    let outgoing = dossier.actors[id].relations.compactMap { relation in
      dossier.actors.id(of: relation.to).map { Tie(from: id, to: $0, relation: relation) }
    }
    var incoming: [Tie] = []
    for key in checked.backlinks.owners(of: .actor(id), roles: [.relation]) {
      guard case .actor(let other) = key, other != id else { continue }
      incoming += dossier.actors[other].relations
        .filter { dossier.actors.id(of: $0.to) == id }
        .map { Tie(from: other, to: id, relation: $0) }
    }
    let total = outgoing.count + incoming.count
    if total == 0 || total > Self.tieLimit { return .none }
    let rows = max(incoming.count, outgoing.count)
    let height = rows * Self.rowHeight + 16
    let name = dossier.actors[id].name
    let lines = Self.lines(name, width: 20)
    let first = height / 2 - (lines.count - 1) * 9 + 5
    return record(
      "RelationSheet",
      [
        "width": count(Self.sheetWidth), "height": count(height),
        "title": .string(words("relations.sheet_title", name)),
        "description": .string(
          words(
            "relations.sheet_description", String(incoming.count), String(outgoing.count))),
        "lines": .list(
          lines.enumerated().map { rank, line in
            record(
              "DrawnLine", ["y": count(first + rank * 18), "text": .string(line)])
          }),
        "no_incoming": incoming.isEmpty ? .string(words["relations.no_incoming"]) : .none,
        "no_outgoing": outgoing.isEmpty ? .string(words["relations.no_outgoing"]) : .none,
        "void_y": count(height / 2 + 5), "incoming": .list(side(incoming, rows: rows) { $0.from }),
        "outgoing": .list(side(outgoing, rows: rows) { $0.to }),
      ])
  }

  private func side(_ ties: [Tie], rows: Int, _ other: (Tie) -> ActorID) -> [Value] {
    // The shorter side stands in the middle of the longer one.
    let top = 8 + (rows - ties.count) * Self.rowHeight / 2
    return ties.enumerated().map { rank, tie in
      let id = other(tie)
      let y = top + rank * Self.rowHeight + Self.rowHeight / 2
      let date = tie.relation.date.map { ", " + presenter.dates.text($0.value, .short) } ?? ""
      return record(
        "DrawnTie",
        [
          "y": count(y), "name_y": count(y - 4), "verb_y": count(y + 14),
          "url": address(presenter.route(.actor(id))),
          "name": .string(Self.shortened(dossier.actors[id].name, 36)),
          "verb": .string(Self.shortened(tie.relation.verb + date, 42)),
          "is_doubtful": .bool(Self.isDoubtful(tie.relation)),
        ])
    }
  }

  private static func isDoubtful(_ relation: Relation) -> Bool {
    switch relation.status {
    case .toVerify, .open, .disputed, .refuted: true
    case .established, .singleSource, nil: false
    }
  }

  private static func shortened(_ text: String, _ limit: Int) -> String {
    text.count <= limit ? text : String(text.prefix(limit - 1)) + "…"
  }

  /// A name over lines of so many signs.
  private static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return Array(lines.prefix(4))
  }

  // MARK: - All actors

  /// More actors than this are drawn by their most tied ones.
  private static let arcLimit = 60
  private static let lineHeight = 30

  /// All actors that are tied, one under the other, with an arc for each tie.
  ///
  /// The order: groups of actors that are tied together, the largest first; inside a group names are
  /// moved toward the middle of those they are tied to, a fixed number of times, so that arcs are
  /// short. Names break every tie of order.
  func relationArcs() -> Value {
    var ties = ties.filter { $0.from != $0.to }
    if ties.count < 3 { return .none }
    var degrees: [ActorID: Int] = [:]
    for tie in ties {
      degrees[tie.from, default: 0] += 1
      degrees[tie.to, default: 0] += 1
    }
    let byName = AlphabeticalOrder.sorted(dossier.actors.ids.filter { degrees[$0] != nil }) {
      dossier.actors[$0].sortName ?? dossier.actors[$0].name
    }
    let total = byName.count
    var kept = byName
    if total > Self.arcLimit {
      let names = Dictionary(uniqueKeysWithValues: zip(byName, byName.indices))
      let most = Set(
        byName.sorted {
          (-(degrees[$0] ?? 0), names[$0] ?? 0) < (-(degrees[$1] ?? 0), names[$1] ?? 0)
        }.prefix(Self.arcLimit))
      kept = byName.filter(most.contains)
      ties = ties.filter { most.contains($0.from) && most.contains($0.to) }
    }
    let order = Self.order(kept, ties.map { ($0.from, $0.to) })
    let place = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    func y(_ id: ActorID) -> Int { 20 + (place[id] ?? 0) * Self.lineHeight }
    let longest = ties.map { abs((place[$0.from] ?? 0) - (place[$0.to] ?? 0)) }.max() ?? 1
    let step = min(40.0, 600.0 / Double(max(1, longest)))
    let arcs = ties.map { tie -> Value in
      let (start, end) = (y(tie.from), y(tie.to))
      let reach = Int(16 + step * Double(abs(start - end)) / Double(Self.lineHeight))
      // Arcs that leave and arrive at one line stand apart by two points.
      let arrival = end + (start < end ? -3 : 3)
      let leaving = start + (start < end ? 3 : -3)
      return record(
        "Arc",
        [
          "path": .string(
            "M330 \(leaving)C\(330 + reach) \(leaving) \(330 + reach) \(arrival) 338 \(arrival)"),
          "tip": .string("M330 \(arrival)l9-4v8z"),
          "label": .string(
            "\(dossier.actors[tie.from].name) \(tie.relation.verb) \(dossier.actors[tie.to].name)"),
          "is_doubtful": .bool(Self.isDoubtful(tie.relation)),
        ])
    }
    let nodes = order.map { id -> Value in
      record(
        "ArcNode",
        [
          "y": count(y(id)), "text_y": count(y(id) + 5),
          "url": address(presenter.route(.actor(id))),
          "name": .string(Self.shortened(dossier.actors[id].name, 40)),
        ])
    }
    return record(
      "RelationArcs",
      [
        "width": count(Self.sheetWidth), "height": count(order.count * Self.lineHeight + 16),
        "title": .string(words["relations.arcs_title"]),
        "description": .string(
          words("relations.arcs_description", String(order.count), String(ties.count))),
        "left_out": total > order.count
          ? .string(words("relations.left_out", String(total - order.count))) : .none,
        "nodes": .list(nodes), "arcs": .list(arcs),
      ])
  }

  /// An order of actors in which ties are short.
  ///
  /// - Complexity: O((n + m) log n) for n actors and m ties.
  private static func order(_ actors: [ActorID], _ ties: [(ActorID, ActorID)]) -> [ActorID] {
    var neighbours: [ActorID: [ActorID]] = [:]
    for (from, to) in ties {
      neighbours[from, default: []].append(to)
      neighbours[to, default: []].append(from)
    }
    var seen = Set<ActorID>()
    var groups: [[ActorID]] = []
    for start in actors where seen.insert(start).inserted {
      var group = [start]
      var next = 0
      while next < group.count {
        for other in neighbours[group[next]] ?? [] where seen.insert(other).inserted {
          group.append(other)
        }
        next += 1
      }
      groups.append(group)
    }
    let ranked = groups.enumerated().sorted {
      (-$0.element.count, $0.offset) < (-$1.element.count, $1.offset)
    }
    return ranked.flatMap { settled($0.element, neighbours) }
  }

  /// Moves each member toward the mean place of its neighbours and keeps the shortest order met.
  private static func settled(
    _ group: [ActorID], _ neighbours: [ActorID: [ActorID]]
  ) -> [ActorID] {
    func length(_ order: [ActorID]) -> Int {
      let place = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
      return order.reduce(0) { sum, id in
        sum + (neighbours[id] ?? []).reduce(0) { $0 + abs((place[id] ?? 0) - (place[$1] ?? 0)) }
      }
    }
    var order = group
    var best = group
    var least = length(group)
    for _ in 0..<24 {
      let place = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
      let means = order.map { id -> Double in
        let others = (neighbours[id] ?? []).map { Double(place[$0] ?? 0) }
        let own = Double(place[id] ?? 0)
        return others.isEmpty ? own : (own + others.reduce(0, +) * 2) / Double(1 + others.count * 2)
      }
      order = zip(order, means).enumerated()
        .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
      let now = length(order)
      if now < least { (least, best) = (now, order) }
    }
    return best
  }
}
