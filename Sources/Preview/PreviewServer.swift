// Owns the server: its address, which is this machine's own and no other, and its end. What is
// answered is decided by `PreviewRoutes`.

import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// No port could be had.
struct PortsTaken: Error {
  let first: Int
  let last: Int
}

/// A server that listens on the loopback address.
final class PreviewServer: Sendable {
  /// The port it listens on.
  let port: Int
  private let channel: any Channel
  private let group: MultiThreadedEventLoopGroup

  /// How many ports are tried, one after the other.
  static let portAttempts = 50

  private init(port: Int, channel: any Channel, group: MultiThreadedEventLoopGroup) {
    self.port = port
    self.channel = channel
    self.group = group
  }

  /// Listens on the first free port from one on; 0 takes any.
  ///
  /// - Throws: `PortsTaken` where none of them is free.
  static func start(
    port first: Int, limits: ConnectionLimits = ConnectionLimits(), live: LiveUpdates,
    respond: @escaping Respond
  ) async throws -> PreviewServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let open = OpenCount(limit: limits.connections)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard open.enter() else { throw ChannelError.ioOnClosedChannel }
          channel.closeFuture.whenComplete { _ in open.leave() }
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(
            withErrorHandling: false, withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: limits.decoder)
          try pipeline.addHandler(Connection(respond, limits: limits, live: live))
        }
      }
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
    let last = first == 0 ? 0 : min(65_535, first + portAttempts - 1)
    for port in first...last {
      if let channel = try? await bootstrap.bind(host: "127.0.0.1", port: port).get() {
        return PreviewServer(
          port: channel.localAddress?.port ?? port, channel: channel, group: group)
      }
    }
    try? await group.shutdownGracefully()
    throw PortsTaken(first: first, last: last)
  }

  /// Stops listening, closes what is open and ends the thread.
  func stop() async {
    try? await channel.close()
    try? await group.shutdownGracefully()
  }
}

/// How many connections are open.
private final class OpenCount: Sendable {
  private let count = Atomic<Int>(0)
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  func enter() -> Bool {
    if count.add(1, ordering: .relaxed).newValue <= limit { return true }
    leave()
    return false
  }

  func leave() { count.subtract(1, ordering: .relaxed) }
}
