// The records of the running machine: calls, loops, namespaces, remembered fields.

/// A call that is running.
struct Frame {
  let unit: Int32
  /// Where the caller goes on.
  let returnPlace: Int32
  /// The instruction that called.
  let callPlace: Int32
  /// The first local variable on the stack.
  let base: Int
  /// Which parameters were given, bit by bit.
  var given: UInt32 = .max
  /// Where the output of the call begins when it becomes a value, or -1.
  var captureMark = -1
  /// Whether the output is thrown away (an imported template runs for its definitions).
  var discardsOutput = false
  /// The context to go back to, or -1.
  var savedContext: Int32 = -1
  /// How many changes of context variables to keep; later ones are undone.
  var undoMark: Int
  /// The number of loops that were running when the call began.
  let loopMark: Int
  /// How often a recursive loop called itself.
  var recursion: Int32 = 0
}

/// A loop that is running.
struct LoopState {
  let items: [Value]
  var index = -1
  let serial: Int32
  let recursion: Int32
  var lastChanged: [Value]?
}

/// The fields of a namespace: few are found by looking at each, many by a hash.
struct NamespaceEntries {
  private var entries: [(key: [UInt8], value: Value)] = []
  private var index: [[UInt8]: Int] = [:]

  subscript(_ key: [UInt8]) -> Value? {
    get { place(of: key).map { entries[$0].value } }
    set {
      guard let newValue else { return }
      if let place = place(of: key) {
        entries[place].value = newValue
        return
      }
      entries.append((key, newValue))
      if entries.count == 9 {
        for (place, entry) in entries.enumerated() { index[entry.key] = place }
      } else if entries.count > 9 {
        index[key] = entries.count - 1
      }
    }
  }

  /// The keys in the order in which they were set first.
  var keys: [[UInt8]] { entries.map(\.key) }

  private func place(of key: [UInt8]) -> Int? {
    index.isEmpty ? entries.firstIndex { $0.key == key } : index[key]
  }
}

/// Where a field was found the last time it was read.
struct FieldMemory {
  /// The table it was found in, kept alive so that its identity means no other.
  private(set) var table: KeyTable?
  /// The table again, for comparisons that count no reference.
  private(set) var identity: ObjectIdentifier?
  private(set) var slot = 0

  init() {}

  init(table: KeyTable, slot: Int) {
    self.table = table
    identity = ObjectIdentifier(table)
    self.slot = slot
  }
}

/// A change of a context variable to be undone.
struct ContextChange {
  let variable: Int32
  let value: Value
}
