// The engine: a Python program that keeps a Typst compiler alive and answers one line for each line.
// Owns the protocol and nothing of what is printed.

import Diagnostics
import FileSystem

/// What the engine says of a document it refuses.
struct TypstRefusal: Sendable {
  /// The message.
  let message: String
  /// The message as drawn, with the place.
  let drawing: String
  /// What the engine advises.
  let hints: [String]
}

/// A dictionary that the document holds as metadata, after layout.
struct LayoutMark: Sendable {
  private let fields: [String: String]

  init(_ text: String) {
    var fields: [String: String] = [:]
    for part in text.split(separator: "\u{1F}") {
      let pair = part.split(separator: "\u{1E}", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { fields[String(pair[0])] = String(pair[1]) }
    }
    self.fields = fields
  }

  /// A text of the mark; empty where it has none.
  func text(_ name: String) -> String { fields[name] ?? "" }

  /// A number of the mark; 0 where it has none.
  func number(_ name: String) -> Double { fields[name].flatMap(Double.init) ?? 0 }
}

/// A running engine.
struct TypstHost: ~Copyable {
  /// The answer to a request.
  enum Answer {
    case fields([String])
    case refused(TypstRefusal)
    /// The program has ended.
    case gone
  }

  /// The version of the engine, as it names itself.
  let version: String
  private var process: ChildProcess

  /// Starts the engine with the first of the programs that has it; `nil` when none has.
  ///
  /// - Parameters:
  ///   - pythons: Programs to try.
  ///   - folder: Where the host script is put.
  init?(pythons: [String], folder: borrowing ScratchFolder) throws(Diagnostic) {
    try folder.write(Array(Self.script.utf8), as: "host/typst-host.py")
    let script = PathName.join(folder.path, "host/typst-host.py")
    for python in pythons {
      guard var process = ChildProcess(python, arguments: ["-X", "utf8", script]),
        let answer = process.ask("hello")
      else { continue }
      let fields = Self.fields(answer)
      if fields.count == 2, fields[0] == "ready" {
        version = fields[1]
        self.process = process
        return
      }
    }
    return nil
  }

  /// Opens a document; it sees no file outside of the folder, and no font but the engine's own.
  mutating func open(_ folder: String, main: String) -> Answer { ask(["open", folder, main]) }

  /// Lays out the document and writes a PDF, dated in seconds after 1970.
  mutating func compile(to output: String, seconds: Int, standards: [String]) -> Answer {
    ask(["compile", output, String(seconds)] + standards)
  }

  /// The metadata of a label, after layout.
  mutating func marks(_ label: String) -> [LayoutMark] {
    guard case .fields(let fields) = ask(["marks", label]) else { return [] }
    return fields.map { LayoutMark($0) }
  }

  private mutating func ask(_ request: [String]) -> Answer {
    guard let answer = process.ask(request.map(Self.escape).joined(separator: "\t")) else {
      return .gone
    }
    let fields = Self.fields(answer)
    if fields.first == "ok" { return .fields(Array(fields.dropFirst())) }
    return .refused(
      TypstRefusal(
        message: fields.count > 1 ? fields[1] : "", drawing: fields.count > 2 ? fields[2] : "",
        hints: Array(fields.dropFirst(3))))
  }

  // MARK: - Lines

  static func escape(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\n", with: "\\n")
  }

  static func fields(_ line: String) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { field in
      var out: [UInt8] = []
      var isEscaped = false
      for byte in field.utf8 {
        if isEscaped {
          out.append(byte == UInt8(ascii: "t") ? 0x09 : byte == UInt8(ascii: "n") ? 0x0A : byte)
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else {
          out.append(byte)
        }
      }
      return String(decoding: out, as: UTF8.self)
    }
  }

  private static var script: String {
    EmbeddedBriefingScripts.files.first { $0.path.description == "typst-host.py" }?
      .text.description ?? ""
  }
}
