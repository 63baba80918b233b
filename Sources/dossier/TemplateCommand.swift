// The commands about templates alone.

import ArgumentParser

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Work with templates: check them, render them for other programs, measure rendering.",
    subcommands: [
      TemplateCheckCommand.self, TemplateRenderCommand.self, TemplateBenchCommand.self,
    ])
}
