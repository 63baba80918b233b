// The way back from a place in a printed document to the template that wrote it. Used only when the
// engine refuses a document: the templates are rendered once more with marks between their pieces.

import Diagnostics
import Presentation
import TemplateEngine

/// Finds the template text behind a byte of a rendered document.
struct TemplateTrace {
  /// A piece of a template: text that is copied as it stands, or a hole.
  private struct Piece {
    let source: SourceID
    let offset: Int
    /// The end of the hole; `nil` for text.
    let holeEnd: Int?
  }

  private static let open: UInt8 = 0x01
  private static let close: UInt8 = 0x02

  private var pieces: [Piece] = []
  private var marked: [(name: String, bytes: [UInt8])] = []
  private let sources: SourceMap

  /// Marks every print template among the sources of a build.
  init(_ sources: SourceMap) {
    self.sources = sources
    let folder = "Templates/"
    for raw in 0..<sources.count {
      let source = SourceID(raw: UInt32(raw))
      let path = sources.path(of: source)
      guard path.hasPrefix(folder + "print/"), path.hasSuffix(".typ") else { continue }
      let name = String(path.dropFirst(folder.count))
      let bytes = mark(sources.bytes(of: source), of: source)
      marked.removeAll { $0.name == name }
      marked.append((name, bytes))
    }
  }

  /// The place in a template that wrote a byte of the document; `nil` when it cannot be found.
  ///
  /// - Parameters:
  ///   - offset: A byte of what the template wrote.
  ///   - template: The template that was rendered.
  ///   - context: What it was given.
  ///   - words: The words of the interface, which its environment holds.
  func place(
    ofByte offset: Int, in template: String, context: [(String, Value)], words: Words
  ) -> Label? {
    var map = sources
    var bag = DiagnosticBag()
    let inputs = marked.map { (name: $0.name, source: map.add(path: $0.name, bytes: $0.bytes)) }
    let templates = TemplateLibrary.environment(words).compile(inputs, in: map, into: &bag)
    guard let compiled = templates.template(template) else { return nil }
    var out = OutputBuffer()
    do throws(Diagnostic) { try compiled.render(context, into: &out) } catch { return nil }
    return place(ofByte: offset, in: out.bytes)
  }

  /// Walks the marked document until as many bytes were written as the plain one has before the place.
  private func place(ofByte offset: Int, in bytes: [UInt8]) -> Label? {
    var written = 0
    var piece: (Piece, start: Int)?
    var index = 0
    while index < bytes.count {
      if bytes[index] == Self.open {
        var number = 0
        index += 1
        while index < bytes.count, bytes[index] != Self.close {
          number = number * 10 + Int(bytes[index]) - 48
          index += 1
        }
        index += 1
        if pieces.indices.contains(number), written <= offset { piece = (pieces[number], written) }
        continue
      }
      if written >= offset { break }
      written += 1
      index += 1
    }
    guard let (found, start) = piece else { return nil }
    if let end = found.holeEnd {
      return Label(Span(source: found.source, start: found.offset, end: end))
    }
    let text = sources.bytes(of: found.source)
    let at = min(found.offset + offset - start, max(0, text.count - 1))
    var end = at
    while end < text.count, Self.isWord(text[end]) { end += 1 }
    return Label(Span(source: found.source, start: at, end: max(end, at + 1)))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "#"), 0x80...: true
    default: false
    }
  }

  // MARK: - Marks

  /// A template with a mark before every line of text, before every hole and behind every tag.
  private mutating func mark(_ bytes: [UInt8], of source: SourceID) -> [UInt8] {
    var out: [UInt8] = []
    var index = 0
    var isLineStart = true
    func pair(_ at: Int) -> (UInt8, UInt8) {
      (at < bytes.count ? bytes[at] : 0, at + 1 < bytes.count ? bytes[at + 1] : 0)
    }
    let brace = UInt8(ascii: "{")
    while index < bytes.count {
      let (first, second) = pair(index)
      if first == brace, [UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#")].contains(second)
      {
        let closing = second == brace ? UInt8(ascii: "}") : second
        var end = index + 2
        while end < bytes.count, pair(end) != (closing, UInt8(ascii: "}")) { end += 1 }
        end = min(end + 2, bytes.count)
        if second == brace { add(Piece(source: source, offset: index, holeEnd: end), to: &out) }
        out.append(contentsOf: bytes[index..<end])
        index = end
        let next = pair(index).0
        if second == brace || next != 0x0A {
          add(Piece(source: source, offset: index, holeEnd: nil), to: &out)
        }
        isLineStart = false
        continue
      }
      if isLineStart, first != 0x20, first != 0x0A {
        add(Piece(source: source, offset: index, holeEnd: nil), to: &out)
        isLineStart = false
      }
      out.append(first)
      if first == 0x0A { isLineStart = true }
      index += 1
    }
    return out
  }

  private mutating func add(_ piece: Piece, to out: inout [UInt8]) {
    out.append(Self.open)
    out.append(contentsOf: String(pieces.count).utf8)
    out.append(Self.close)
    pieces.append(piece)
  }
}

/// Where a drawing of the engine says that a fault of the main document lies.
enum EnginePlace {
  /// The byte of a document that a drawing such as `┌─ main.typ:3:2` points at.
  static func byte(in drawing: String, main: String, of document: [UInt8]) -> Int? {
    for rest in drawing.split(separator: "\n") {
      guard let range = rest.firstRange(of: main + ":") else { continue }
      let numbers = rest[range.upperBound...].split(separator: ":").prefix(2).map {
        Int($0.prefix { $0.isNumber }) ?? 0
      }
      guard numbers.count == 2, numbers[0] > 0 else { continue }
      var line = 1
      var offset = 0
      while line < numbers[0], offset < document.count {
        if document[offset] == 0x0A { line += 1 }
        offset += 1
      }
      // Columns count scalars from 0.
      var column = 0
      while column < numbers[1], offset < document.count {
        offset += 1
        while offset < document.count, document[offset] & 0xC0 == 0x80 { offset += 1 }
        column += 1
      }
      return offset
    }
    return nil
  }
}
