// Owns the whole preview: server, watcher, rebuilds and what is told of them, from the start to the
// end that is asked for.

import Diagnostics
import FileSystem
import Foundation
import NIOCore
import Synchronization

/// Why a preview could not start.
package enum PreviewFault: Error, Sendable {
  /// No port from the first to the last is free.
  case portsTaken(first: Int, last: Int)
}

/// What happens in a preview, for the terminal.
package enum PreviewNews: Sendable {
  /// The server listens.
  case started(url: String, isPolling: Bool)
  /// Something changed; so many files.
  case changed(count: Int)
  /// The site was made again.
  case rebuilt(RebuildReport)
}

/// A running preview.
package final class LivePreview: Sendable {
  /// The address of the first page.
  package let url: String
  private let server: PreviewServer
  private let stopWatching: WatchStop
  private let watching: Task<Void, Never>
  private let store: PageStore

  private init(
    url: String, server: PreviewServer, stopWatching: WatchStop, watching: Task<Void, Never>,
    store: PageStore
  ) {
    self.url = url
    self.server = server
    self.stopWatching = stopWatching
    self.watching = watching
    self.store = store
  }

  /// Starts the server at once, and the first build behind it.
  ///
  /// - Parameters:
  ///   - settings: What to show.
  ///   - tell: Called with what happens, from any thread.
  /// - Throws: `PreviewFault` where no port is free.
  package static func start(
    _ settings: PreviewSettings, tell: @escaping @Sendable (PreviewNews) -> Void
  ) async throws(PreviewFault) -> LivePreview {
    let store = PageStore()
    let live = LiveUpdates()
    let build = PreviewBuild(settings, store: store)
    let desk = PreviewRoutes.Desk(
      DeskState(words: build.words, model: nil, report: nil, asOf: settings.asOf))
    let root = PathName.absolute(settings.source)
    let loop = RebuildLoop(build, live: live) { report, build in
      desk.set(
        DeskState(words: build.words, model: build.model, report: report, asOf: build.asOf))
      live.send(
        "built",
        LiveEvents.built(
          report, stylesheet: store.stylesheetRoute, day: build.asOf, editor: settings.editor,
          root: root), isState: true)
      tell(.rebuilt(report))
    }
    let printer = BriefingDesk(settings) {
      let state = desk.current
      return (state.report?.number ?? 0, state.asOf)
    }
    let routes = PreviewRoutes(
      store: store, desk: desk, changeDay: { day in Task { await loop.show(day) } },
      printer: printer)
    let server: PreviewServer
    do {
      server = try await PreviewServer.start(port: settings.port, live: live) {
        routes.respond($0, $1)
      }
    } catch let fault as PortsTaken {
      throw .portsTaken(first: fault.first, last: fault.last)
    } catch {
      throw .portsTaken(first: settings.port, last: settings.port)
    }
    let url = "http://127.0.0.1:\(server.port)/"

    // Watching begins before the first build reads a file, so that nothing is missed.
    let folders = watchedFolders(settings, root: root)
    let pace = WatchPace(burstMarkers: burstMarkers(root))
    let polls = settings.polls
    let (stops, stopSource) = AsyncStream.makeStream(of: (WatchStop, Bool).self)
    let (changes, source) = AsyncStream.makeStream(of: FileChanges.self)
    Thread.detachNewThread {
      var watcher = Watcher(folders, polls: polls)
      stopSource.yield((watcher.stop, watcher.isPolling))
      while let batch = watcher.next(pace) { source.yield(batch) }
      source.finish()
    }
    var first = stops.makeAsyncIterator()
    let (stop, isPolling) = await first.next() ?? (WatchStop.none, true)
    tell(.started(url: url, isPolling: isPolling))

    let watching = Task {
      // The first build runs beside the wait, so that a save during it is not lost.
      async let build: Void = loop.rebuild()
      for await batch in changes {
        tell(.changed(count: batch.paths.count))
        Task { await loop.rebuild(batch.paths) }
      }
      await build
    }
    return LivePreview(
      url: url, server: server, stopWatching: stop, watching: watching, store: store)
  }

  /// The published bytes of every page and file as they stand.
  package var contents: [String: [UInt8]] { store.contents }

  /// Ends everything; returns when the port is free again. A build that runs is left to end.
  package func stop() async {
    stopWatching()
    watching.cancel()
    await server.stop()
  }

  /// The folders whose files the site is made from.
  private static func watchedFolders(_ settings: PreviewSettings, root: String) -> [String] {
    var folders = ["Content", "Templates", "seeds"].map { PathName.join(root, $0) }
    for folder in [settings.archive, settings.briefings].compactMap(\.self) {
      folders.append(PathName.absolute(folder))
    }
    return folders
  }

  /// Files that stand there while version control changes many others: in the dossier's folder and
  /// above it.
  private static func burstMarkers(_ root: String) -> [String] {
    var markers: [String] = []
    var parts = root.split(separator: "/")
    while !parts.isEmpty {
      let folder = "/" + parts.joined(separator: "/")
      if Directory.exists(folder + "/.git") {
        markers.append(folder + "/.git/index.lock")
        break
      }
      parts.removeLast()
    }
    return markers
  }
}
