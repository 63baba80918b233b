// The command that puts the shards of a build together.

import ArgumentParser
import Diagnostics
import SiteBuilder

struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the shards of a build together into one site.",
    discussion: """
      Each shard is made by 'dossier build --shard K/N' from the same files, on any machine. The \
      links between pages of different shards are checked here; the site is the one that a \
      single build makes, byte for byte.

      EXAMPLES
        dossier build --shard 1/2 --output part1
        dossier build --shard 2/2 --output part2
        dossier merge part1 part2 --output public
      """)

  @Argument(help: "The output folders of all shards, in any order.", completion: .directory)
  var shards: [String]

  @Option(
    help: ArgumentHelp("Where to write the site.", valueName: "dir"), completion: .directory)
  var output = "public"

  @Flag(
    help:
      "Write into a folder that dossier did not make: same names are replaced, other files stay.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "How many pages are worked on at once. Default: the number of cores.", valueName: "n"))
  var jobs: Int?

  @Option(help: "text for people, json for programs (one object a line).")
  var format = OutputFormat.text

  @Option(help: "The language of messages, fr or en. Default: en.")
  var lang: MessageLanguage?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("'--jobs' takes a number from 1 to 1024, not \(jobs).")
    }
  }

  func run() async throws {
    let report = await ShardMerge.run(
      shards, output: output, force: force, workerCount: jobs ?? SharedOptions.coreCount)
    try SiteRun.show(report, format: format, language: DiagnosticLanguage(lang, of: nil))
  }
}
