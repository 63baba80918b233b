// Owns the talk with other programs: one JSON object a line in, one answer a line out, in order.

import Foundation

/// What went wrong with one line; it becomes the line's answer.
struct ToolFault: Error {
  /// A diagnostic's code, or `input` when the line itself is not as agreed.
  var code = "input"
  /// One lower-case clause.
  let message: String
  /// Where the fault is, if it is in a file.
  var file: String?
  var line: Int?
  var column: Int?

  /// The object under `error`.
  var json: JSONValue {
    .object([
      ("code", .string(code)), ("message", .string(message)),
      ("file", file.map { .string($0) } ?? .null),
      ("line", line.map { .integer(Int64($0)) } ?? .null),
      ("column", column.map { .integer(Int64($0)) } ?? .null),
    ])
  }
}

/// Answers the lines of standard input on standard output until the input ends.
enum JSONLines {
  /// Reads, answers and flushes line by line. Empty lines are skipped; a line that cannot be
  /// answered gets `{"id":…,"error":{…}}`, and the next one is read.
  ///
  /// - Parameter answer: the members of the answer behind `id`.
  static func serve(
    _ answer: (JSONValue) throws(ToolFault) -> [(key: String, value: JSONValue)]
  ) {
    var input = LineInput()
    while let line = input.next() {
      // Some programs begin what they write, or each line, with a byte order mark.
      let line = line.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line.dropFirst(3)) : line
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      Terminal.writeOutput(reply(to: line, answer).text + "\n")
    }
  }

  private static func reply(
    to line: [UInt8],
    _ answer: (JSONValue) throws(ToolFault) -> [(key: String, value: JSONValue)]
  ) -> JSONValue {
    var id = JSONValue.null
    do throws(ToolFault) {
      let (request, fault) = JSONReader.salvage(line)
      if let given = request["id"] { id = given }
      if let fault {
        throw ToolFault(message: "\(fault.message) (byte \(fault.offset) of the line)")
      }
      guard case .object = request else {
        throw ToolFault(message: "a line holds one object, not \(request.typeName)")
      }
      return .object([("id", id)] + (try answer(request)))
    } catch {
      return .object([("id", id), ("error", error.json)])
    }
  }
}

/// The lines of standard input, of any length.
struct LineInput {
  private var buffer: [UInt8] = []
  /// Where the unread bytes begin, and up to where no line end was found.
  private var start = 0
  private var searched = 0
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var isAtEnd = false

  init() {}

  /// The next line without its end, or `nil` at the end of the input.
  mutating func next() -> [UInt8]? {
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let line = Array(buffer[start..<end])
        start = end + 1
        searched = start
        return line
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        let line = Array(buffer[start...])
        start = buffer.count
        return line
      }
      buffer.removeSubrange(..<start)
      searched -= start
      start = 0
      fill()
    }
  }

  private mutating func fill() {
    while true {
      let count = chunk.withUnsafeMutableBytes {
        Foundation.read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      if count > 0 {
        buffer.append(contentsOf: chunk[..<count])
      } else {
        isAtEnd = true
      }
      return
    }
  }
}
