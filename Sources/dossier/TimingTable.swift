// Owns the table that `build --timings` prints.

import SiteBuilder

/// What each stage of a build took, as a table for people.
enum TimingTable {
  /// The table, and a line for the whole.
  static func text(_ report: BuildReport, isFrench: Bool) -> String {
    var rows = [
      isFrench
        ? ["étape", "durée ms", "processeur ms", "octets", "mémoire Mio"]
        : ["stage", "wall ms", "CPU ms", "bytes", "peak MiB"]
    ]
    for timing in report.timings {
      rows.append([
        timing.stage.rawValue, milliseconds(timing.duration), milliseconds(timing.processorTime),
        String(timing.byteCount), String(timing.peakMemory >> 20),
      ])
    }
    let total = report.timings.reduce(
      (wall: Duration.zero, processor: Duration.zero, bytes: 0, memory: 0)
    ) {
      (
        $0.wall + $1.duration, $0.processor + $1.processorTime, $0.bytes + $1.byteCount,
        max($0.memory, $1.peakMemory)
      )
    }
    rows.append([
      isFrench ? "tout" : "all", milliseconds(total.wall), milliseconds(total.processor),
      String(total.bytes), String(total.memory >> 20),
    ])
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in rows {
      for (column, cell) in row.enumerated() {
        let blank = String(repeating: " ", count: widths[column] - cell.count)
        // Names stand left, figures right.
        text += column == 0 ? cell + blank : "  " + blank + cell
      }
      text += "\n"
    }
    return text
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return String(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
  }
}
