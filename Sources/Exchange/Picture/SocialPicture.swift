// Owns the picture of a dossier that platforms show beside a link to it: its title, what it is, the
// day it was closed, and its events month by month.

/// The picture of a dossier.
package enum SocialPicture {
  /// The size that platforms ask for.
  package static let width = 1200
  package static let height = 630

  /// What stands on the picture.
  package struct Content: Sendable {
    /// The title, in up to four lines.
    let title: String
    /// What the title leaves open.
    let subtitle: String?
    /// A line at the foot.
    let foot: String
    /// The number of events of each month, from the first month to the last.
    let months: [Int]

    /// Makes a content.
    package init(title: String, subtitle: String?, foot: String, months: [Int]) {
      self.title = title
      self.subtitle = subtitle
      self.foot = foot
      self.months = months
    }
  }

  /// Paper, seven steps to ink, four to grey, four to the accent: the colours of the theme in light.
  private static let palette: [UInt32] =
    [0xFBFAF7] + ramp(0x1D1D1F, steps: 7) + ramp(0x55524C, steps: 4) + ramp(0x8A1C2B, steps: 4)
  private static let ink = Canvas.Ink(first: 1, count: 7)
  private static let grey = Canvas.Ink(first: 8, count: 4)
  private static let accent = Canvas.Ink(first: 12, count: 4)
  private static let margin = 80

  /// Colours in even steps from the paper, left out, to a colour.
  private static func ramp(_ colour: UInt32, steps: UInt32) -> [UInt32] {
    (1...steps).map { step in
      [16, 8, 0].reduce(UInt32(0)) { result, shift in
        let paper = UInt32(0xFBFAF7) >> shift & 0xFF
        let full = colour >> shift & 0xFF
        return result | ((paper * (steps - step) + full * step) / steps) << shift
      }
    }
  }

  /// Returns the picture as PNG.
  package static func png(_ content: Content, _ lettering: Lettering) -> [UInt8] {
    var canvas = Canvas(width: width, height: height)
    canvas.fill(x: margin, y: 72, width: 96, height: 10, accent)
    let room = width - 2 * margin
    var size = 92
    var lines = broken(content.title, size: size, width: room, lettering)
    while size > 52, lines.count > 2 {
      size -= 8
      lines = broken(content.title, size: size, width: room, lettering)
    }
    var baseline = 84 + size + size / 4
    for line in lines.prefix(4) {
      canvas.write(line, x: margin, baseline: baseline, size: size, lettering, ink)
      baseline += size + size / 6
    }
    if let subtitle = content.subtitle {
      // The last line of the title moved the pen by more than a smaller line needs.
      baseline -= size / 4
      for line in broken(subtitle, size: 40, width: room, lettering).prefix(2)
      where baseline < 440 {
        canvas.write(line, x: margin, baseline: baseline, size: 40, lettering, grey)
        baseline += 50
      }
    }
    draw(content.months, on: &canvas)
    let foot = broken(content.foot, size: 30, width: room, lettering).first ?? ""
    canvas.write(foot, x: margin, baseline: 582, size: 30, lettering, grey)
    return PNG.encode(
      canvas.pixels, width: width, height: height, palette: palette, title: content.title)
  }

  /// Draws a bar a month on a line; of more months than there is room for, several share a bar.
  private static func draw(_ months: [Int], on canvas: inout Canvas) {
    let room = width - 2 * margin
    canvas.fill(x: margin, y: 528, width: room, height: 2, grey)
    guard !months.isEmpty else { return }
    let share = (months.count + 129) / 130
    let counts = stride(from: 0, to: months.count, by: share).map { start in
      months[start..<min(months.count, start + share)].reduce(0, +)
    }
    let step = room / counts.count
    let most = max(1, counts.max() ?? 1)
    for (index, count) in counts.enumerated() where count > 0 {
      let tall = max(6, 64 * count / most)
      canvas.fill(
        x: margin + index * room / counts.count, y: 528 - tall,
        width: max(3, min(28, step - 4)), height: tall, accent)
    }
  }

  /// A text in lines that fit; a word that is too long is cut.
  private static func broken(
    _ text: String, size: Int, width: Int, _ lettering: Lettering
  ) -> [String] {
    let limit = width * 1000 / size
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      while lettering.width(of: word) > limit, word.count > 1 { word.removeLast() }
      let longer = line.isEmpty ? word : line + " " + word
      if lettering.width(of: longer) <= limit {
        line = longer
      } else {
        lines.append(line)
        line = word
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
