// The build plugin that puts text files of the repository into a target as Swift literals:
// the default theme into Presentation, the pages on diagnostics into the command.

import Foundation
import PackagePlugin

@main
struct EmbedFiles: BuildToolPlugin {
  /// The folder each target embeds, relative to the package.
  static let folders = [
    "Presentation": ("Templates", "EmbeddedTheme"),
    "Briefing": ("Scripts/briefing", "EmbeddedBriefingScripts"),
    "Preview": ("Sources/Preview/Client", "EmbeddedPreviewClient"),
    "dossier": ("Documentation/diagnostics", "EmbeddedDiagnosticPages"),
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let (folder, typeName) = Self.folders[target.name] else { return [] }
    let root = context.package.directoryURL.appending(path: folder)
    let walk = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isRegularFileKey])
    var inputs: [URL] = []
    while let file = walk?.nextObject() as? URL {
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        inputs.append(file)
      }
    }
    inputs.sort { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "\(typeName).swift")
    return [
      .buildCommand(
        displayName: "Embedding \(folder)",
        executable: try context.tool(named: "embed-files").url,
        arguments: [typeName, root.path, output.path] + inputs.map(\.path),
        inputFiles: inputs,
        outputFiles: [output])
    ]
  }
}
