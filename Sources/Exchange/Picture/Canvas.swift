// Owns drawing: rectangles and filled outlines with smooth edges, in whole numbers only, so that a
// picture has the same bytes on every machine.

/// A picture of up to 16 colours in the making.
///
/// A shape is drawn in an ink: a run of colours from the paper to the full ink, and the share of a
/// pixel that the shape covers chooses among them.
struct Canvas {
  /// The colours of a run, from the faintest to the full ink; indices of the palette.
  struct Ink {
    let first: UInt8
    let count: UInt8
  }

  let width: Int
  let height: Int
  /// One index of the palette a pixel, row by row.
  private(set) var pixels: [UInt8]

  /// Lines a pixel is sampled on, and the units of a pixel along a line.
  private static let lines = 8
  private static let units = 64

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    pixels = [UInt8](repeating: 0, count: width * height)
  }

  /// Fills a rectangle with the full ink.
  mutating func fill(x: Int, y: Int, width: Int, height: Int, _ ink: Ink) {
    let columns = max(0, x)..<max(0, min(self.width, x + width))
    for row in max(0, y)..<max(0, min(self.height, y + height)) {
      for column in columns { pixels[row * self.width + column] = ink.first + ink.count - 1 }
    }
  }

  /// Writes a line of text, whose letters stand on `baseline`, `size` pixels to the em.
  mutating func write(
    _ text: some StringProtocol, x: Int, baseline: Int, size: Int, _ lettering: Lettering,
    _ ink: Ink
  ) {
    var pen = 0
    for scalar in text.unicodeScalars {
      guard let glyph = lettering.glyph(scalar) else { continue }
      draw(
        edges(
          lettering.segments(of: glyph), x: x * Self.units + pen * size * Self.units / 1000,
          baseline: baseline, size: size), ink)
      pen += glyph.advance
    }
  }

  // MARK: - Outlines

  /// A side of an outline, from its upper to its lower end; `y` in lines, `x` in units.
  private struct Edge {
    let top: (x: Int, y: Int)
    let bottom: (x: Int, y: Int)
    let direction: Int
  }

  /// The sides of an outline; curves are cut into eight.
  ///
  /// `y` is held in 64 parts of a line until the crossing with a line is asked for.
  private func edges(
    _ segments: [Lettering.Segment], x: Int, baseline: Int, size: Int
  ) -> [Edge] {
    var edges: [Edge] = []
    var start = (x: 0, y: 0)
    var current = (x: 0, y: 0)
    func place(_ px: Int, _ py: Int) -> (x: Int, y: Int) {
      (
        x: x + px * size * Self.units / 1000,
        y: baseline * Self.lines * Self.units - py * size * Self.lines * Self.units / 1000
      )
    }
    func line(to end: (x: Int, y: Int)) {
      if current.y < end.y {
        edges.append(Edge(top: current, bottom: end, direction: 1))
      } else if current.y > end.y {
        edges.append(Edge(top: end, bottom: current, direction: -1))
      }
      current = end
    }
    for segment in segments {
      switch segment {
      case .move(let px, let py):
        line(to: start)
        start = place(px, py)
        current = start
      case .line(let px, let py): line(to: place(px, py))
      case .curve(let cx, let cy, let px, let py):
        let from = current
        let control = place(cx, cy)
        let end = place(px, py)
        for step in 1...8 {
          let far = step
          let near = 8 - step
          line(
            to: (
              x: (near * near * from.x + 2 * near * far * control.x + far * far * end.x) / 64,
              y: (near * near * from.y + 2 * near * far * control.y + far * far * end.y) / 64
            ))
        }
      }
    }
    line(to: start)
    return edges
  }

  /// Fills what the sides enclose, by the rule of the winding number.
  private mutating func draw(_ edges: [Edge], _ ink: Ink) {
    guard let top = edges.map(\.top.y).min(), let bottom = edges.map(\.bottom.y).max() else {
      return
    }
    let rowUnits = Self.lines * Self.units
    var coverage = [Int](repeating: 0, count: width)
    for row in max(0, top / rowUnits)..<max(0, min(height, bottom / rowUnits + 1)) {
      var range = 0..<0
      for line in 0..<Self.lines {
        // The middle of the line.
        let y = (row * Self.lines + line) * Self.units + Self.units / 2
        var crossings: [(x: Int, direction: Int)] = []
        for edge in edges where edge.top.y <= y && y < edge.bottom.y {
          let height = edge.bottom.y - edge.top.y
          let x = edge.top.x + (edge.bottom.x - edge.top.x) * (y - edge.top.y) / height
          crossings.append((x, edge.direction))
        }
        crossings.sort { $0.x == $1.x ? $0.direction < $1.direction : $0.x < $1.x }
        var winding = 0
        for (index, crossing) in crossings.enumerated() {
          winding += crossing.direction
          guard winding != 0, index + 1 < crossings.count else { continue }
          cover(from: crossing.x, to: crossings[index + 1].x, in: &coverage, &range)
        }
      }
      apply(coverage, range, row: row, ink)
      for column in range { coverage[column] = 0 }
    }
  }

  /// Adds the units of a stretch to the pixels it lies on.
  private func cover(
    from start: Int, to end: Int, in coverage: inout [Int], _ range: inout Range<Int>
  ) {
    var x = max(0, start)
    let end = min(end, width * Self.units)
    guard x < end else { return }
    let first = x / Self.units
    let last = (end - 1) / Self.units
    range =
      min(
        range.isEmpty ? first : range.lowerBound, first)..<max(
        range.isEmpty ? 0 : range.upperBound, last + 1)
    while x < end {
      let pixel = x / Self.units
      let next = min(end, (pixel + 1) * Self.units)
      coverage[pixel] += next - x
      x = next
    }
  }

  private mutating func apply(_ coverage: [Int], _ range: Range<Int>, row: Int, _ ink: Ink) {
    let full = Self.lines * Self.units
    for column in range where coverage[column] > 0 {
      let step = (min(full, coverage[column]) * Int(ink.count) + full / 2) / full
      guard step > 0 else { continue }
      let index = row * width + column
      pixels[index] = max(pixels[index], ink.first + UInt8(step) - 1)
    }
  }
}
