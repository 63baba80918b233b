// Owns when the site is made again: what changed meanwhile makes the next rebuild, and a rebuild
// whose files have changed under it is given up.

/// Makes the site again and again; the only actor of the product.
actor RebuildLoop {
  private var build: PreviewBuild
  private let live: LiveUpdates
  private let report: @Sendable (RebuildReport, PreviewBuild) async -> Void
  private var isWaiting = false
  /// How often something was saved.
  private var saves = 0
  /// What changed since the last rebuild that was not given up.
  private var changed: Set<String> = []
  private var running: Task<(PreviewBuild, RebuildReport), Never>?
  private var isLooping = false
  /// How many rebuilds in a row were given up.
  private var staleCount = 0
  private static let staleLimit = 3
  private var asOf: Set<PreviewDay> = []

  /// Makes a loop around a build.
  ///
  /// - Parameter report: Called after each rebuild that was not given up.
  init(
    _ build: PreviewBuild, live: LiveUpdates,
    report: @escaping @Sendable (RebuildReport, PreviewBuild) async -> Void
  ) {
    self.build = build
    self.live = live
    self.report = report
  }

  /// Asks for a rebuild.
  func rebuild(_ files: Set<String> = []) async {
    isWaiting = true
    changed.formUnion(files)
    saves += 1
    build.save = saves
    // Saves in quick succession must not keep the site from ever being whole.
    if staleCount < Self.staleLimit { running?.cancel() }
    let shown = build.showAhead(files, open: live.openPages)
    if !shown.isEmpty {
      live.send("pages", LiveEvents.pages(shown.map(\.route), stylesheet: build.stylesheet))
    }
    await loop()
  }

  /// Asks for a rebuild that shows the law and events of a day; `nil` for the dossier's own days.
  func show(_ day: PreviewDay) async {
    asOf = [day]
    await rebuild()
  }

  private func loop() async {
    if isLooping { return }
    isLooping = true
    while isWaiting {
      isWaiting = false
      if let day = asOf.popFirst() { build.asOf = day.day }
      let open = live.openPages
      let live = live
      let files = changed
      changed = []
      let started = build
      let task = Task {
        var next = started
        let report = await next.rebuild(changed: files, open: open) { changed, stylesheet in
          live.send("pages", LiveEvents.pages(changed, stylesheet: stylesheet))
        }
        return (next, report)
      }
      running = task
      let (done, result) = await task.value
      running = nil
      let shown = build
      build = done
      build.save = saves
      staleCount = result.isStale ? staleCount + 1 : 0
      if result.isStale {
        build.keepAhead(of: shown)
        changed.formUnion(files)
      } else {
        build.forgetAhead(of: shown)
      }
      if !result.isStale { await report(result, done) }
    }
    isLooping = false
  }
}
