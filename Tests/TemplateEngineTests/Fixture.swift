// A fixture: a JSON head with the context, a line `---`, and a template. The head may hold
// `$files` (other templates by name), `$name` (the entry's name) and `$records` (a field list
// by name: maps under that name become records).

import Diagnostics
import Glibc
import TemplateEngine

/// One fixture file, compiled and rendered on demand.
struct Fixture {
  let name: String
  var context: [(String, Value)] = []
  private var files: [(name: String, bytes: [UInt8])] = []
  let entry: String

  static let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }

  init(_ path: String) throws {
    name = path
    let bytes = try readFile(Self.folder + "/Fixtures/" + path)
    let marker = Array("\n---\n".utf8)
    var split = 0
    while split + marker.count <= bytes.count, !bytes[split...].starts(with: marker) { split += 1 }
    let head = try JSONReader.read(Array(bytes[..<split]))
    var entry = "main.html"
    if case .map(let map) = head {
      for (key, value) in zip(map.keys, map.values) {
        guard let key = key.stringValue else { continue }
        switch key {
        case "$files":
          guard case .map(let others) = value else { continue }
          for (name, source) in zip(others.keys, others.values) {
            if let name = name.stringValue, let text = source.stringValue {
              files.append((name, Array(text.utf8)))
            }
          }
        case "$name": entry = value.stringValue ?? entry
        default: context.append((key, value))
        }
      }
    }
    self.entry = entry
    files.insert((entry, Array(bytes[(split + marker.count)...])), at: 0)
  }

  /// The template itself.
  var template: [UInt8] { files[0].bytes }

  /// All files, with another template.
  func sources(replacing template: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    [(entry, template)] + files.dropFirst()
  }

  /// The output, or all diagnostics as they are shown.
  func run(_ environment: Environment = Environment()) -> (output: String, messages: String) {
    let (output, map, bag) = rendered(environment)
    let renderer = DiagnosticRenderer(sources: map)
    let messages = bag.sorted(by: map).map { renderer.render($0) }.joined(separator: "\n")
    return (output, messages)
  }

  /// All diagnostics.
  func diagnostics() -> [Diagnostic] {
    let (_, map, bag) = rendered(Environment())
    return bag.sorted(by: map)
  }

  private func rendered(
    _ environment: Environment
  ) -> (output: String, map: SourceMap, bag: DiagnosticBag) {
    var map = SourceMap()
    var bag = DiagnosticBag()
    let sources = files.map { file in
      (name: file.name, source: map.add(path: file.name, bytes: file.bytes))
    }
    let set = environment.compile(sources, in: map, into: &bag)
    var out = OutputBuffer()
    if let template = set.template(entry), !bag.hasErrors {
      do throws(Diagnostic) {
        try template.render(context, into: &out, warnings: &bag)
      } catch {
        bag.add(error)
      }
    }
    return (String(decoding: out.bytes, as: UTF8.self), map, bag)
  }

  /// The names of the fixtures in a folder.
  static func all(in folder: String) -> [String] {
    listFolder(Self.folder + "/Fixtures/" + folder).filter { $0.hasSuffix(".j2") }.sorted()
      .map { folder + "/" + $0 }
  }

  /// The expected text beside a fixture, or `nil`.
  static func expected(_ path: String, _ ending: String) -> String? {
    let bytes = try? readFile(folder + "/Fixtures/" + path.dropLast(3) + ending)
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// How many mutants each fixture gets; `MUTATIONS=500` looks longer.
  static var mutationRounds: Int {
    getenv("MUTATIONS").flatMap { Int(String(cString: $0)) } ?? 12
  }

  static var updatesGolden: Bool { getenv("UPDATE_GOLDEN") != nil }

  static func write(_ text: String, _ path: String, _ ending: String) {
    writeFile(text, folder + "/Fixtures/" + path.dropLast(3) + ending)
  }
}

func writeFile(_ text: String, _ path: String) {
  guard let file = fopen(path, "w") else { return }
  let bytes = Array(text.utf8)
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

struct FileFault: Error {
  let path: String
}

func readFile(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw FileFault(path: path) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes.append(contentsOf: chunk[..<count])
  }
}

func listFolder(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}
