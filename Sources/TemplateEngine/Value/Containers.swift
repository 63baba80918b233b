// The compound values: lists, maps and records. All are immutable and shared by reference,
// so passing one to a macro or keeping it in a variable never copies its contents.

/// An immutable list.
public final class ListBox: Sendable {
  /// The items in order.
  public let items: [Value]
  /// Whether the list was written as a tuple; only its printed form differs.
  package let isTuple: Bool
  /// How many values are inside one another at most.
  let depth: Int32
  /// How many parts a walk over the whole value meets; see `Value.weight`.
  let weight: Int32

  /// Makes a list.
  public init(_ items: [Value], isTuple: Bool = false) {
    self.items = items
    self.isTuple = isTuple
    (depth, weight) = Value.extent(of: items)
  }
}

/// An immutable map that keeps the order of its keys.
public final class MapBox: Sendable {
  let table: KeyTable
  /// The values, in the order of the keys.
  public let values: [Value]
  /// How many values are inside one another at most.
  let depth: Int32
  /// How many parts a walk over the whole value meets; see `Value.weight`.
  let weight: Int32

  init(table: KeyTable, values: [Value]) {
    precondition(table.count == values.count, "a map needs one value for each key")
    self.table = table
    self.values = values
    (depth, weight) = Value.extent(of: values)
  }

  /// The keys in order.
  public var keys: [Value] { table.keys }

  /// The value of a key, or `nil`.
  public func value(of key: Value) -> Value? {
    table.position(of: key).map { values[$0] }
  }
}

/// The names of the fields of one kind of record, made once for each kind.
public final class Shape: Sendable {
  /// The name of the kind, used in messages: `Actor`.
  public let name: String
  let table: KeyTable
  /// Whether records of the shape unpack into their fields, as tuples do.
  let isTuple: Bool

  /// Makes a shape with distinct field names, in the order of a record's slots.
  public convenience init(name: String, fields: [String]) {
    self.init(name: name, fields: fields, isTuple: false)
  }

  init(name: String, fields: [String], isTuple: Bool) {
    self.name = name
    self.isTuple = isTuple
    table = KeyTable(names: fields)
    precondition(Set(fields).count == fields.count, "a shape has distinct field names")
  }

  /// The field names in the order of the slots.
  public var fields: [String] { table.names }

  /// The slot of a field, or `nil` when the shape has no such field.
  public func slot(of field: String) -> Int? {
    table.position(of: Name(field))
  }
}

/// A value with named fields: an actor, an event, a page.
public final class Record: Sendable {
  /// The kind of the record.
  public let shape: Shape
  /// The field values, in the order of the shape's fields.
  public let slots: [Value]
  /// How many values are inside one another at most.
  let depth: Int32
  /// How many parts a walk over the whole value meets; see `Value.weight`.
  let weight: Int32

  /// Makes a record; there must be one value for each field of the shape.
  public init(_ shape: Shape, _ slots: [Value]) {
    precondition(
      slots.count == shape.table.count,
      "a record of \(shape.name) needs \(shape.table.count) values, got \(slots.count)")
    self.shape = shape
    self.slots = slots
    (depth, weight) = Value.extent(of: slots)
  }

  /// The value of a field, or `nil` when the shape has no such field.
  public subscript(_ field: String) -> Value? {
    shape.slot(of: field).map { slots[$0] }
  }
}
