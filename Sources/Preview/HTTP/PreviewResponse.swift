// Owns an answer before it is sent: status, fields, bytes; and what a condition or a range of the
// request makes of it.

import FileSystem
import NIOHTTP1

/// A file as the preview serves it.
struct ServedFile: Sendable {
  /// The content.
  let bytes: [UInt8]
  /// The media type with its charset.
  let type: String
  /// A strong validator of the bytes, with its quotation marks.
  let tag: String

  init(_ bytes: [UInt8], type: String) {
    self.bytes = bytes
    self.type = type
    tag = "\"\(Fingerprint(bytes).hexadecimal)\""
  }
}

/// An answer.
struct PreviewResponse: Sendable {
  var status: HTTPResponseStatus
  var headers: HTTPHeaders
  var body: ArraySlice<UInt8>

  /// Makes an answer of a few words.
  init(_ status: HTTPResponseStatus, _ text: String = "", headers: HTTPHeaders = [:]) {
    let words = text.isEmpty ? "\(status.code) \(status.reasonPhrase)\n" : text
    self.init(status, Array(words.utf8), type: "text/plain; charset=utf-8", headers: headers)
  }

  /// Makes an answer of bytes.
  init(
    _ status: HTTPResponseStatus, _ bytes: [UInt8], type: String, headers: HTTPHeaders = [:]
  ) {
    self.status = status
    self.headers = headers
    self.headers.replaceOrAdd(name: "Content-Type", value: type)
    body = bytes[...]
  }

  /// The answer to a request for a file: whole, a part of it, or the word that the asker has it.
  ///
  /// - Source: RFC 9110 section 13.2.2 for the order of conditions, section 14 for ranges. Several
  ///   ranges at once, and units other than bytes, are answered with the whole.
  static func file(
    _ file: ServedFile, for head: HTTPRequestHead, status: HTTPResponseStatus = .ok
  ) -> PreviewResponse {
    var headers: HTTPHeaders = [
      "ETag": file.tag, "Accept-Ranges": "bytes", "Cache-Control": "no-cache",
    ]
    let whole = PreviewResponse(status, file.bytes, type: file.type, headers: headers)
    guard status == .ok else { return whole }
    let match = head.headers[canonicalForm: "If-Match"].map(String.init)
    if !match.isEmpty, !names(file.tag, in: match, weakly: false) {
      return PreviewResponse(.preconditionFailed, headers: headers)
    }
    let noneMatch = head.headers[canonicalForm: "If-None-Match"].map(String.init)
    if !noneMatch.isEmpty, names(file.tag, in: noneMatch, weakly: true) {
      return PreviewResponse(.notModified, [], type: file.type, headers: headers)
    }
    guard head.method == .GET, let asked = head.headers.first(name: "Range") else { return whole }
    // A part is only of use beside the parts of the same version.
    if let version = head.headers.first(name: "If-Range"), version != file.tag { return whole }
    switch ByteRange(asked, length: file.bytes.count) {
    case .whole: return whole
    case .unsatisfiable:
      headers.add(name: "Content-Range", value: "bytes */\(file.bytes.count)")
      return PreviewResponse(.rangeNotSatisfiable, headers: headers)
    case .part(let range):
      headers.add(
        name: "Content-Range",
        value: "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.bytes.count)")
      var part = PreviewResponse(.partialContent, [], type: file.type, headers: headers)
      part.body = file.bytes[range]
      return part
    }
  }

  /// Whether a list of validators names this one.
  private static func names(_ tag: String, in fields: [String], weakly: Bool) -> Bool {
    fields.contains { field in
      field.split(separator: ",").contains { part in
        let own = part.drop { $0 == " " || $0 == "\t" }
        let trimmed = own.prefix { $0 != " " && $0 != "\t" }
        if trimmed == "*" || trimmed == tag { return true }
        return weakly && trimmed.hasPrefix("W/") && trimmed.dropFirst(2) == tag
      }
    }
  }
}

/// What a `Range` field asks of a file.
enum ByteRange: Equatable {
  case whole
  case part(Range<Int>)
  case unsatisfiable

  /// Reads a field; what is no range of bytes asks for the whole.
  ///
  /// - Source: RFC 9110 section 14.1.2.
  init(_ field: String, length: Int) {
    self = .whole
    guard field.lowercased().hasPrefix("bytes=") else { return }
    let spec = field.dropFirst("bytes=".count).filter { $0 != " " && $0 != "\t" }
    if spec.contains(",") { return }
    let ends = spec.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return }
    // A number beyond all bounds is behind the end of any file.
    func number(_ text: Substring) -> Int? { text.isEmpty ? nil : Int(text) ?? Int.max }
    switch (number(Substring(ends[0])), number(Substring(ends[1]))) {
    case (nil, nil): return
    case (nil, let suffix?):
      self = suffix == 0 || length == 0 ? .unsatisfiable : .part(max(0, length - suffix)..<length)
    case (let start?, let end):
      if let end, end < start { return }
      if start >= length {
        self = .unsatisfiable
      } else {
        let last = min(end ?? length - 1, length - 1)
        self = .part(start..<(last + 1))
      }
    }
  }
}

/// Media types by the ending of a name.
enum MediaType {
  static func of(_ path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return types[ending] ?? "application/octet-stream"
  }

  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "jsonld": "application/ld+json", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff",
    "pdf": "application/pdf", "xml": "application/xml; charset=utf-8",
    "atom": "application/atom+xml", "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8",
    "bib": "application/x-bibtex", "zip": "application/zip", "mp4": "video/mp4",
    "webm": "video/webm", "mp3": "audio/mpeg", "webmanifest": "application/manifest+json",
  ]
}
