// The only file that sees libcmark. Its tree is made in this thread's arena, copied into a flat
// preorder array and released before the function returns.
// Source: cmark 0.30.2, `cmark.h`.

private import CArena
private import CCMark

/// One node of libcmark's tree, copied.
struct RawNode: Sendable {
  var kind: MarkdownNode.Kind
  /// A tight list.
  var flag = false
  /// Heading level, or start of an ordered list, -1 for bullets.
  var number: Int32 = 0
  /// Index behind the last node inside this one.
  var subtreeEnd: Int32 = 0
  /// Lines from 1 and byte columns from 1; 0 where libcmark knows none.
  var startLine: Int32 = 0
  var startColumn: Int32 = 0
  var endLine: Int32 = 0
  var endColumn: Int32 = 0
  /// Literal or address, in the tree's pool.
  var text: MarkdownNode.Slice = .empty
  /// Title or info string, in the tree's pool.
  var detail: MarkdownNode.Slice = .empty
}

/// What libcmark made of a text, in preorder.
struct RawTree: Sendable {
  var nodes: [RawNode] = []
  var pool: [UInt8] = []

  /// Makes a tree of what is known already.
  init(nodes: [RawNode], pool: [UInt8]) {
    self.nodes = nodes
    self.pool = pool
  }

  /// Parses a text of at most 2^30 bytes.
  ///
  /// - Complexity: O(n), no recursion.
  init(parsing bytes: [UInt8]) {
    var memory = cmark_mem(calloc: carena_calloc, realloc: carena_realloc, free: carena_free)
    nodes.reserveCapacity(bytes.count / 16 + 16)
    pool.reserveCapacity(bytes.count)
    withUnsafeMutablePointer(to: &memory) { memory in
      defer { carena_reset() }
      guard let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory) else { return }
      bytes.withUnsafeBytes { buffer in
        guard let base = buffer.bindMemory(to: CChar.self).baseAddress else { return }
        cmark_parser_feed(parser, base, buffer.count)
      }
      guard let root = cmark_parser_finish(parser) else { return }
      copy(root)
    }
  }

  private mutating func copy(_ root: OpaquePointer) {
    var open: [Int] = []
    var current = root
    while true {
      let index = nodes.count
      nodes.append(node(current))
      if let child = cmark_node_first_child(current) {
        open.append(index)
        current = child
        continue
      }
      nodes[index].subtreeEnd = Int32(nodes.count)
      while true {
        guard !open.isEmpty else { return }
        if let next = cmark_node_next(current) {
          current = next
          break
        }
        guard let parent = cmark_node_parent(current) else { return }
        current = parent
        nodes[open.removeLast()].subtreeEnd = Int32(nodes.count)
      }
    }
  }

  private mutating func node(_ pointer: OpaquePointer) -> RawNode {
    var node: RawNode
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_DOCUMENT: node = RawNode(kind: .document)
    case CMARK_NODE_BLOCK_QUOTE: node = RawNode(kind: .blockQuote)
    case CMARK_NODE_LIST:
      node = RawNode(kind: .list)
      node.flag = cmark_node_get_list_tight(pointer) != 0
      let isOrdered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      node.number = isOrdered ? cmark_node_get_list_start(pointer) : -1
    case CMARK_NODE_ITEM: node = RawNode(kind: .item)
    case CMARK_NODE_CODE_BLOCK:
      node = RawNode(kind: .codeBlock)
      node.text = keep(cmark_node_get_literal(pointer))
      node.detail = keep(cmark_node_get_fence_info(pointer))
    case CMARK_NODE_HTML_BLOCK:
      node = RawNode(kind: .htmlBlock)
      node.text = keep(cmark_node_get_literal(pointer))
    case CMARK_NODE_PARAGRAPH: node = RawNode(kind: .paragraph)
    case CMARK_NODE_HEADING:
      node = RawNode(kind: .heading)
      node.number = cmark_node_get_heading_level(pointer)
    case CMARK_NODE_THEMATIC_BREAK: node = RawNode(kind: .thematicBreak)
    case CMARK_NODE_SOFTBREAK: return RawNode(kind: .softBreak)
    case CMARK_NODE_LINEBREAK: return RawNode(kind: .lineBreak)
    case CMARK_NODE_CODE:
      node = RawNode(kind: .code)
      node.text = keep(cmark_node_get_literal(pointer))
      return node
    case CMARK_NODE_HTML_INLINE:
      node = RawNode(kind: .htmlInline)
      node.text = keep(cmark_node_get_literal(pointer))
      return node
    case CMARK_NODE_EMPH: return RawNode(kind: .emphasis)
    case CMARK_NODE_STRONG: return RawNode(kind: .strong)
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      let isLink = cmark_node_get_type(pointer) == CMARK_NODE_LINK
      node = RawNode(kind: isLink ? .link : .image)
      node.text = keep(cmark_node_get_url(pointer))
      node.detail = keep(cmark_node_get_title(pointer))
      return node
    default:
      node = RawNode(kind: .text)
      node.text = keep(cmark_node_get_literal(pointer))
      return node
    }
    node.startLine = cmark_node_get_start_line(pointer)
    node.startColumn = cmark_node_get_start_column(pointer)
    node.endLine = cmark_node_get_end_line(pointer)
    node.endColumn = cmark_node_get_end_column(pointer)
    return node
  }

  /// Copies a C string into the pool.
  private mutating func keep(_ string: UnsafePointer<CChar>?) -> MarkdownNode.Slice {
    guard let string else { return .empty }
    let start = pool.count
    let count = ccmark_length(string)
    string.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
      pool.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    }
    return MarkdownNode.Slice(start: UInt32(start), end: UInt32(pool.count))
  }
}
