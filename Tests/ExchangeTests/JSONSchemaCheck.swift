// Validates JSON against the keywords that our schema uses, and with Python's `jsonschema` where it
// can be imported.

import Exchange
import Foundation
import Testing

/// A validator of the part of JSON Schema 2020-12 that `dossier.schema.json` is written in.
enum JSONSchemaCheck {
  /// Expects that `dossier.json` agrees with `dossier.schema.json`.
  static func validate(_ files: [ExchangeFile]) throws {
    let document = try #require(files.first { $0.route == "dossier.json" })
    let schema = try #require(files.first { $0.route == "dossier.schema.json" })
    let faults = try faults(document.bytes, schema: schema.bytes)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    try validateInPython(document, schema)
  }

  /// What is wrong with a document; empty when it agrees with the schema.
  static func faults(_ document: [UInt8], schema: [UInt8]) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(document))
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(schema)) as? [String: Any])
    var faults: [String] = []
    check(value, root, at: "", definitions: root["$defs"] as? [String: Any] ?? [:], &faults)
    return faults
  }

  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "enum", "pattern", "format", "minimum",
  ]

  private static func check(
    _ value: Any, _ schema: [String: Any], at path: String, definitions: [String: Any],
    _ faults: inout [String]
  ) {
    for keyword in schema.keys where !known.contains(keyword) {
      faults.append("\(path): the schema has the unknown keyword \(keyword)")
    }
    if let reference = schema["$ref"] as? String {
      let name = String(reference.dropFirst("#/$defs/".count))
      guard let target = definitions[name] as? [String: Any] else {
        return faults.append("\(path): \(reference) leads nowhere")
      }
      check(value, target, at: path, definitions: definitions, &faults)
    }
    if let words = schema["enum"] as? [String], !words.contains(where: { $0 == value as? String }) {
      faults.append("\(path): \(value) is none of \(words)")
    }
    switch schema["type"] as? String {
    case "string":
      guard let text = value as? String else { return faults.append("\(path): not a string") }
      if let pattern = schema["pattern"] as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        faults.append("\(path): \(text) does not match \(pattern)")
      }
    case "integer", "number":
      guard let number = value as? NSNumber else { return faults.append("\(path): not a number") }
      if schema["type"] as? String == "integer", number.doubleValue != number.doubleValue.rounded()
      {
        faults.append("\(path): not an integer")
      }
      if let minimum = schema["minimum"] as? NSNumber, number.doubleValue < minimum.doubleValue {
        faults.append("\(path): below \(minimum)")
      }
    case "boolean":
      if !(value is Bool) { faults.append("\(path): not a boolean") }
    case "array":
      guard let list = value as? [Any] else { return faults.append("\(path): not a list") }
      let items = schema["items"] as? [String: Any] ?? [:]
      for (index, element) in list.enumerated() {
        check(element, items, at: "\(path)[\(index)]", definitions: definitions, &faults)
      }
    case "object":
      guard let object = value as? [String: Any] else {
        return faults.append("\(path): not an object")
      }
      let properties = schema["properties"] as? [String: Any] ?? [:]
      for key in schema["required"] as? [String] ?? [] where object[key] == nil {
        faults.append("\(path).\(key): missing")
      }
      for (key, member) in object {
        guard let property = properties[key] as? [String: Any] else {
          faults.append("\(path).\(key): not declared")
          continue
        }
        check(member, property, at: "\(path).\(key)", definitions: definitions, &faults)
      }
    default: break
    }
  }

  // MARK: - Python

  /// The judgement of a validator that is not ours, where the machine has one.
  private static func validateInPython(_ document: ExchangeFile, _ schema: ExchangeFile) throws {
    guard try python(["-c", "import jsonschema"]).status == 0 else { return }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dossier-schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in [document, schema] {
      try Data(file.bytes).write(to: folder.appendingPathComponent(file.route))
    }
    let script = """
      import json, sys, jsonschema
      document, schema = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
      validator = jsonschema.Draft202012Validator
      validator.check_schema(schema)
      faults = [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(document)]
      print("\\n".join(faults))
      sys.exit(1 if faults else 0)
      """
    let paths = [document, schema].map { folder.appendingPathComponent($0.route).path }
    let result = try python(["-c", script] + paths)
    #expect(result.status == 0, "\(result.output)")
  }

  private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
