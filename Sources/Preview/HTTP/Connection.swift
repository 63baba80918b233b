// Owns one connection: from parsed requests to sent answers, with an end to all that is slow, large
// or wrong. What an answer says is decided elsewhere.

import NIOCore
import NIOHTTP1

/// What becomes of a request.
enum Answer: Sendable {
  /// It can be sent at once.
  case ready(PreviewResponse)
  /// It is being made.
  case later(@Sendable () async -> PreviewResponse)
  /// The connection receives events from now on; the page is the one that shows them.
  case events(page: String)
}

/// Decides the answer to a request, at once.
typealias Respond = @Sendable (_ head: HTTPRequestHead, _ body: [UInt8]) -> Answer

/// How long and how large things may be.
struct ConnectionLimits: Sendable {
  /// From the opening, or the answer before, to the end of a request.
  var requestTime = TimeAmount.seconds(15)
  /// From the beginning of an answer to its last byte.
  var answerTime = TimeAmount.seconds(60)
  /// The bytes of a request's body.
  var bodySize = 4_096
  /// The bytes of all fields of a request.
  var headerSize = 16_384
  /// The number of fields of a request.
  var headerCount = 100
  /// Connections at once.
  var connections = 256

  var decoder: NIOHTTPDecoderLimitConfiguration {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = headerSize / 2
    limits.maxHeaderListSize = headerSize
    limits.maxHeaderFieldCount = headerCount
    return limits
  }
}

/// The last handler of a connection.
final class Connection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private enum State {
    /// Between two requests, or in the middle of one.
    case waiting
    /// The request is whole, its answer is not sent.
    case answering
    /// Events are sent as they come.
    case streaming
    case closed
  }

  private let respond: Respond
  private let limits: ConnectionLimits
  private let live: LiveUpdates
  private var state = State.waiting
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var deadline: Scheduled<Void>?
  private var isInputClosed = false
  /// Answers that the system has not taken whole.
  private var unsentCount = 0

  init(_ respond: @escaping Respond, limits: ConnectionLimits, live: LiveUpdates) {
    self.respond = respond
    self.limits = limits
    self.live = live
  }

  // MARK: - Requests

  func channelActive(context: ChannelHandlerContext) {
    expectEnd(in: limits.requestTime, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    state = .closed
    deadline?.cancel()
    live.remove(ObjectIdentifier(self))
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard state == .waiting else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let part):
      body += part.readableBytesView
      if body.count > limits.bodySize { refuse(.payloadTooLarge, context) }
    case .end:
      guard let head else { return }
      self.head = nil
      state = .answering
      expectEnd(in: limits.answerTime, context)
      answer(head, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard state == .waiting, let fault = error as? HTTPParserError else {
      return close(context)
    }
    switch fault {
    case .headerOverflow: refuse(.requestHeaderFieldsTooLarge, context)
    case .invalidMethod: refuse(.notImplemented, context)
    case .invalidVersion: refuse(.httpVersionNotSupported, context)
    default: refuse(.badRequest, context)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    // A page that does not read its events would have them pile up here.
    if state == .streaming, !context.channel.isWritable { close(context) }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? ChannelEvent, event == .inputClosed {
      // Whoever has said all may still listen to the answer.
      isInputClosed = true
      if state != .answering, unsentCount == 0 { return close(context) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  // MARK: - Answers

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch respond(head, body) {
    case .ready(let response): send(response, to: head, context)
    case .events(let page): stream(page, head, context)
    case .later(let make):
      let promise = context.eventLoop.makePromise(of: PreviewResponse.self)
      promise.futureResult.assumeIsolated().whenSuccess { response in
        if self.state == .answering { self.send(response, to: head, context) }
      }
      Task { promise.succeed(await make()) }
    }
  }

  private func send(
    _ response: PreviewResponse, to request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    var head = HTTPResponseHead(version: .http1_1, status: response.status)
    head.headers = response.headers
    Self.addSafety(to: &head.headers)
    let hasBody = response.status != .notModified
    if hasBody {
      head.headers.replaceOrAdd(name: "Content-Length", value: String(response.body.count))
    }
    let keepsOpen = request.isKeepAlive
    head.headers.replaceOrAdd(name: "Connection", value: keepsOpen ? "keep-alive" : "close")
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if hasBody, request.method != .HEAD, !response.body.isEmpty {
      let buffer = context.channel.allocator.buffer(bytes: response.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }
    unsentCount += 1
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
      self.unsentCount -= 1
      guard self.state == .answering || self.state == .waiting else { return }
      keepsOpen && !self.isInputClosed
        ? self.expectEnd(in: self.limits.requestTime, context) : self.close(context)
    }
    if state == .answering { state = .waiting }
  }

  /// Refuses what cannot be answered and closes.
  private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
    guard state == .waiting else { return }
    state = .answering
    var request = HTTPRequestHead(version: .http1_0, method: .GET, uri: "/")
    request.headers.add(name: "Connection", value: "close")
    send(PreviewResponse(status), to: request, context)
    state = .answering
  }

  private func stream(
    _ page: String, _ request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    state = .streaming
    deadline?.cancel()
    var head = HTTPResponseHead(version: .http1_1, status: .ok)
    head.headers.add(name: "Content-Type", value: "text/event-stream; charset=utf-8")
    head.headers.add(name: "Cache-Control", value: "no-store")
    Self.addSafety(to: &head.headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.flush()
    let loop = context.eventLoop
    let connection = NIOLoopBound((self, context), eventLoop: loop)
    live.add(ObjectIdentifier(self), page: page) { text in
      loop.execute {
        let (connection, context) = connection.value
        guard connection.state == .streaming else { return }
        let buffer = context.channel.allocator.buffer(string: text)
        context.writeAndFlush(
          connection.wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
      }
    }
  }

  /// What every answer says, whatever it holds.
  private static func addSafety(to headers: inout HTTPHeaders) {
    headers.replaceOrAdd(name: "X-Content-Type-Options", value: "nosniff")
    headers.replaceOrAdd(name: "Referrer-Policy", value: "no-referrer")
    headers.replaceOrAdd(name: "Cross-Origin-Resource-Policy", value: "same-origin")
    headers.replaceOrAdd(name: "Cross-Origin-Opener-Policy", value: "same-origin")
    if !headers.contains(name: "Content-Security-Policy") {
      headers.add(name: "Content-Security-Policy", value: "frame-ancestors 'self'")
    }
  }

  // MARK: - The end

  private func expectEnd(in time: TimeAmount, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
      switch self.state {
      case .waiting where self.head != nil: self.refuse(.requestTimeout, context)
      default: self.close(context)
      }
    }
  }

  private func close(_ context: ChannelHandlerContext) {
    guard state != .closed else { return }
    state = .closed
    deadline?.cancel()
    context.close(promise: nil)
  }
}
