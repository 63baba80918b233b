// Edits a dossier as writers do, at random: texts, headings, front matter, records that come, change
// and go, settings, templates, assets, words.

/// Changes a dossier in many ways; what it makes is mostly, not always, without a fault.
public struct DossierEditor {
  private let workspace: TemporaryWorkspace

  /// Edits the small dossier that the tests of the command share, in a workspace.
  public init(_ workspace: TemporaryWorkspace) { self.workspace = workspace }

  /// The names of the files of the dossier.
  private func files() throws -> [String] { try workspace.list("Content").map { "Content/" + $0 } }

  private static let facts = "Content/chapters/01-facts.md"

  /// Makes one edit, and tells what it was and which files it touched.
  public func edit(_ random: inout SplitMix64) throws -> (name: String, files: Set<String>) {
    let number = Int.random(in: 0..<1_000, using: &random)
    let edits: [(String, (Int) throws -> Set<String>)] = [
      ("add a chapter", addChapter), ("remove a chapter", removeChapter),
      ("prose", prose), ("prose", prose), ("heading", heading), ("reference", reference),
      ("title", title), ("description", description), ("law date", lawDate),
      ("style", style), ("remove templates", removeTemplates), ("words", words),
      ("template", template), ("rename actor", renameActor), ("describe actor", describeActor),
      ("add actor", addActor), ("remove actor", removeActor), ("move event", moveEvent),
      ("add event", addEvent), ("source title", sourceTitle), ("old id", oldID),
      ("settings", settings), ("media", media), ("seed", seed), ("draft", draft),
      ("penalty", penalty), ("verdict", verdict), ("reorder actors", reorderActors),
    ]
    let (name, edit) = edits[Int.random(in: 0..<edits.count, using: &random)]
    return (name, try edit(number))
  }

  private func change(_ name: String, _ edit: (String) -> String) throws -> Set<String> {
    try workspace.write(name, edit(workspace.read(name)))
    return [name]
  }

  /// Another value for the first line that begins with a key.
  private func line(_ text: String, _ key: String, _ value: String, at rank: Int = 0) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let places = lines.indices.filter { lines[$0].drop { $0 == " " || $0 == "-" }.hasPrefix(key) }
    guard !places.isEmpty else { return text }
    let index = places[rank % places.count]
    let indent = lines[index].prefix { $0 == " " || $0 == "-" }
    lines[index] = "\(indent)\(key) \(value)"
    return lines.joined(separator: "\n")
  }

  private func addChapter(_ number: Int) throws -> Set<String> {
    let name = "Content/chapters/\(90 + number % 5)-extra.md"
    try workspace.write(
      name,
      """
      ---
      title: Extra \(number)
      number: \(90 + number % 5)
      description: One more.
      ---

      A word on [[actor:city-council]], see [[chapter:facts]].

      """)
    return [name]
  }

  private func removeChapter(_ number: Int) throws -> Set<String> {
    for name in try files() where name.hasSuffix("-extra.md") {
      try workspace.remove(name)
      return [name]
    }
    return []
  }

  private func prose(_ number: Int) throws -> Set<String> {
    let chapters = try files().filter { $0.hasSuffix(".md") }
    return try change(chapters[number % chapters.count]) {
      number % 2 == 0
        ? $0 + "\nParagraph \(number).\n" : $0.replacing("word", with: "word\(number)")
    }
  }

  private func heading(_ number: Int) throws -> Set<String> {
    try change(Self.facts) { $0 + "\n## Part \(number)\n\nAn end.\n" }
  }

  private func reference(_ number: Int) throws -> Set<String> {
    let names = ["actor:city-council", "actor:tram-company", "event:e-02", "law:procurement-12"]
    return try change(Self.facts) { $0 + "\nAlso [[\(names[number % names.count])]].\n" }
  }

  private func title(_ number: Int) throws -> Set<String> {
    try change(Self.facts) { line($0, "title:", "The facts \(number)") }
  }

  private func description(_ number: Int) throws -> Set<String> {
    try change(Self.facts) { line($0, "description:", "One session, \(number) votes.") }
  }

  private func lawDate(_ number: Int) throws -> Set<String> {
    try change(Self.facts) {
      $0.contains("law-date:")
        ? line($0, "law-date:", "202\(number % 6)-02-01")
        : $0.replacing("number: 1\n", with: "number: 1\nlaw-date: 2026-01-01\n")
    }
  }

  private func style(_ number: Int) throws -> Set<String> {
    let name = "Templates/assets/style.css"
    try workspace.write(name, "h1 { color: #\(100 + number % 800); }\n")
    return [name]
  }

  private func removeTemplates(_ number: Int) throws -> Set<String> {
    try? workspace.remove("Templates")
    return ["Templates"]
  }

  private func words(_ number: Int) throws -> Set<String> {
    let name = "Templates/i18n/en.yaml"
    try workspace.write(name, "nav:\n  home: Home \(number)\n")
    return [name]
  }

  private func template(_ number: Int) throws -> Set<String> {
    let name = "Templates/pages/glossary.html"
    try workspace.write(
      name,
      "{% extends \"layouts/base.html\" %}{% block content %}<p>\(number) "
        + "{{ ref(\"actor:city-council\").label }}</p>{% endblock %}\n")
    return [name]
  }

  private static let actors = "Content/data/actors.yaml"

  private func renameActor(_ number: Int) throws -> Set<String> {
    try change(Self.actors) { line($0, "name:", "Name \(number)", at: number) }
  }

  private func describeActor(_ number: Int) throws -> Set<String> {
    try change(Self.actors) { line($0, "description:", "What \(number) is.", at: number) }
  }

  private func addActor(_ number: Int) throws -> Set<String> {
    try change(Self.actors) { text in
      let new = """
        - id: extra-\(number)
          cote: X-\(number)
          name: Extra \(number)
          kind: organisation
          description: One more.
          sources: [gazette]

        """
      return number % 2 == 0 ? new + text : text + (text.hasSuffix("\n") ? "" : "\n") + new
    }
  }

  private func removeActor(_ number: Int) throws -> Set<String> {
    try change(Self.actors) { text in
      guard let start = text.firstRange(of: "- id: extra-")?.lowerBound else { return text }
      let rest = text[text.index(after: start)...]
      let end =
        rest.firstRange(of: "\n- id:").map { text.index(after: $0.lowerBound) } ?? text.endIndex
      return String(text[..<start] + text[end...])
    }
  }

  private func reorderActors(_ number: Int) throws -> Set<String> {
    try change(Self.actors) { text in
      guard let second = text.firstRange(of: "\n- id:")?.lowerBound else { return text }
      let start = text.index(after: second)
      let last = text.hasSuffix("\n") ? "" : "\n"
      return String(text[start...]) + last + text[..<start]
    }
  }

  private func moveEvent(_ number: Int) throws -> Set<String> {
    try change("Content/data/events.yaml") {
      line($0, "date:", "2026-0\(1 + number % 9)-1\(number % 10)", at: 1)
    }
  }

  private func addEvent(_ number: Int) throws -> Set<String> {
    let name = "Content/data/events/more.yaml"
    try workspace.write(
      name,
      """
      - id: e-more
        cote: E-99
        date: 2025-0\(1 + number % 9)-02
        title: Something \(number) happens.
        kind: politics
        jurisdiction: int
        actors: [tram-company]
        sources: [gazette]
        status: to-verify

      """)
    return [name]
  }

  private func sourceTitle(_ number: Int) throws -> Set<String> {
    try change("Content/data/sources.yaml") { line($0, "title:", "A title \(number)", at: number) }
  }

  private func oldID(_ number: Int) throws -> Set<String> {
    try change(Self.actors) {
      $0.contains("aliases:")
        ? line($0, "aliases:", "[was-\(number)]")
        : $0.replacing("  kind: person\n", with: "  kind: person\n  aliases: [was-\(number)]\n")
    }
  }

  private func settings(_ number: Int) throws -> Set<String> {
    try change("Content/dossier.yaml") {
      number % 2 == 0
        ? line($0, "subtitle:", "dossier \(number)")
        : line($0, "presumption:", "All \(number) are presumed innocent.")
    }
  }

  private func media(_ number: Int) throws -> Set<String> {
    let name = "Content/media/note.txt"
    if number % 3 == 0 {
      try? workspace.remove(name)
    } else {
      try workspace.write(name, "Note \(number)\n")
    }
    return [name]
  }

  private func seed(_ number: Int) throws -> Set<String> {
    try change("seeds/minutes.yaml") { line($0, "title:", "Minutes \(number)") }
  }

  private func draft(_ number: Int) throws -> Set<String> {
    let name = "Content/chapters/80-draft.md"
    try workspace.write(
      name,
      """
      ---
      title: Draft \(number)
      number: 80
      slug: draft
      description: A draft.
      draft: true
      ---

      A word.

      """)
    return [name]
  }

  private func penalty(_ number: Int) throws -> Set<String> {
    try change("Content/data/provisions.yaml") {
      line($0, "summary:", "A vote is needed from \(number) on.", at: number)
    }
  }

  private func verdict(_ number: Int) throws -> Set<String> {
    try change("Content/data/claims.yaml") {
      line($0, "verdict:", number % 2 == 0 ? "open" : "to-verify")
    }
  }
}
