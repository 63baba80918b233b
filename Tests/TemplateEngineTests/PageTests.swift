// Documentation as tests: the pages of the codes and the examples of the reference are run.

import Diagnostics
import TemplateEngine
import Testing

/// The fenced blocks of a page, by heading.
struct Page {
  struct Block {
    let language: String
    let name: String
    let text: String
  }

  private(set) var sections: [(heading: String, blocks: [Block])] = [("", [])]

  init(_ text: String) {
    var fence: (language: String, name: String, lines: [Substring])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let open = fence {
          sections[sections.count - 1].blocks.append(
            Block(
              language: open.language, name: open.name,
              text: open.lines.joined(separator: "\n")))
          fence = nil
        } else {
          let words = line.dropFirst(3).split(separator: " ")
          fence = (words.first.map(String.init) ?? "", words.dropFirst().joined(), [])
        }
      } else if fence != nil {
        fence?.lines.append(line)
      } else if line.hasPrefix("#") {
        sections.append((String(line.drop { $0 == "#" || $0 == " " }), []))
      }
    }
  }

  func blocks(_ heading: String) -> [Block] {
    sections.first { $0.heading == heading }?.blocks ?? []
  }

  /// Compiles and renders the templates of blocks, the first with a name or language first.
  static func run(_ blocks: [Block]) throws -> (output: String, messages: String) {
    var context: [(String, Value)] = []
    var map = SourceMap()
    var bag = DiagnosticBag()
    var sources: [(name: String, source: SourceID)] = []
    for block in blocks {
      if block.language == "json",
        case .map(let values) = try JSONReader.read(Array(block.text.utf8))
      {
        for (key, value) in zip(values.keys, values.values) {
          context.append((key.stringValue ?? "", value))
        }
      }
      if block.language == "jinja" {
        let name = block.name.isEmpty ? "page.html" : block.name
        sources.append((name, map.add(path: name, bytes: Array(block.text.utf8))))
      }
    }
    let set = Environment().compile(sources, in: map, into: &bag)
    var out = OutputBuffer()
    if let entry = sources.first, let template = set.template(entry.name), !bag.hasErrors {
      do throws(Diagnostic) {
        try template.render(context, into: &out, warnings: &bag)
      } catch {
        bag.add(error)
      }
    }
    let renderer = DiagnosticRenderer(sources: map)
    let messages = bag.sorted(by: map).map { renderer.render($0) }.joined(separator: "\n")
    return (String(decoding: out.bytes, as: UTF8.self), messages)
  }
}

@Suite struct PageTests {
  static let root = Fixture.folder + "/../.."

  /// Every example of the reference and of the list of differences gives what stands below it.
  @Test(arguments: ["template-language.md", "COMPATIBILITY.md"])
  func examples(_ name: String) throws {
    let text = String(decoding: try readFile(Self.root + "/Documentation/" + name), as: UTF8.self)
    var count = 0
    for section in Page(text).sections {
      var example: [Page.Block] = []
      for block in section.blocks {
        switch block.language {
        case "json", "jinja": example.append(block)
        case "text", "html":
          let (output, messages) = try Page.run(example)
          #expect(messages == "", "\(name), \(section.heading)")
          #expect(trimmed(output) == trimmed(block.text), "\(name), \(section.heading)")
          example = []
          count += 1
        case "error":
          let (_, messages) = try Page.run(example)
          #expect(messages == block.text + "\n", "\(name), \(section.heading)")
          example = []
          count += 1
        default: break
        }
      }
      #expect(example.isEmpty, "\(name), \(section.heading): an example without result")
    }
    #expect(count >= 5)
  }

  private func trimmed(_ text: String) -> Substring {
    var text = text[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }

  @Test(arguments: DiagnosticCode.templateCodes.map(\.id))
  func codePage(_ code: String) throws {
    let path = Self.root + "/Documentation/diagnostics/" + code + ".md"
    let text = String(decoding: try readFile(path), as: UTF8.self)
    let page = Page(text)
    let wrong = try Page.run(page.blocks("Wrong"))
    let message = page.blocks("Message").first?.text ?? ""
    if Fixture.updatesGolden, message + "\n" != wrong.messages {
      let head = text.split(separator: "## Message\n", maxSplits: 1)
      let tail = text.split(separator: "## Right\n", maxSplits: 1)
      if head.count == 2, tail.count == 2 {
        writeFile(
          head[0] + "## Message\n\n```\n" + wrong.messages + "```\n\n## Right\n" + tail[1], path)
      }
    }
    #expect(wrong.messages == message + "\n", "\(code)")
    #expect(wrong.messages.contains("[\(code)]"), "\(code)")
    #expect(try Page.run(page.blocks("Right")).messages == "", "\(code)")
  }
}
