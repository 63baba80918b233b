// One left-to-right pass over the text of a leaf, on its UTF-8 bytes: the state both languages
// share, and the questions rules ask about what stands before and after. Stretches that no rule
// touches are found by a table of byte classes and copied at once. // HOT

/// Scalars the rules name.
enum Sign {
  static let space: UInt32 = 0x20
  static let lineFeed: UInt32 = 0x0A
  static let noBreak: UInt32 = 0xA0
  static let narrow: UInt32 = 0x202F
  static let apostrophe: UInt32 = 0x2019
  static let openGuillemet: UInt32 = 0xAB
  static let closeGuillemet: UInt32 = 0xBB
  static let openQuote: UInt32 = 0x201C
  static let closeQuote: UInt32 = 0x201D
  static let openSingle: UInt32 = 0x2018
  static let ellipsis: UInt32 = 0x2026
  static let enDash: UInt32 = 0x2013
  static let emDash: UInt32 = 0x2014
  static let degree: UInt32 = 0xB0
  static let euro: UInt32 = 0x20AC
}

/// Bytes that grow, outside the reach of reference counting; one is used for many leaves.
final class ByteSink {
  fileprivate(set) var bytes: UnsafeMutablePointer<UInt8>
  fileprivate(set) var capacity: Int

  /// Makes a sink.
  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    bytes = .allocate(capacity: self.capacity)
  }

  deinit { bytes.deallocate() }

  /// Makes room for a number of bytes, of which the first `count` are kept.
  func grow(to wanted: Int, keeping count: Int) {
    guard wanted > capacity else { return }
    let larger = max(wanted, capacity * 2)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = moved
    capacity = larger
  }
}

/// The state of one pass.
struct TypesettingPass {
  /// What a straight quotation mark turns out to be.
  enum QuoteRole: UInt8 {
    case none, open, close, apostrophe
  }

  let input: UnsafePointer<UInt8>
  let count: Int
  let emitsMarks: Bool
  /// Whether there may be an `oe`.
  let mayHoldLigature: Bool
  var index = 0
  /// Bytes of the input from here to `index` go out as they are, but have not been copied yet.
  var pending = 0
  /// Up to here a blank is looked at even if a small letter follows.
  var care = 0
  private let sink: ByteSink
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var outCount = 0
  /// Guillemets open at this place.
  var quoteDepth = 0
  private let cuts: UnsafeBufferPointer<Int>
  private var outCuts: UnsafeMutableBufferPointer<Int>
  private var cutIndex = 0
  private var roles: [(position: Int, role: QuoteRole)] = []
  private var hasRoles = false
  /// Guillemets inside other quotation marks, in rising order; nil until they are asked for.
  private var innerGuillemets: [Int]?

  /// Makes a pass.
  ///
  /// - Parameters:
  ///   - input: Valid UTF-8 without the marks of this module.
  ///   - cuts: Offsets in rising order; the same places of the result are put into `outCuts`.
  init(
    _ input: UnsafeBufferPointer<UInt8>, cuts: UnsafeBufferPointer<Int>,
    outCuts: UnsafeMutableBufferPointer<Int>, emitsMarks: Bool, sink: ByteSink
  ) {
    count = input.count
    sink.grow(to: input.count + input.count / 8 + 64, keeping: 0)
    self.sink = sink
    bytes = sink.bytes
    capacity = sink.capacity
    // An empty buffer may have no address; nothing of it is read then.
    self.input = input.baseAddress ?? UnsafePointer(sink.bytes)
    mayHoldLigature = ByteScan.holdsPair(
      UInt8(ascii: "o"), UInt8(ascii: "e"), in: self.input, count: input.count)
    self.cuts = cuts
    self.outCuts = outCuts
    self.emitsMarks = emitsMarks
  }

  /// Runs to the end of the input and returns the length of the result, which is in the sink.
  mutating func run(_ language: MarkdownLanguage) -> Int {
    while true {
      recordCuts()
      guard index < count else { break }
      let before = index
      switch language {
      case .fr: frenchRun()
      case .en: englishRun()
      }
      precondition(index > before, "a step of the typography consumes something")
    }
    flush()
    return outCount
  }

  private mutating func recordCuts() {
    while cutIndex < cuts.count, cuts[cutIndex] <= index {
      outCuts[cutIndex] = outCount + (index - pending)
      cutIndex += 1
    }
  }

  /// The start of the text node at the current place.
  var runStart: Int { cutIndex > 0 ? cuts[cutIndex - 1] : 0 }

  /// The end of the text node at the current place: patterns do not cross it.
  var runEnd: Int { cutIndex < cuts.count ? cuts[cutIndex] : count }

  // MARK: - Output

  /// The bytes written so far; complete only behind `flush`.
  var out: UnsafePointer<UInt8> { UnsafePointer(bytes) }

  private mutating func makeRoom(_ more: Int) {
    guard outCount + more > capacity else { return }
    sink.grow(to: outCount + more, keeping: outCount)
    bytes = sink.bytes
    capacity = sink.capacity
  }

  /// Copies what is pending.
  @inline(__always)
  mutating func flush() {
    let length = index - pending
    guard length > 0 else { return }
    makeRoom(length)
    (bytes + outCount).update(from: input + pending, count: length)
    outCount += length
    pending = index
  }

  /// Goes on behind bytes that are not copied.
  mutating func skip(to end: Int) {
    flush()
    index = end
    pending = end
  }

  /// Copies everything up to an offset, at the latest with the next `flush`.
  mutating func copy(to end: Int) { index = end }

  /// Writes a scalar.
  mutating func emit(_ scalar: UInt32) {
    flush()
    makeRoom(4)
    let end = bytes + outCount
    if scalar < 0x80 {
      end[0] = UInt8(truncatingIfNeeded: scalar)
      outCount += 1
    } else if scalar < 0x800 {
      end[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      end[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      outCount += 2
    } else {
      // No rule writes beyond the basic plane.
      end[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      end[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      end[2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      outCount += 3
    }
  }

  /// Writes a scalar in place of the input up to an offset.
  mutating func replace(to end: Int, _ scalar: UInt32) {
    emit(scalar)
    index = end
    pending = end
  }

  /// Writes a superscript.
  mutating func emitSuperscript(_ text: StaticString) {
    if emitsMarks { emit(TypographicMark.superscriptStart) }
    for offset in 0..<text.utf8CodeUnitCount { emit(UInt32(text.utf8Start[offset])) }
    if emitsMarks { emit(TypographicMark.superscriptEnd) }
  }

  // MARK: - Looking around

  /// The byte at an offset of the input; 0 outside.
  @inline(__always)
  func byte(_ position: Int) -> UInt8 {
    position >= 0 && position < count ? input[position] : 0
  }

  /// The scalar at an offset of the input; 0 outside.
  func at(_ position: Int) -> UInt32 {
    guard position >= 0, position < count else { return 0 }
    return input[position] < 0x80
      ? UInt32(input[position]) : Self.decode(input, position, count).scalar
  }

  /// The offset behind the scalar at an offset.
  func next(_ position: Int) -> Int {
    guard position < count else { return position }
    return position + Self.decode(input, position, count).length
  }

  /// The scalar before an offset of the input; 0 at the start.
  func before(_ position: Int) -> UInt32 { Self.decodeBackward(input, position).scalar }

  @inline(__always)
  private static func decode(
    _ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int
  ) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    let left = count - index
    if first < 0xE0, left >= 2 {
      return ((first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
    }
    if first < 0xF0, left >= 3 {
      return (
        (first & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
          | UInt32(bytes[index + 2] & 0x3F), 3
      )
    }
    if left >= 4 {
      return (
        (first & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
          | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F), 4
      )
    }
    return (0xFFFD, 1)
  }

  private static func decodeBackward(
    _ bytes: UnsafePointer<UInt8>, _ end: Int
  ) -> (scalar: UInt32, length: Int) {
    guard end > 0 else { return (0, 0) }
    var start = end - 1
    while start > 0, end - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return (decode(bytes, start, end).scalar, end - start)
  }

  /// Walks the output backward from an offset, marks left out: the scalar and where it starts.
  func written(before position: Int) -> (scalar: UInt32, start: Int) {
    var position = position
    while position > 0 {
      let (scalar, length) = Self.decodeBackward(out, position)
      position -= length
      if !Self.isMark(scalar) { return (scalar, position) }
    }
    return (0, 0)
  }

  /// The scalar of the output before an offset and where it starts; 0 at the start.
  func scalar(before position: Int) -> (scalar: UInt32, start: Int) {
    guard position > 0 else { return (0, 0) }
    let (scalar, length) = Self.decodeBackward(out, position)
    return (scalar, position - length)
  }

  /// The last scalar of the output that is not a mark; 0 at the start. Only behind `flush`.
  var previous: UInt32 { written(before: outCount).scalar }

  /// The last word of the output: what stands before the current place back to a space, an
  /// opening bracket, an apostrophe or a guillemet. Only behind `flush`.
  var previousWord: WordKey { previousWord(before: outCount) }

  /// The word of the output that ends at an offset.
  func previousWord(before end: Int) -> WordKey {
    var key: WordKey = 0
    var length = 0
    var position = end
    while position > 0 {
      let last = out[position - 1]
      if last < 0x80 {
        if last <= 0x20, last == 0x20 || last == 0x0A || last == 0x09 || last == 0 { break }
        if last == 0x28 || last == 0x5B { break }
        position -= 1
        length += 1
        key = key << 8 | WordKey(last)
      } else {
        let (scalar, count) = Self.decodeBackward(out, position)
        if Self.isMark(scalar) {
          position -= count
          continue
        }
        if Self.isSpace(scalar) || scalar == Sign.apostrophe || scalar == Sign.openGuillemet
          || scalar == Sign.openQuote
        {
          break
        }
        for offset in 1...count { key = key << 8 | WordKey(out[position - offset]) }
        position -= count
        length += count
      }
      if length > 16 { return 0 }
    }
    return key
  }

  /// The key of a stretch of the input; 0 if it is longer than 16 bytes.
  func word(_ start: Int, _ end: Int) -> WordKey {
    guard end - start <= 16 else { return 0 }
    var key: WordKey = 0
    var position = end
    while position > start {
      position -= 1
      key = key << 8 | WordKey(input[position])
    }
    return key
  }

  /// The key of a stretch of the input in small letters; 0 if it is longer than 16 bytes.
  func loweredWord(_ start: Int, _ end: Int) -> WordKey {
    guard end - start <= 16 else { return 0 }
    var key: WordKey = 0
    var position = end
    while position > start {
      position -= 1
      key = key << 8 | WordKey(lowered(position))
    }
    return key
  }

  /// The key of at most 16 bytes of the input from an offset, in small letters.
  func loweredPrefix(_ start: Int) -> WordKey { loweredWord(start, min(start + 16, count)) }

  /// The byte at an offset of the input, as it is in the small letter.
  func lowered(_ position: Int) -> UInt8 {
    let byte = input[position]
    if byte >= 0x41, byte <= 0x5A { return byte | 0x20 }
    guard byte >= 0x80, byte < 0xC0, position > 0 else { return byte }
    let lead = input[position - 1]
    if lead == 0xC3, byte <= 0x9E, byte != 0x97 { return byte | 0x20 }
    return lead == 0xC5 && byte == 0x92 ? 0x93 : byte
  }

  /// How many bytes rules look ahead: no rule wants more, and text cut into many nodes stays
  /// linear.
  private static let reach = 128

  /// The offset behind the letters at an offset.
  func wordEnd(_ start: Int) -> Int {
    var end = start
    let limit = min(count, start + Self.reach)
    while end < limit {
      let byte = input[end]
      if byte < 0x80 {
        let lower = byte | 0x20
        guard lower >= 0x61, lower <= 0x7A else { break }
        end += 1
      } else {
        let (scalar, length) = Self.decode(input, end, count)
        guard Self.isLetter(scalar) else { break }
        end += length
      }
    }
    return end
  }

  /// The offset behind the digits at an offset.
  func digitsEnd(_ start: Int) -> Int {
    var end = start
    let limit = min(count, start + Self.reach)
    while end < limit, input[end] >= 0x30, input[end] <= 0x39 { end += 1 }
    return end
  }

  /// The offset of the first scalar that is no blank, line feeds not skipped.
  func blanksEnd(_ start: Int) -> Int {
    var end = start
    let limit = min(count, start + Self.reach)
    while end < limit {
      if input[end] == 0x20 {
        end += 1
        continue
      }
      guard input[end] >= 0x80 else { break }
      let (scalar, length) = Self.decode(input, end, count)
      guard Self.isBlank(scalar) else { break }
      end += length
    }
    return end
  }

  /// The offset behind blanks and at most one line feed, which is a space too; an empty line is not.
  func spacesEnd(_ start: Int) -> Int {
    let end = blanksEnd(start)
    guard end < count, byte(end) == 0x0A else { return end }
    let next = blanksEnd(end + 1)
    return next < count && byte(next) == 0x0A ? end : next
  }

  /// The last scalar of the output that is not a mark, spaces left out where another text node
  /// begins: what stands between the two nodes, such as the call of a note, shows nothing here.
  var previousBehindCall: (scalar: UInt32, start: Int) {
    var (scalar, start) = written(before: outCount)
    guard index == runStart else { return (scalar, outCount) }
    var end = outCount
    var left = 8
    while left > 0, Self.isBlank(scalar) {
      end = start
      (scalar, start) = written(before: start)
      left -= 1
    }
    return (scalar, end)
  }

  /// Whether the input has a text at an offset.
  func has(_ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where input[start + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether what is written ends with a text.
  func endsWith(_ text: StaticString) -> Bool {
    guard text.utf8CodeUnitCount <= outCount else { return false }
    let start = outCount - text.utf8CodeUnitCount
    for offset in 0..<text.utf8CodeUnitCount where out[start + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  // MARK: - Classes

  static func isMark(_ scalar: UInt32) -> Bool {
    scalar >= TypographicMark.superscriptStart && scalar <= TypographicMark.unbrokenEnd
  }

  /// A blank within a line.
  static func isBlank(_ scalar: UInt32) -> Bool {
    scalar == Sign.space || scalar == Sign.noBreak || scalar == Sign.narrow || scalar == 0x2009
  }

  static func isSpace(_ scalar: UInt32) -> Bool {
    isBlank(scalar) || scalar == Sign.lineFeed || scalar == 0x09 || scalar == 0
  }

  static func isDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

  static func isLetter(_ scalar: UInt32) -> Bool {
    let lower = scalar | 0x20
    if lower >= 0x61 && lower <= 0x7A { return true }
    return scalar >= 0xC0 && scalar != 0xD7 && scalar != 0xF7 && scalar < 0x2000
  }

  static func isUpper(_ scalar: UInt32) -> Bool {
    (scalar >= 0x41 && scalar <= 0x5A) || (scalar >= 0xC0 && scalar <= 0xDE) || scalar == 0x152
  }

  static func isWord(_ scalar: UInt32) -> Bool {
    isLetter(scalar) || isDigit(scalar) || scalar == TypographicMark.object
  }

  /// Whether a sign ends words, so that high punctuation may stand behind it.
  static func endsWord(_ scalar: UInt32) -> Bool {
    isWord(scalar) || scalar == 0x29 || scalar == 0x5D || scalar == Sign.closeGuillemet
      || scalar == Sign.closeQuote || scalar == 0x25 || scalar == Sign.euro
      || scalar == Sign.ellipsis || scalar == 0x2E || scalar == Sign.degree
  }

  /// Whether a sign may follow punctuation at the end of a word.
  static func followsPunctuation(_ scalar: UInt32) -> Bool {
    isSpace(scalar) || scalar == 0x29 || scalar == 0x5D || scalar == Sign.closeGuillemet
      || scalar == Sign.closeQuote || scalar == Sign.apostrophe || scalar == 0x22 || scalar == 0x27
      || scalar == 0x21 || scalar == 0x3F || scalar == 0x2E || scalar == 0x2C
      || scalar == Sign.ellipsis || scalar == TypographicMark.object
  }

  // MARK: - Straight quotation marks

  /// Whether the straight mark at an offset stands between a letter of ASCII and another letter,
  /// as in `l'outil` and `l'été`.
  @inline(__always)
  func isPlainApostrophe(_ position: Int) -> Bool {
    let before = byte(position - 1) | 0x20
    let after = byte(position + 1)
    guard before >= 0x61, before <= 0x7A else { return false }
    if after == 0xC3 { return byte(position + 2) != 0x97 && byte(position + 2) != 0xB7 }
    return after | 0x20 >= 0x61 && after | 0x20 <= 0x7A
  }

  /// What the straight quotation mark at the current place is.
  mutating func role() -> QuoteRole { role(at: index) }

  /// What the straight quotation mark at an offset is.
  mutating func role(at position: Int) -> QuoteRole {
    if !hasRoles {
      hasRoles = true
      assignQuotes()
    }
    var low = 0
    var high = roles.count
    while low < high {
      let middle = (low + high) / 2
      if roles[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low < roles.count && roles[low].position == position ? roles[low].role : .none
  }

  /// Pairs straight quotation marks and tells apostrophes from single quotation marks.
  private mutating func assignQuotes() {
    // Indices in `roles` of the marks that wait for their partner.
    var openDouble: [Int] = []
    var openSingle: Int?
    for position in 0..<count where input[position] == 0x22 || input[position] == 0x27 {
      guard input[position] == 0x22 || !isPlainApostrophe(position) else {
        roles.append((position, .apostrophe))
        continue
      }
      let before = before(position)
      let after = at(position + 1)
      let canOpen = opensAfter(before) && !Self.isSpace(after)
      let canClose = !Self.isSpace(before)
      roles.append((position, .none))
      let current = roles.count - 1
      if input[position] == 0x22 {
        if let open = openDouble.last, roles[open].position == position - 1 {
          // Two marks in a row begin a quotation in a quotation, or hold nothing.
          if Self.isWord(after) { openDouble.append(current) } else { openDouble.removeLast() }
        } else if canClose, let open = openDouble.popLast() {
          roles[open].role = .open
          roles[current].role = .close
        } else if canOpen {
          openDouble.append(current)
        }
        continue
      }
      if Self.isLetter(before) || before == TypographicMark.object, Self.isWord(after) {
        roles[current].role = .apostrophe
      } else if canOpen, isShortYear(position + 1) {
        roles[current].role = .apostrophe
      } else if let open = openSingle, canClose, !Self.isWord(after),
        position - roles[open].position < 160
      {
        roles[open].role = .open
        roles[current].role = .close
        openSingle = nil
      } else if canOpen || before == 0x22, Self.isWord(after) {
        // A double mark before it will be followed by a space or be “.
        roles[current].role = .apostrophe
        openSingle = current
      } else if Self.isLetter(before) {
        roles[current].role = .apostrophe
      }
    }
  }

  /// Whether a guillemet at an offset stands in another quotation, both with their partners.
  mutating func isInnerGuillemet(_ position: Int) -> Bool {
    let inner = innerGuillemets ?? findInnerGuillemets()
    innerGuillemets = inner
    guard !inner.isEmpty else { return false }
    var low = 0
    var high = inner.count
    while low < high {
      let middle = (low + high) / 2
      if inner[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < inner.count && inner[low] == position
  }

  private mutating func findInnerGuillemets() -> [Int] {
    var pairs: [(open: Int, close: Int, around: Int, isStraight: Bool)] = []
    var open: [Int] = []
    var position = 0
    while position < count {
      let isGuillemet =
        input[position] == 0xC2 && (byte(position + 1) == 0xAB || byte(position + 1) == 0xBB)
      guard isGuillemet || input[position] == 0x22 else {
        position += 1
        continue
      }
      let role: QuoteRole =
        isGuillemet
        ? (byte(position + 1) == 0xAB ? .open : .close) : self.role(at: position)
      if role == .open {
        open.append(pairs.count)
        pairs.append((position, -1, open.dropLast().last ?? -1, !isGuillemet))
      } else if role == .close, let last = open.last, pairs[last].isStraight == !isGuillemet {
        pairs[last].close = position
        open.removeLast()
      }
      position += 1
    }
    var inner: [Int] = []
    for pair in pairs
    where !pair.isStraight && pair.close >= 0 && pair.around >= 0 && pairs[pair.around].close >= 0 {
      inner.append(pair.open)
      inner.append(pair.close)
    }
    return inner.sorted()
  }

  /// Whether a year of two digits stands at an offset, as in `’90s` and `’68`.
  private func isShortYear(_ start: Int) -> Bool {
    guard digitsEnd(start) == start + 2 else { return false }
    let after = at(start + 2)
    return !Self.isWord(after) || after == 0x73 && !Self.isWord(at(start + 3))
  }

  private func opensAfter(_ scalar: UInt32) -> Bool {
    Self.isSpace(scalar) || scalar == 0x28 || scalar == 0x5B || scalar == Sign.apostrophe
      || scalar == 0x27 || scalar == Sign.openGuillemet || scalar == Sign.openQuote
      || scalar == Sign.emDash || scalar == Sign.enDash || scalar == 0x2D
  }
}
