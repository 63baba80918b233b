// Owns the wait for changes below some folders: by inotify where the system has it, else by looking
// again and again. What happens in one go is told in one go.

import Glibc

/// What changed below the watched folders since the last answer.
public struct FileChanges: Equatable, Sendable {
  /// The absolute paths of files and folders that appeared, changed or went, without order.
  public var paths: Set<String> = []
  /// Whether changes were lost and anything may have changed.
  public var isIncomplete = false

  /// Makes a set of changes.
  public init(paths: Set<String> = [], isIncomplete: Bool = false) {
    self.paths = paths
    self.isIncomplete = isIncomplete
  }

  /// Whether nothing changed.
  public var isEmpty: Bool { paths.isEmpty && !isIncomplete }

  /// Adds what changed later.
  public mutating func merge(_ other: FileChanges) {
    paths.formUnion(other.paths)
    isIncomplete = isIncomplete || other.isIncomplete
  }
}

/// How long changes are gathered before they are told.
public struct WatchPace: Sendable {
  /// The quiet, in milliseconds, that ends the change of a single file.
  public var singleQuiet: Int
  /// The quiet, in milliseconds, that ends the change of several files.
  public var burstQuiet: Int
  /// The longest, in milliseconds, that a burst is gathered.
  public var limit: Int
  /// How often, in milliseconds, folders are looked at without inotify.
  public var pollInterval: Int
  /// Files whose presence says that a burst is still going on, such as `.git/index.lock`.
  public var burstMarkers: [String]

  /// Makes a pace; the defaults answer one save at once and a change of branches once.
  public init(
    singleQuiet: Int = 2, burstQuiet: Int = 60, limit: Int = 5_000, pollInterval: Int = 400,
    burstMarkers: [String] = []
  ) {
    self.singleQuiet = singleQuiet
    self.burstQuiet = burstQuiet
    self.limit = limit
    self.pollInterval = pollInterval
    self.burstMarkers = burstMarkers
  }
}

/// Ends a wait from another thread.
public final class WatchStop: Sendable {
  /// Readable once the wait is to end.
  let descriptor: Int32
  private let writer: Int32

  /// Ends no wait.
  public static let none = WatchStop()

  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    descriptor = ends[0]
    writer = ends[1]
  }

  deinit {
    close(descriptor)
    close(writer)
  }

  /// Ends the wait of the watcher now or, where it does not wait, the next one.
  public func callAsFunction() {
    var one: UInt8 = 1
    _ = Glibc.write(writer, &one, 1)
  }

  /// Makes ready for the next wait.
  func reset() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while Glibc.read(descriptor, &bytes, bytes.count) > 0 {}
  }
}

/// Watches folders and files; used by one thread, which it blocks while it waits.
///
/// Nothing is done while nothing changes, unless the system has no inotify (or no watches left):
/// then the folders are compared with what they held before.
public struct Watcher: ~Copyable {
  private enum Method {
    case notified(Inotify)
    case polled(FolderState)
  }

  private let roots: [String]
  private var method: Method
  /// Ends a wait from another thread.
  public let stop = WatchStop()
  /// What the caller is not told yet.
  private var pending = FileChanges()

  /// Whether folders are compared again and again, for want of inotify.
  public var isPolling: Bool {
    if case .polled = method { true } else { false }
  }

  /// Starts to watch.
  ///
  /// - Parameters:
  ///   - roots: Absolute paths of folders or files; one that does not exist is noticed when it
  ///     appears, if the folder above it exists.
  ///   - polls: Whether inotify is left alone.
  public init(_ roots: [String], polls: Bool = false) {
    self.roots = roots
    if !polls, let inotify = Inotify(roots) {
      method = .notified(inotify)
    } else {
      method = .polled(FolderState(roots))
    }
  }

  deinit {
    if case .notified(let inotify) = method { inotify.close() }
  }

  /// Waits for changes and gathers what belongs together.
  ///
  /// - Parameters:
  ///   - pace: How long is waited for more.
  ///   - patience: The longest wait in milliseconds; without end where it is `nil`.
  /// - Returns: What changed; `nil` when the wait was stopped or the patience is over.
  public mutating func next(_ pace: WatchPace = WatchPace(), patience: Int? = nil) -> FileChanges? {
    let start = Self.now
    var changes = pending
    pending = FileChanges()
    while changes.isEmpty {
      let left = patience.map { max(0, $0 - (Self.now - start)) }
      guard wait(left, pace) else { return nil }
      changes = gather()
      if changes.isEmpty, let left, left == 0 { return nil }
    }
    let firstSeen = Self.now
    while Self.now - firstSeen < pace.limit {
      let isBurst = changes.isIncomplete || changes.paths.count > 1
      let isMarked = pace.burstMarkers.contains { access($0, F_OK) == 0 }
      let quiet = isMarked ? 20 : isBurst ? pace.burstQuiet : pace.singleQuiet
      guard waitForMore(quiet) else {
        if isMarked { continue }
        break
      }
      changes.merge(gather())
    }
    return changes
  }

  // MARK: - Waiting

  /// Waits until something may have changed; `false` when stopped or out of patience.
  private func wait(_ milliseconds: Int?, _ pace: WatchPace) -> Bool {
    switch method {
    case .notified(let inotify):
      switch Self.poll(inotify.descriptor, stop.descriptor, milliseconds ?? -1) {
      case .changed: return true
      case .stopped: break
      case .nothing: return false
      }
    case .polled:
      let pause = min(pace.pollInterval, milliseconds ?? pace.pollInterval)
      switch Self.poll(-1, stop.descriptor, pause) {
      case .changed, .nothing: return true
      case .stopped: break
      }
    }
    stop.reset()
    return false
  }

  /// Waits for more of a burst; `false` when it was quiet.
  private func waitForMore(_ quiet: Int) -> Bool {
    switch method {
    case .notified(let inotify): return Self.poll(inotify.descriptor, -1, quiet) == .changed
    case .polled: return false
    }
  }

  private mutating func gather() -> FileChanges {
    switch method {
    case .notified(var inotify):
      let changes = inotify.read()
      if inotify.isExhausted {
        // No watches left: from now on the folders are compared.
        inotify.close()
        method = .polled(FolderState(roots))
      } else {
        method = .notified(inotify)
      }
      return changes
    case .polled(let before):
      let now = FolderState(roots)
      method = .polled(now)
      return FileChanges(paths: before.difference(from: now))
    }
  }

  private enum Wake { case changed, stopped, nothing }

  private static func poll(_ changes: Int32, _ wake: Int32, _ milliseconds: Int) -> Wake {
    var descriptors = [
      pollfd(fd: changes, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let count = Glibc.poll(&descriptors, 2, Int32(clamping: milliseconds))
      if count < 0, errno == EINTR { continue }
      if descriptors[1].revents != 0 { return .stopped }
      return count > 0 ? .changed : .nothing
    }
  }

  /// Milliseconds of a clock that is never set.
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
