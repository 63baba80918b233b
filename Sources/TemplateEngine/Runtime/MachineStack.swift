// HOT: a stack of the machine's own records. It has one owner, so that no access asks whether the
// memory is shared, and what is read in place costs no reference count.

/// A growing stack with one owner.
struct MachineStack<Element>: ~Copyable {
  private var start: UnsafeMutablePointer<Element>
  private var capacity: Int
  /// The number of elements.
  private(set) var count = 0

  /// Makes an empty stack with room for some elements.
  init(capacity: Int) {
    self.capacity = max(1, capacity)
    start = UnsafeMutablePointer<Element>.allocate(capacity: self.capacity)
  }

  deinit {
    start.deinitialize(count: count)
    start.deallocate()
  }

  /// The element at an index below the count.
  subscript(index: Int) -> Element {
    @inline(__always) unsafeAddress { UnsafePointer(start + index) }
    @inline(__always) unsafeMutableAddress { start + index }
  }

  /// The topmost element, `nil` when there is none.
  var last: Element? { count == 0 ? nil : start[count - 1] }

  /// Where the topmost element lies; the stack must hold one, and may not grow meanwhile.
  var top: UnsafeMutablePointer<Element> {
    @inline(__always) get { start + (count - 1) }
  }

  /// Puts an element on top.
  @inline(__always)
  mutating func append(_ element: consuming Element) {
    if count == capacity { grow() }
    (start + count).initialize(to: element)
    count += 1
  }

  /// Takes the topmost element away; the stack must hold one.
  @inline(__always)
  mutating func removeLast() -> Element {
    count -= 1
    return (start + count).move()
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: start, count: count)
    start.deallocate()
    start = larger
    capacity *= 2
  }
}
