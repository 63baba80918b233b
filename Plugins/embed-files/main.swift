// Writes a Swift file that holds text files as string literals.
// Usage: embed-files TYPE ROOT OUTPUT FILE...

import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 4 else {
  FileHandle.standardError.write(Data("usage: embed-files TYPE ROOT OUTPUT FILE...\n".utf8))
  exit(2)
}
let typeName = arguments[1]
let root = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"

/// A Swift string literal of a text.
func literal(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": out += "\\\\"
    case "\"": out += "\\\""
    case "\n": out += "\\n"
    case "\t": out += "\\t"
    case "\r": out += "\\r"
    default:
      // Controls and invisible spaces are spelled out, so that the file shows them.
      if scalar.value < 0x20 || scalar.value == 0x7F
        || scalar.properties.isWhitespace
          && scalar != " "
      {
        out += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
  }
  return out + "\""
}

var source = """
  /// Files of the repository, held by the binary: paths below their folder, and text.
  enum \(typeName) {
    static let files: [(path: StaticString, text: StaticString)] = [

  """
for path in arguments.dropFirst(4) {
  guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
    FileHandle.standardError.write(Data("embed-files: \(path) is not UTF-8 text\n".utf8))
    exit(1)
  }
  let name = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  source += "    (\(literal(name)), \(literal(text))),\n"
}
source += "  ]\n}\n"
try source.write(toFile: arguments[3], atomically: true, encoding: .utf8)
