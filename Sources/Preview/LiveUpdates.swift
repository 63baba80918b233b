// Owns the open pages: which page each one shows, and how an event reaches them. One way only, by
// server-sent events.
//
// Source: HTML Living Standard, section 9.2 "Server-sent events".

import Diagnostics
import Synchronization

/// The pages that listen.
final class LiveUpdates: Sendable {
  private struct Listener {
    let page: String
    let send: @Sendable (String) -> Void
  }

  private struct State {
    var listeners: [ObjectIdentifier: Listener] = [:]
    /// The last state event: a page that opens later gets it first.
    var last: String?
  }

  private let state = Mutex(State())

  /// The pages that are open somewhere.
  var openPages: Set<String> { state.withLock { Set($0.listeners.values.map(\.page)) } }

  /// How many connections listen.
  var count: Int { state.withLock { $0.listeners.count } }

  /// Adds a connection, and tells it where things stand.
  func add(_ id: ObjectIdentifier, page: String, send: @escaping @Sendable (String) -> Void) {
    let last = state.withLock { state in
      state.listeners[id] = Listener(page: page, send: send)
      return state.last
    }
    send(": dossier\nretry: 500\n\n" + (last ?? ""))
  }

  /// Removes a connection that has ended.
  func remove(_ id: ObjectIdentifier) { state.withLock { $0.listeners[id] = nil } }

  /// Sends an event to all; one that says where things stand is kept for those who come later.
  func send(_ name: String, _ data: String, isState: Bool = false) {
    let text = "event: \(name)\ndata: \(data)\n\n"
    let listeners = state.withLock { state in
      if isState { state.last = text }
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.send(text) }
  }
}
