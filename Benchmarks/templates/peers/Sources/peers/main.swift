// Renders and times templates with Stencil or swift-mustache: the JSON lines of
// `dossier template bench --json`, with `"engine": "stencil"` or `"mustache"`.

import Foundation
import Mustache
import Stencil

struct Fault: Error {
  let message: String
}

/// The five characters of HTML as references, for Stencil, which escapes nothing by itself.
func escape(_ value: Any?) -> Any? {
  guard let text = value as? String else { return value }
  var out = ""
  out.reserveCapacity(text.utf8.count + 16)
  for character in text.unicodeScalars {
    switch character {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&#34;"
    case "'": out += "&#39;"
    default: out.unicodeScalars.append(character)
    }
  }
  return out
}

/// A closure that renders once.
func renderer(_ request: [String: Any]) throws -> () throws -> String {
  guard let files = request["files"] as? [String: String], let entry = request["entry"] as? String,
    let context = request["context"] as? [String: Any], let engine = request["engine"] as? String
  else { throw Fault(message: "the request is not as agreed") }
  switch engine {
  case "stencil":
    let filters = Stencil.Extension()
    filters.registerFilter("e", filter: escape)
    let environment = Environment(
      loader: DictionaryLoader(templates: files), extensions: [filters],
      trimBehaviour: .nothing)
    let template = try environment.loadTemplate(name: entry)
    return { try template.render(context) }
  case "mustache":
    var templates: [String: MustacheTemplate] = [:]
    for (name, source) in files {
      templates[String(name.split(separator: ".")[0])] = try MustacheTemplate(string: source)
    }
    let library = MustacheLibrary(templates: templates)
    let name = String(entry.split(separator: ".")[0])
    return {
      guard let text = library.render(context, withTemplate: name) else {
        throw Fault(message: "there is no template \(name)")
      }
      return text
    }
  default: throw Fault(message: "there is no engine \(engine)")
  }
}

/// JSON numbers and booleans as Swift values, so that engines print and test them as such.
func plain(_ value: Any) -> Any {
  switch value {
  case let number as NSNumber:
    if isBoolean(number) { return number.boolValue }
    return number.intValue
  case let list as [Any]: return list.map(plain)
  case let map as [String: Any]: return map.mapValues(plain)
  default: return value
  }
}

func isBoolean(_ number: NSNumber) -> Bool {
  String(cString: number.objCType) == "c"
}

/// The time of one render, measured over at least 50 ms.
func measure(_ render: () throws -> String) throws -> Double {
  let clock = ContinuousClock()
  var size = 1
  while true {
    let start = clock.now
    for _ in 0..<size { _ = try render() }
    let elapsed = clock.now - start
    if elapsed >= .milliseconds(50) {
      let (seconds, attoseconds) = elapsed.components
      return (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(size)
    }
    size *= 2
  }
}

while let line = readLine() {
  var answer: [String: Any] = [:]
  do {
    guard var request = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    else { throw Fault(message: "a line holds one object") }
    request["context"] = plain(request["context"] ?? [:])
    let render = try renderer(request)
    answer["output"] = try render()
    answer["ns_per_render"] = try measure(render)
  } catch {
    answer["error"] = "\(error)"
  }
  FileHandle.standardOutput.write(try JSONSerialization.data(withJSONObject: answer))
  FileHandle.standardOutput.write(Data("\n".utf8))
}
