// Templates whose expected output was made by Jinja2 itself, see `Fixtures/jinja2-oracle.py`.

import Testing

@Suite struct JinjaTests {
  @Test(arguments: Fixture.all(in: "templates"))
  func sameOutput(_ path: String) throws {
    let fixture = try Fixture(path)
    let (output, messages) = fixture.run()
    #expect(messages == "", "\(path)")
    #expect(output == Fixture.expected(path, ".txt"), "\(path)")
  }

  @Test func enoughCases() {
    #expect(Fixture.all(in: "templates").count >= 120)
  }
}
