// HOT: what one rendering learns for the next: where each hole of a program found its field. A program
// that is rendered ten thousand times then looks up each name once. Lives in one worker; never shared.

/// What renderings of one worker remember of one another. It changes no output.
public final class RenderMemory {
  private struct Kept {
    /// Kept alive, so that its identity means no other.
    let program: Program
    let fields: UnsafeMutablePointer<FieldMemory>
  }

  private var kept: [Kept] = []

  /// Remembers nothing yet.
  public init() {}

  deinit {
    for kept in kept { Self.free(kept.fields, of: kept.program) }
  }

  /// The memory of a program, which is the caller's until it gives it back.
  func take(_ program: Program) -> UnsafeMutablePointer<FieldMemory> {
    guard let place = kept.firstIndex(where: { $0.program === program }) else {
      return Self.make(for: program)
    }
    let fields = kept[place].fields
    kept.swapAt(place, kept.count - 1)
    kept.removeLast()
    return fields
  }

  /// Takes the memory of a program back; of two that ran one within the other one is kept.
  func give(_ fields: UnsafeMutablePointer<FieldMemory>, of program: Program) {
    if kept.contains(where: { $0.program === program }) {
      Self.free(fields, of: program)
    } else {
      kept.append(Kept(program: program, fields: fields))
    }
  }

  /// Memory for the sites of a program, of which nothing is known.
  static func make(for program: Program) -> UnsafeMutablePointer<FieldMemory> {
    let fields = UnsafeMutablePointer<FieldMemory>.allocate(capacity: max(1, program.sites.count))
    fields.initialize(repeating: FieldMemory(), count: program.sites.count)
    return fields
  }

  static func free(_ fields: UnsafeMutablePointer<FieldMemory>, of program: Program) {
    fields.deinitialize(count: program.sites.count)
    fields.deallocate()
  }
}
