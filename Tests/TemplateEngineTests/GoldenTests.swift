// Fixtures whose expected text is our own: hostile values in every context, and messages.

import TestSupport
import Testing

@Suite struct GoldenTests {
  /// The output and, where there are any, the messages.
  @Test(arguments: Fixture.all(in: "escaping") + Fixture.all(in: "errors") + Fixture.all(in: "own"))
  func golden(_ path: String) throws {
    let (output, messages) = try Fixture(path).run()
    let text = messages.isEmpty ? output : output + "\n=== messages\n" + messages
    try Golden.expect(
      text, equalsFileAt: Fixture.folder + "/Fixtures/" + path.dropLast(3) + ".txt")
  }
}
