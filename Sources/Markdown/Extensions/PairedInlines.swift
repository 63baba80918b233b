// Inlines that begin and end with marks of their own: strikethrough, spans in another language,
// HTML elements that the dossier lets pass. The marks are nodes until the leaf is complete; then
// two of them that fit become one node around what stands between.

import Diagnostics

/// A mark that begins or ends an inline.
struct InlineMark: Sendable {
  /// What the two marks of a pair have in common.
  enum Key: Hashable, Sendable {
    case language
    case element([UInt8])
  }

  var key: Key
  /// Whether it begins the inline.
  var isOpening: Bool
  /// The node that shows the mark as text.
  var node: Int
  /// What the node becomes: the language, or the attributes.
  var value: [UInt8]
}

extension DocumentBuilder {
  /// Pairs the marks of a leaf; marks without a partner stay text, and are reported if they are
  /// HTML.
  ///
  /// - Complexity: O(n) in marks and their siblings.
  mutating func pairMarks(_ leaf: inout LeafBuilder) {
    guard !leaf.marks.isEmpty else { return }
    var waiting: [InlineMark] = []
    var counts: [InlineMark.Key: Int] = [:]
    var unpaired: [InlineMark] = []
    // Stretches of nodes in another language, which lie in one another or apart.
    var foreign: [Range<Int>] = []
    for mark in leaf.marks {
      guard !mark.isOpening else {
        waiting.append(mark)
        counts[mark.key, default: 0] += 1
        continue
      }
      guard counts[mark.key, default: 0] > 0 else {
        unpaired.append(mark)
        continue
      }
      while let opener = waiting.popLast() {
        counts[opener.key, default: 0] -= 1
        guard opener.key == mark.key else {
          unpaired.append(opener)
          continue
        }
        if document.nodes[opener.node].parent == document.nodes[mark.node].parent {
          wrap(opener, mark, &foreign)
        } else {
          unpaired += [opener, mark]
        }
        break
      }
    }
    unpaired += waiting
    for mark in unpaired {
      guard case .element(let name) = mark.key else { continue }
      let node = document.nodes[mark.node]
      bag.add(
        .rawHTML(
          document.string(node.text), .unpaired(String(decoding: name, as: UTF8.self)),
          at: node.span))
    }
    guard !foreign.isEmpty else { return }
    foreign.sort { $0.lowerBound < $1.lowerBound }
    var next = 0
    var end = 0
    // Runs name their nodes in rising order.
    for index in leaf.runs.indices {
      let node: Int
      switch leaf.runs[index] {
      case .text(let text): node = text
      case .label(let reference): node = reference
      default: continue
      }
      while next < foreign.count, foreign[next].lowerBound <= node {
        end = max(end, foreign[next].upperBound)
        next += 1
      }
      if node < end { leaf.runs[index] = .object }
    }
  }

  /// Makes one node of two marks. Typography leaves alone what is in another language.
  private mutating func wrap(
    _ opener: InlineMark, _ closer: InlineMark, _ foreign: inout [Range<Int>]
  ) {
    wrapSiblings(from: opener.node, to: closer.node)
    switch opener.key {
    case .language:
      document.nodes[opener.node].kind = .languageSpan
      document.nodes[opener.node].text = keep(closer.value)
      // What stands inside was added behind the opener and before the closer.
      foreign.append(opener.node..<closer.node)
    case .element(let name):
      document.nodes[opener.node].kind = .element
      document.nodes[opener.node].text = keep(name)
      document.nodes[opener.node].detail = keep(opener.value)
    }
  }

  /// Makes the node of an opening mark hold what stands before the node of a closing one; the
  /// closing one shows nothing any more.
  mutating func wrapSiblings(from opener: Int, to closer: Int) {
    let first = document.nodes[opener].nextSibling
    let parent = Int(document.nodes[opener].parent)
    document.nodes[opener].text = .empty
    document.nodes[opener].nextSibling = document.nodes[closer].nextSibling
    document.nodes[opener].span = document.nodes[opener].span.union(document.nodes[closer].span)
    if document.nodes[parent].lastChild == Int32(closer) {
      document.nodes[parent].lastChild = Int32(opener)
    }
    document.nodes[closer].text = .empty
    guard first >= 0, first != Int32(closer) else { return }
    var last = first
    while true {
      document.nodes[Int(last)].parent = Int32(opener)
      let next = document.nodes[Int(last)].nextSibling
      if next < 0 || next == Int32(closer) { break }
      last = next
    }
    document.nodes[Int(last)].nextSibling = -1
    document.nodes[opener].firstChild = first
    document.nodes[opener].lastChild = last
  }
}
