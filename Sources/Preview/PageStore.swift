// Owns the site as it is served: the last good version of every page and file, in memory. A build
// puts pages in as it makes them, and says which are out of date; these are made when they are asked
// for, before their turn.

import FileSystem
import Presentation
import SiteBuilder
import Synchronization

/// A page that is not what it was.
struct ChangedPage: Sendable, Equatable {
  /// Its path below the root.
  let route: String
  /// The id nearest before the first difference; `nil` where there is none.
  let fragment: String?
}

/// What a path leads to at the moment.
enum Lookup: Sendable {
  /// A page as it would be published.
  case page([UInt8])
  /// A file that is not rendered.
  case file(ServedFile)
  /// Nothing of the site.
  case missing
  /// A page that a build has planned or may plan, and has not made.
  case pending
}

/// The pages and files of the last good state.
package final class PageStore: Sendable {
  private struct State {
    var pages: [String: [UInt8]] = [:]
    var files: [String: ServedFile] = [:]
    /// The paths of the pages to be made; `nil` before the first plan.
    var planned: Set<String>?
    /// Whether a build has ended, well or not.
    var isSettled = false
    /// Pages that somebody waits for.
    var wanted: [String] = []
    var waiters: [CheckedContinuation<Void, Never>] = []
    var stylesheet: String?
    /// What the build is to make.
    var orders = Orders()
    /// What a save has made old that the build does not know yet; it comes first.
    var ahead = Orders()
    /// The saves from which pages were made ahead of the build: it must not put older ones over them.
    var pins: [String: Int] = [:]
    /// Counts the states that pages are made from.
    var generation = 0
    /// What changed on the pages that were made when they were asked for, and how they were before.
    var asked: [(change: ChangedPage, before: [UInt8]?)] = []
    /// The style sheet before that one.
    var retired: (route: String, file: ServedFile)?

    func isOverdue(_ path: String) -> Bool { ahead.holds(path) || orders.holds(path) }

    mutating func drop(_ path: String) {
      ahead.routes.remove(path)
      orders.routes.remove(path)
    }
  }

  /// Pages that are not what they should be, and how each is made.
  private struct Orders {
    var routes: Set<String> = []
    /// `nil` where that must be left to the build.
    var make: (@Sendable (String) -> [UInt8]?)?
    /// The number of the save that they are made from.
    var save = 0

    func holds(_ path: String) -> Bool { make != nil && routes.contains(path) }
  }

  private let state = Mutex(State())

  package init() {}

  /// The published bytes of every page and file, by path.
  package var contents: [String: [UInt8]] {
    state.withLock { state in
      state.pages.merging(state.files.mapValues(\.bytes)) { page, _ in page }
    }
  }

  /// Whether any page can be shown.
  var isEmpty: Bool { state.withLock { $0.pages.isEmpty } }

  /// The number of pages.
  var pageCount: Int { state.withLock { $0.pages.count } }

  /// The path of the style sheet that pages name now.
  var stylesheetRoute: String? { state.withLock(\.stylesheet) }

  // MARK: - Reading

  /// What a path leads to now.
  func lookup(_ path: String) -> Lookup {
    state.withLock { state in
      if state.isOverdue(path) { return .pending }
      if let page = state.pages[path] { return .page(page) }
      if let file = state.files[path] { return .file(file) }
      if let retired = state.retired, retired.route == path { return .file(retired.file) }
      if let planned = state.planned {
        return planned.contains(path) && !state.isSettled ? .pending : .missing
      }
      return state.isSettled ? .missing : .pending
    }
  }

  /// What a path leads to, once that is known.
  func settled(_ path: String) async -> Lookup {
    while true {
      makeIfOverdue(path)
      let found = lookup(path)
      guard case .pending = found else { return found }
      await withCheckedContinuation { continuation in
        let isDone = state.withLock { state in
          if state.isSettled || state.pages[path] != nil || state.isOverdue(path) {
            return true
          }
          if !state.wanted.contains(path) { state.wanted.append(path) }
          state.waiters.append(continuation)
          return false
        }
        if isDone { continuation.resume() }
      }
    }
  }

  /// Makes a page that is out of date, on the thread that asks for it.
  func makeIfOverdue(_ path: String) {
    let order = state.withLock { state in
      let orders = state.ahead.holds(path) ? state.ahead : state.orders
      return orders.holds(path)
        ? orders.make.map { ($0, state.ahead.holds(path) ? orders.save : nil, state.generation) }
        : nil
    }
    guard let (make, pin, generation) = order else { return }
    let bytes = make(path)
    state.withLock { state in
      // Meanwhile the build may have made the page, or another state may have begun.
      guard generation == state.generation, state.isOverdue(path) else { return }
      state.drop(path)
      guard let bytes else { return }
      if let pin { state.pins[path] = pin }
      let old = state.pages[path]
      if old == bytes { return }
      state.pages[path] = bytes
      let fragment = old.flatMap { PageDifference.fragment($0, bytes) }
      state.asked.append((ChangedPage(route: path, fragment: fragment), old))
    }
  }

  // MARK: - Building

  /// Says which pages are out of date in a build, and how each is made when it is asked for.
  ///
  /// - Parameter save: The last save that the build knows of.
  func expect(_ routes: Set<String>, save: Int, make: (@Sendable (String) -> [UInt8]?)?) {
    let waiters = state.withLock { state in
      state.orders = Orders(routes: routes, make: make, save: save)
      Self.catchUp(with: save, &state)
      state.generation += 1
      return Self.takeWaiters(&state)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Says which pages a save has made old that no build knows of yet.
  func expectAhead(
    _ routes: Set<String>, save: Int, make: @escaping @Sendable (String) -> [UInt8]?
  ) {
    let waiters = state.withLock { state in
      state.ahead = Orders(routes: routes, make: make, save: save)
      state.generation += 1
      return Self.takeWaiters(&state)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// A build knows all saves up to one: what was made ahead of it is its own to make.
  private static func catchUp(with save: Int, _ state: inout State) {
    if state.ahead.save <= save { state.ahead = Orders() }
    state.pins = state.pins.filter { $0.value > save }
  }

  /// What changed on the pages that were made when they were asked for, and forgets it.
  func takeAsked() -> [(change: ChangedPage, before: [UInt8]?)] {
    state.withLock { state in
      defer { state.asked = [] }
      return state.asked
    }
  }

  /// Takes back all pages: none of them was made from a dossier without a fault.
  func removeAll() { state.withLock { $0.pages = [:] } }

  /// The bytes of a page.
  func bytes(_ route: String) -> [UInt8]? { state.withLock { $0.pages[route] } }

  /// The pages that somebody waits for, and forgets them.
  func takeWanted() -> [String] {
    state.withLock { state in
      defer { state.wanted = [] }
      return state.wanted
    }
  }

  /// A build has begun: requests for unknown pages wait until it says what there is.
  func begin() {
    state.withLock { $0.isSettled = false }
  }

  /// Files that are served before a build knows what there will be.
  func offer(_ files: [OutputFile], stylesheet: String) {
    let waiters = state.withLock { state in
      for file in files {
        state.files[file.route] = ServedFile(file.bytes, type: MediaType.of(file.route))
      }
      state.stylesheet = stylesheet
      return Self.takeWaiters(&state)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// A build knows what there will be; files are served from now on.
  func plan(_ routes: Set<String>, files: [OutputFile], stylesheet: String) {
    let waiters = state.withLock { state in
      var served: [String: ServedFile] = [:]
      for file in files {
        if let known = state.files[file.route], known.bytes == file.bytes {
          served[file.route] = known
        } else {
          served[file.route] = ServedFile(file.bytes, type: MediaType.of(file.route))
        }
      }
      // Open pages still ask for the style sheet they were made with.
      if let old = state.stylesheet, old != stylesheet, let file = state.files[old] {
        state.retired = (old, file)
      }
      state.files = served
      state.stylesheet = stylesheet
      state.planned = routes
      return Self.takeWaiters(&state)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Pages were made; the ones that differ from what was served are returned.
  ///
  /// - Parameters:
  ///   - save: The last save that they know of: what was made from a later one stays.
  ///   - isAhead: Whether no build has made them.
  ///   - isSame: Whether two different pages count as the same, for pages that name a style sheet by
  ///     its fingerprint.
  func put(
    _ pages: [(route: String, bytes: [UInt8])], save: Int, isAhead: Bool = false,
    isSame: ([UInt8], [UInt8]) -> Bool = { _, _ in false }
  ) -> [ChangedPage] {
    var changed: [ChangedPage] = []
    let waiters = state.withLock { state in
      for (route, bytes) in pages {
        if let pin = state.pins[route], pin > save { continue }
        if isAhead {
          state.pins[route] = save
          state.drop(route)
        } else {
          state.orders.routes.remove(route)
          if state.ahead.save > save, state.ahead.holds(route) { continue }
        }
        let old = state.pages[route]
        if old == bytes { continue }
        state.pages[route] = bytes
        guard let old else {
          changed.append(ChangedPage(route: route, fragment: nil))
          continue
        }
        if isSame(old, bytes) { continue }
        changed.append(
          ChangedPage(route: route, fragment: PageDifference.fragment(old, bytes)))
      }
      return Self.takeWaiters(&state)
    }
    for waiter in waiters { waiter.resume() }
    return changed
  }

  /// A build has made all its pages: those it has not are gone.
  ///
  /// - Returns: The pages that are gone.
  func keepOnlyPlanned() -> [String] {
    state.withLock { state in
      guard let planned = state.planned else { return [] }
      let gone = state.pages.keys.filter { !planned.contains($0) }.sorted()
      for route in gone { state.pages[route] = nil }
      return gone
    }
  }

  /// A build has ended that knows all saves up to one.
  func settle(save: Int) {
    let waiters = state.withLock { state in
      state.isSettled = true
      state.wanted = []
      state.orders = Orders()
      Self.catchUp(with: save, &state)
      state.generation += 1
      return Self.takeWaiters(&state)
    }
    for waiter in waiters { waiter.resume() }
  }

  private static func takeWaiters(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
    defer { state.waiters = [] }
    return state.waiters
  }
}

/// Where two versions of a page differ.
enum PageDifference {
  /// The id of the element nearest before the first difference in the new version.
  ///
  /// - Complexity: O(n) in the bytes of the page.
  static func fragment(_ old: [UInt8], _ new: [UInt8]) -> String? {
    var index = 0
    let count = min(old.count, new.count)
    while index < count, old[index] == new[index] { index += 1 }
    // The element in which the difference lies may end its opening tag just there.
    while index < new.count, new[index] != UInt8(ascii: ">"), new[index] != UInt8(ascii: "<") {
      index += 1
    }
    let mark = Array(" id=\"".utf8)
    var start = min(index, new.count - mark.count)
    while start >= 0 {
      if new[start] == mark[0], new[start..<(start + mark.count)].elementsEqual(mark) {
        let value = new[(start + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
        return String(decoding: value, as: UTF8.self)
      }
      start -= 1
    }
    return nil
  }
}
