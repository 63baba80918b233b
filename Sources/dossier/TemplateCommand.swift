// The commands about templates alone.

import ArgumentParser

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Work with templates: render them for other programs, measure rendering.",
    subcommands: [TemplateRenderCommand.self, TemplateBenchCommand.self])
}
