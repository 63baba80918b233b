// Owns what each request is answered: pages and files of the site from memory, and the preview's own
// few addresses below `.dossier/`. Nothing is ever read from disk for a request.

import Diagnostics
import DossierModel
import NIOHTTP1
import Presentation
import Synchronization

/// What the preview knows beside the pages.
struct DeskState: Sendable {
  var words: Words
  var model: PreviewModel?
  var report: RebuildReport?
  var asOf: CivilDate?
}

/// Answers requests.
struct PreviewRoutes: Sendable {
  let store: PageStore
  let desk: Desk
  let changeDay: @Sendable (PreviewDay) -> Void
  let printer: BriefingDesk

  /// The state that answers are made from; replaced after each rebuild.
  final class Desk: Sendable {
    private let state: Mutex<DeskState>

    init(_ state: DeskState) { self.state = Mutex(state) }

    var current: DeskState { state.withLock { $0 } }

    func set(_ new: DeskState) { state.withLock { $0 = new } }
  }

  /// Decides the answer to a request.
  func respond(_ head: HTTPRequestHead, _ body: [UInt8]) -> Answer {
    let hosts = head.headers["Host"]
    guard hosts.count == 1, LoopbackHost.isOwn(hosts[0]) else {
      return .ready(
        PreviewResponse(
          hosts.count == 1 ? .misdirectedRequest : .badRequest,
          "this server answers as localhost only\n"))
    }
    guard head.method == .GET || head.method == .HEAD || head.method == .POST else {
      return .ready(PreviewResponse(.methodNotAllowed, headers: ["Allow": "GET, HEAD"]))
    }
    guard let target = RequestTarget(Self.originForm(head.uri)) else {
      return .ready(PreviewResponse(.badRequest))
    }
    if target.path.hasPrefix(PageDecoration.reserved) {
      return own(String(target.path.dropFirst(PageDecoration.reserved.count)), target, head)
    }
    if head.method == .POST {
      return .ready(PreviewResponse(.methodNotAllowed, headers: ["Allow": "GET, HEAD"]))
    }
    return page(target.path, head)
  }

  /// The path of a target that names this machine too, as proxies write it.
  private static func originForm(_ uri: String) -> String {
    guard uri.lowercased().hasPrefix("http://") else { return uri }
    let rest = uri.dropFirst("http://".count)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    guard LoopbackHost.isOwn(String(rest[..<end])) else { return "" }
    let path = rest[end...]
    return path.hasPrefix("/") ? String(path) : "/" + path
  }

  // MARK: - The site

  private func page(_ path: String, _ head: HTTPRequestHead) -> Answer {
    let route = path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    store.makeIfOverdue(route)
    switch store.lookup(route) {
    case .pending:
      return .later {
        let found = await store.settled(route)
        return response(found, route, head)
      }
    case let found: return .ready(response(found, route, head))
    }
  }

  private func response(
    _ found: Lookup, _ route: String, _ head: HTTPRequestHead
  ) -> PreviewResponse {
    switch found {
    case .page(let bytes):
      return .file(
        ServedFile(PageDecoration.decorate(bytes, route: route), type: MediaType.of("x.html")),
        for: head)
    case .file(let file): return .file(file, for: head)
    case .missing, .pending: break
    }
    if case .page = store.lookup(route + "/index.html") {
      let last = route.split(separator: "/").last ?? ""
      return PreviewResponse(
        .permanentRedirect, headers: ["Location": "\(Self.escapedPart(last))/"])
    }
    if store.isEmpty { return placeholder(route) }
    if case .page(let bytes) = store.lookup("404.html") {
      let page = Self.rooted(bytes, base: desk.current.model?.presenter.baseURL)
      return PreviewResponse(
        .notFound, PageDecoration.decorate(page, route: route), type: MediaType.of("x.html"),
        headers: ["Cache-Control": "no-cache"])
    }
    return PreviewResponse(.notFound)
  }

  /// The page of faults that stands in while the site could never be made.
  private func placeholder(_ route: String) -> PreviewResponse {
    let state = desk.current
    var text = ""
    if let report = state.report {
      let renderer = DiagnosticRenderer(
        sources: report.sources, language: report.language, drawing: report.diagnostics)
      for diagnostic in report.diagnostics.prefix(LiveEvents.shownLimit) {
        text += renderer.render(diagnostic) + "\n"
      }
    }
    let page = PageDecoration.placeholder(
      title: state.words["preview.no_page"], text: text, language: state.words.language)
    return PreviewResponse(
      .serviceUnavailable, PageDecoration.decorate(page, route: route),
      type: MediaType.of("x.html"), headers: ["Cache-Control": "no-store"])
  }

  /// The page for unknown addresses names files by the full address of the site; here they are ours.
  private static func rooted(_ page: [UInt8], base: String?) -> [UInt8] {
    guard let base, base.hasPrefix("http") else { return page }
    return Array(
      String(decoding: page, as: UTF8.self)
        .replacing("=\"\(base)", with: "=\"/").utf8)
  }

  private static func escapedPart(_ text: Substring) -> String {
    var out = ""
    for byte in text.utf8 {
      let isPlain =
        byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      if isPlain {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        out += "%" + (hex.count < 2 ? "0" : "") + hex
      }
    }
    return out
  }

  // MARK: - The preview's own

  private func own(_ name: String, _ target: RequestTarget, _ head: HTTPRequestHead) -> Answer {
    if name == "day" {
      guard head.method == .POST else {
        return .ready(PreviewResponse(.methodNotAllowed, headers: ["Allow": "POST"]))
      }
      return .ready(chooseDay(target, head))
    }
    guard head.method != .POST else {
      return .ready(PreviewResponse(.methodNotAllowed, headers: ["Allow": "GET, HEAD"]))
    }
    switch name {
    case "events":
      if head.method == .HEAD { return .ready(PreviewResponse(.ok)) }
      return .events(page: target.query["page"] ?? "")
    case "words.json":
      return .ready(.file(ServedFile(Array(words.utf8), type: MediaType.of(name)), for: head))
    case "desk.json":
      let page = target.query["page"] ?? ""
      let state = desk.current
      return .later {
        let text = AuthorDesk.json(state, page: page)
        return .file(ServedFile(Array(text.utf8), type: MediaType.of(name)), for: head)
      }
    case "briefing.json", "briefing.pdf":
      let profile = target.query["profile"] ?? "note"
      return .later { await printer.respond(name, profile: profile, head) }
    default:
      guard let file = EmbeddedPreviewClient.files.first(where: { $0.path.description == name })
      else { return .ready(PreviewResponse(.notFound)) }
      return .ready(
        .file(
          ServedFile(Array(file.text.description.utf8), type: MediaType.of(name)), for: head))
    }
  }

  /// The words of the interface, without the part of the key that they share.
  private var words: String {
    let words = desk.current.words
    let own = words.keys.filter { $0.hasPrefix("preview.") }
    let fields = own.map {
      "\(JSONText.quote(String($0.dropFirst("preview.".count)))):\(JSONText.quote(words[$0]))"
    }
    return "{\"language\":\(JSONText.quote(words.language)),\(fields.joined(separator: ","))}"
  }

  /// Another day is asked for by a page of our own, never by one of somebody else.
  private func chooseDay(_ target: RequestTarget, _ head: HTTPRequestHead) -> PreviewResponse {
    let origins = head.headers["Origin"]
    guard origins.count == 1, LoopbackHost.isOwn(origin: origins[0]),
      origins[0].dropFirst("http://".count) == head.headers["Host"].first ?? ""
    else { return PreviewResponse(.forbidden) }
    let text = target.query["day"] ?? ""
    if text.isEmpty {
      changeDay(PreviewDay(day: nil))
    } else if let day = try? CivilDate.parse(text) {
      changeDay(PreviewDay(day: day))
    } else {
      return PreviewResponse(.badRequest)
    }
    return PreviewResponse(.accepted)
  }
}
