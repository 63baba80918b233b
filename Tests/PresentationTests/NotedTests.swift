// What pages share must tell what it was made from: a page that shows a link made for another page rests
// on the same records.

import DossierModel
import Testing

@testable import Presentation

@Suite struct NotedTests {
  /// A new value that pages share is `Noted`, or follows from its key alone and is named here.
  @Test func sharedValuesTellWhatTheyRestOn() {
    let plain: Set<String> = ["identity", "folder", "signs"]
    for child in Mirror(reflecting: PageMemory()).children {
      let name = child.label ?? ""
      let type = String(describing: Swift.type(of: child.value))
      #expect(plain.contains(name) || type.contains("Noted<"), "`\(name)` is `\(type)`")
    }
  }

  /// Whoever takes a value reads what it was made from; logs lie within one another.
  @Test func takingIsReading() {
    let first = Facet.computed(1)
    let second = Facet.computed(2)
    var noted: Noted<Int>?
    let maker = ReadLog.reads {
      ReadLog.note(first)
      noted = Noted {
        ReadLog.note(second)
        return 7
      }
    }
    #expect(maker.reads == Facets([first, second]))
    let taker = ReadLog.reads { noted?.take() }
    #expect(taker.result == 7)
    #expect(taker.reads == Facets([second]))
    #expect(noted?.take() == 7)
    func nest(_ depth: Int) {
      if depth == 0 { return ReadLog.note(first) }
      _ = Noted { nest(depth - 1) }
    }
    let deep = ReadLog.reads { nest(40) }
    #expect(deep.reads == Facets([first]))
    #expect(ReadLog.reads {}.reads == Facets([]))
  }
}
