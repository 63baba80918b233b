// What a published dossier must have, and what a host gets with it.

import Foundation
import TestSupport
import Testing

@Suite struct PublishTests {
  /// A copy of the dossier in English, which has all that publishing asks for.
  static func workspace() throws -> TemporaryWorkspace {
    let workspace = try TemporaryWorkspace()
    try workspace.copy(FixtureDossierTests.fixtures + "/english", to: "dossier")
    return workspace
  }

  static func publish(
    _ workspace: TemporaryWorkspace, _ more: [String] = []
  ) throws -> DossierProcess.Outcome {
    try FixtureDossierTests.run(workspace, ["build", "--publish", "--format", "json"] + more)
  }

  static func replace(
    _ old: String, with new: String, in file: String, of workspace: TemporaryWorkspace
  ) throws {
    let text = try workspace.read("dossier/" + file)
    #expect(text.contains(old), "\(file) lacks \(old)")
    try workspace.write("dossier/" + file, text.replacingOccurrences(of: old, with: new))
  }

  @Test func aCompleteDossierIsPublishedWithWhatHostsNeed() throws {
    let workspace = try Self.workspace()
    let outcome = try Self.publish(workspace)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.diagnostics.isEmpty)
    let files = try workspace.list("dossier/public")
    for name in [
      ".htaccess", ".nojekyll", "404.html", "_headers", "manifest-sha256.txt", "nginx.conf",
      "robots.txt", "sitemap.xml", "data/dossier.json", "data/dossier.schema.json",
    ] {
      #expect(files.contains(name), "\(name) is missing")
    }
    let policy = "default-src 'none'"
    for name in ["_headers", ".htaccess", "nginx.conf"] {
      let text = try workspace.read("dossier/public/" + name)
      #expect(text.contains(policy) && text.contains("frame-ancestors 'none'"), "\(name)")
      #expect(text.contains("max-age=31536000, immutable"), "\(name)")
    }
    #expect(
      try workspace.read("dossier/public/.htaccess").contains("ErrorDocument 404 /file/404.html"))
    #expect(
      try workspace.read("dossier/public/robots.txt").contains(
        "Sitemap: https://tramway.citywatch.news/file/sitemap.xml"))
    // Every file but the list itself is in the list.
    let listed = try workspace.read("dossier/public/manifest-sha256.txt").split(separator: "\n")
      .map { String($0.dropFirst(66)) }
    #expect(
      Set(listed)
        == Set(files).subtracting(["manifest-sha256.txt", ".dossier-manifest"]))
    let preview = try FixtureDossierTests.run(workspace, ["build"])
    #expect(preview.status == 0)
    #expect(!(try workspace.list("dossier/public")).contains("_headers"), "only when published")
  }

  @Test(
    arguments: [
      ("base-url: https://tramway.citywatch.news/file/\n", "", "S0201"),
      ("https://tramway.citywatch.news/file/", "http://tramway.citywatch.news/", "S0201"),
      ("https://tramway.citywatch.news/file/", "https://example.org/file/", "S0201"),
      ("  host: Quay Hosting Ltd, 9 Quay Road, Cork, +353 21 000 0000\n", "", "S0202"),
      ("Sam Porter", "to be completed", "S0203"),
      ("Sam Porter", "à compléter", "S0203"),
      ("license: CC BY 4.0", "license: CC BY 4.0\naudit: {max-to-verify: 0}", "S0208"),
    ])
  func whatTheNoticeLacksIsNamed(old: String, new: String, code: String) throws {
    let workspace = try Self.workspace()
    try Self.replace(old, with: new, in: "Content/dossier.yaml", of: workspace)
    let outcome = try Self.publish(workspace)
    #expect(outcome.status == 1)
    #expect(outcome.diagnostics.map(\.code) == [code])
    #expect(outcome.diagnostics.first?.path == "Content/dossier.yaml")
    #expect(try workspace.list("dossier/public").isEmpty, "nothing is written")
    let preview = try FixtureDossierTests.run(workspace, ["check"])
    #expect(preview.status == 0, "a preview needs none of it: \(preview.errors)")
  }

  @Test func aRecordWithoutSourceAndADraftAreNamed() throws {
    let workspace = try Self.workspace()
    try Self.replace(
      "license: CC BY 4.0", with: "license: CC BY 4.0\nrules: {R0406: warning}",
      in: "Content/dossier.yaml", of: workspace)
    try workspace.write(
      "dossier/Content/data/claims/more.yaml",
      """
      - id: s-10
        cote: S-10
        text: The deputy mayor said that the price was fixed.
        nature: statement
        speaker: [jane-martin]
        source: gazette
        verdict: exact
      - id: s-11
        cote: S-11
        text: Unfinished.
        nature: fact
        source: gazette
        verdict: open
        draft: true

      """)
    let outcome = try Self.publish(workspace)
    #expect(outcome.status == 1)
    let errors = outcome.diagnostics.filter { $0.severity == "error" }
    #expect(
      errors.map { "\($0.code) \($0.line ?? 0)" } == ["S0204 1", "S0205 8"], "\(outcome.output)")
    #expect(outcome.diagnostics.contains { $0.code == "R0406" }, "the preview says so as well")
  }

  // MARK: - Releases

  @Test func aChangedStatementNeedsACorrection() throws {
    let workspace = try Self.workspace()
    #expect(try Self.publish(workspace, ["--output", workspace.path("last")]).status == 0)
    let claims = "Content/data/claims.yaml"
    try Self.replace(
      "was approved by the council", with: "was approved by the mayor", in: claims, of: workspace)
    var outcome = try Self.publish(workspace, ["--previous", workspace.path("last")])
    #expect(outcome.diagnostics.map(\.code) == ["S0206"])
    #expect(outcome.diagnostics.first?.path == claims)
    // An old entry says nothing of this change; a new one does.
    try workspace.write(
      "dossier/Content/data/corrections/r-02.yaml",
      """
      id: r-02
      cote: R-02
      date: 2026-02-28
      concerns: ["claim:s-02"]
      was: The contract was approved by the council.
      is: The contract was approved by the mayor.
      reason: The minutes were read again.
      sources: [council-minutes]

      """)
    outcome = try Self.publish(workspace, ["--previous", workspace.path("last")])
    #expect(outcome.status == 0, "\(outcome.output)")
    let empty = try Self.publish(workspace, ["--previous", workspace.path("dossier/seeds")])
    #expect(empty.diagnostics.map(\.code) == ["S0209"])
  }

  /// B-49: with an alias, every address of the last site map still leads to the page.
  @Test func aRenamedRecordKeepsItsAddress() throws {
    let workspace = try Self.workspace()
    #expect(try Self.publish(workspace, ["--output", workspace.path("last")]).status == 0)
    try Self.replace(
      "id: jane-martin", with: "id: jane-doe", in: "Content/data/actors.yaml", of: workspace)
    for file in ["claims", "quotations", "events"] {
      try Self.replace(
        "jane-martin", with: "jane-doe", in: "Content/data/\(file).yaml", of: workspace)
    }
    for file in ["Content/chapters/01-facts.md", "Content/dossier.yaml"] {
      try Self.replace("jane-martin", with: "jane-doe", in: file, of: workspace)
    }
    let lost = try Self.publish(workspace, ["--previous", workspace.path("last")])
    #expect(lost.diagnostics.map(\.code) == ["S0207"], "\(lost.output)")
    try Self.replace(
      "id: jane-doe", with: "id: jane-doe\n  aliases: [jane-martin]",
      in: "Content/data/actors.yaml", of: workspace)
    let kept = try Self.publish(workspace, ["--previous", workspace.path("last")])
    #expect(kept.status == 0, "\(kept.output)")
    let old = try workspace.read("dossier/public/actors/jane-martin.html")
    #expect(old.contains("<meta http-equiv=\"refresh\" content=\"0; url=jane-doe.html\">"))
    #expect(old.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(
      old.contains(
        "<link rel=\"canonical\" href=\"https://tramway.citywatch.news/file/actors/jane-doe.html\">"
      ))
    #expect(old.contains("<a href=\"jane-doe.html\">"))
    #expect(!(try workspace.read("dossier/public/sitemap.xml")).contains("jane-martin"))
    // The old id of a record that shares a page is an anchor beside the new one.
    let timeline = try workspace.read("dossier/public/timeline.html")
    #expect(timeline.contains("<span id=\"review-opened\"></span>"))
  }

  @Test func twoReleasesHaveTheSameBytes() throws {
    let workspace = try Self.workspace()
    for name in ["a", "b"] {
      #expect(try Self.publish(workspace, ["--output", workspace.path(name)]).status == 0)
    }
    for name in try workspace.list("a") {
      let paths = ["a", "b"].map { workspace.path("\($0)/\(name)") }
      #expect(FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]), "\(name)")
    }
  }

  /// An edit of one record changes no identifier of any other, nor its own.
  @Test func identifiersOutliveEdits() throws {
    func identifiers(_ workspace: TemporaryWorkspace) throws -> [String: Set<String>] {
      #expect(try Self.publish(workspace).status == 0)
      var found: [String: Set<String>] = [:]
      for name in try workspace.list("dossier/public") where name.hasPrefix("data/") {
        let text = try workspace.read("dossier/public/" + name)
        for line in text.split(whereSeparator: \.isNewline) {
          for id in line.matches(of: /urn:uuid:[0-9a-f-]{36}|"id":"[0-9a-f]{40}"|^UID:.*/) {
            found[name, default: []].insert(String(id.output))
          }
        }
      }
      return found
    }
    let workspace = try Self.workspace()
    let before = try identifiers(workspace)
    #expect(before.values.reduce(0) { $0 + $1.count } > 15)
    try Self.replace(
      "The council approves the contract.", with: "The council votes for the contract.",
      in: "Content/data/events.yaml", of: workspace)
    try Self.replace(
      "as-of: 2026-03-01", with: "as-of: 2026-02-28", in: "Content/dossier.yaml", of: workspace)
    let added = """
      - id: ombudsman
        cote: A-09
        name: Ombudsman
        kind: institution
        description: Hears complaints.
        sources: [council-minutes]

      """
    try workspace.write(
      "dossier/Content/data/actors.yaml", added + workspace.read("dossier/Content/data/actors.yaml")
    )
    let after = try identifiers(workspace)
    for (name, ids) in before { #expect(ids.isSubset(of: after[name] ?? []), "\(name)") }
  }

  @Test func previousNeedsPublish() throws {
    #expect(try DossierProcess.run(["build", "--previous", "x"]).status == 2)
  }
}
