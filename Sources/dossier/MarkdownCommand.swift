// The command by which other programs turn Markdown into HTML, Typst and plain text, line by line.

import ArgumentParser

struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Convert Markdown for another program: JSON lines in, JSON lines out.",
    discussion: """
      Each line of standard input is an object:
        {"id": …, "markdown": "…", "profile": "dossier" or "commonmark", "lang": "fr" or "en",
         "typography": true or false, "format": "html", "typst" or "text"}
      All but "markdown" may be missing: the profile is "dossier", the language "fr", the format \
      "html"; typography is on in the profile "dossier". Raw HTML passes only in the profile \
      "commonmark". There is no dossier: a reference shows its label or its id, a citation its \
      sources, an insertion its own words. Typst comes with the definitions of the functions it \
      calls and Typst has not, so that it compiles alone.
      Each answer is {"id", "output", "diagnostics": […]} or {"id", "error": {"code", \
      "message"}}, in the order of the lines. A diagnostic has "code", "severity", "message", \
      "line", "column" and the other members of 'dossier check --format json'.

      EXAMPLES
        echo '{"markdown":"Un *mot* : « oui »."}' | dossier markdown --json
      """)

  @OptionGroup var form: LineForm

  func run() throws {
    JSONLines.serve { request throws(ToolFault) in
      let job = try MarkdownJob(request)
      let (output, diagnostics) = job.run()
      return [("output", .string(output)), ("diagnostics", .array(diagnostics))]
    }
  }
}
