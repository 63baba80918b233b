// What the fonts of the engine can print. A sign that none of them has is printed as its number, a
// sign that turns the direction of writing is left out, and both are said; the engine itself would
// refuse the whole document.

/// The signs of a document that cannot be printed as they are.
struct PrintedSigns {
  /// The document with every sign printable.
  private(set) var text: [UInt8] = []
  /// What was replaced, in order, each once.
  private(set) var replaced: [String] = []
  /// Signs of direction that were left out, each once.
  private(set) var removed: [Unicode.Scalar] = []

  /// Reads a composed document.
  ///
  /// - Complexity: O(n) in the bytes of the document.
  init(_ document: [UInt8]) {
    guard document.contains(where: { $0 >= 0x80 }) else {
      text = document
      return
    }
    text.reserveCapacity(document.count)
    var run = String.UnicodeScalarView()
    var seen = Set<String>()
    func finish(_ text: inout [UInt8], _ replaced: inout [String]) {
      if run.isEmpty { return }
      let shown = run.prefix(Self.runLimit).map { Self.name($0) }.joined(separator: " ")
      text += Array("\u{27E8}\(shown)\(run.count > Self.runLimit ? " …" : "")\u{27E9}".utf8)
      let name = String(run)
      if seen.insert(name).inserted { replaced.append(name) }
      run = String.UnicodeScalarView()
    }
    for scalar in String(decoding: document, as: UTF8.self).unicodeScalars {
      if Self.turns(scalar) {
        if !removed.contains(scalar) { removed.append(scalar) }
        continue
      }
      // Joiners and variants say nothing beside a sign that is not there.
      if Self.varies(scalar) {
        if run.isEmpty, scalar.value < 0xFE00 { text += Array(String(scalar).utf8) }
        continue
      }
      guard Self.isPrintable(scalar) else {
        run.append(scalar)
        continue
      }
      finish(&text, &replaced)
      if scalar.value < 0x80 {
        text.append(UInt8(scalar.value))
      } else {
        text += Array(String(scalar).utf8)
      }
    }
    finish(&text, &replaced)
  }

  /// How many numbers of signs stand in for one run of them.
  private static let runLimit = 8

  /// `U+1F600`.
  static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Marks, embeddings, overrides and isolates of the bidirectional algorithm.
  /// - Source: Unicode Standard Annex 9, section 2.
  private static func turns(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func varies(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0000...0xE01EF: true
    default: false
    }
  }

  /// Whether a font of the engine has a sign, or needs none for it.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x7F, 0xAD, 0x200B, 0x2060: return true
    default: break
    }
    var low = 0
    var high = coverage.count
    while low < high {
      let middle = (low + high) / 2
      if coverage[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
    }
    return low < coverage.count && coverage[low].contains(scalar.value)
  }

  private static let coverage: [ClosedRange<UInt32>] = coverageText.split {
    $0 == " " || $0 == "\n"
  }
  .compactMap { part in
    let ends = part.split(separator: "-").compactMap { UInt32($0, radix: 16) }
    return ends.isEmpty || ends[0] > ends[ends.count - 1] ? nil : ends[0]...ends[ends.count - 1]
  }

  /// The signs of the fonts that the engine brings along: Libertinus Serif, New Computer Modern and
  /// DejaVu Sans Mono.
  /// - Source: the character maps of the fonts embedded in the Python package typst 0.15.2.
  private static let coverageText = """
    20-7F A0-377 37A-37F 384-38A 38C 38E-3A1 3A3-4FF 510-513 51A-51D 531-58F 591-5C7 5D0-5EB
    5EF-5F5 5F7 606-60C 615 61B 61F 621-63A 640-655 65A 660-66D 674 679-67B 67E-680 683-684
    686-687 691 698 6A4 6A9 6AF 6BE 6CC 6F0-6F9 900-97F E3F E81-E82 E84 E87-E88 E8A E8D
    E94-E97 E99-E9F EA1-EA3 EA5 EA7 EAA-EAB EAD-EB9 EBB-EBC EC8-ECD 10D0-10FF 13A0-13FD
    1AB0-1ACE 1D00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D
    1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2000-2027 2029
    202F-2064 2070-2071 2074-208E 2090-209C 20A0-20C0 20D0-20F0 2100-2151 2153-2184 2189
    2190-23FF 2422-2423 2460-262F 2638-268B 2690-269C 26A0-26A7 26AA-26B2 2701-2704
    2706-2709 270C-2727 2729-274B 274D 274F-2752 2756 2758-275E 2761-277F 2794 2798-27AF
    27B1-2B73 2B76-2B95 2B97-2BFF 2C60-2CF3 2CF9-2CFF 2E02-2E05 2E08-2E0A 2E17-2E18 2E1F
    2E22-2E25 2E2E 3012 3016-3017 301A-301B 3030 3036 306E A46A-A46B A640-A641 A648-A649
    A656-A657 A708-A716 A71B-A727 A72D A730 A735 A765 A789-A78E A790-A791 A793 A7AA
    A7F8-A7F9 AB52 AB66 AB70-ABBF E000-E03D E041-E290 E376-E377 E395 E397-E39B E3D3
    E801-E803 EA00-EA11 EA14-EA1F EA25-EA36 EA38-EA46 EA57 EB02-EB04 EB08-EB0A EB0D
    EB0F-EB12 EB15-EB17 EB19 EB1E-EB1F EB28-EB2B EB2E-EB32 EB35-EB36 EB3A-EB3B EB40 EB43
    EB48-EB49 EB4C-EB4D EB50-EB57 EB5A EB61 EB63-EB67 EB6B EB6E-EB6F EB7E EC00-EC01
    EC06-EC0E EC10-EC11 F100-F101 F103-F106 F109 F113 F115-F11E F121-F123 F126-F15C
    F15F-F175 F177-F180 F182-F185 F187-F19C F19E-F1A1 F1A3-F1A4 F1A7-F210 F212-F24E
    F25C-F2A1 F2A4 F2A6-F2A9 F2AC F2AE-F2AF F460-F468 F46A-F472 F500-F510 F512-F51F
    F638-F641 F643-F64C F6BE F6C4-F6C8 F6D3-F6D6 F6DC F6DE F6F9-F6FA F6FD F6FF F724
    F730-F739 F761-F77A F7A2 F7E0-F7F6 F7F8-F7FF FB00-FB06 FB13-FB17 FB1D-FB4F FB52-FB81
    FB8A-FB95 FB9E-FB9F FBAA-FBAD FBE8-FBE9 FBFC-FBFF FE00-FE01 FE20-FE2F FE66 FE70-FE74
    FE76-FEFC FEFF FFF9-FFFD 10140-1018E 102E0-102FB 1D106-1D107 1D400-1D454 1D456-1D49C
    1D49E-1D49F 1D4A2 1D4A5-1D4A6 1D4A9-1D4AC 1D4AE-1D4B9 1D4BB 1D4BD-1D4C3 1D4C5-1D505
    1D507-1D50A 1D50D-1D514 1D516-1D51C 1D51E-1D539 1D53B-1D53E 1D540-1D544 1D546-1D547
    1D54A-1D550 1D552-1D6A5 1D6A8-1D7CB 1D7CE-1D7FF 1EE00-1EE22 1EE24 1EE27 1EE29-1EE32
    1EE34-1EE37 1EE39 1EE3B 1EE42 1EE47 1EE49 1EE4B 1EE4D-1EE4F 1EE51-1EE52 1EE54 1EE57
    1EE59 1EE5B 1EE5D 1EE5F 1EE61-1EE62 1EE64 1EE67-1EE6A 1EE6C-1EE72 1EE74-1EE77
    1EE79-1EE7C 1EE7E-1EE89 1EE8B-1EE9B 1EEA1-1EEA3 1EEA5-1EEA9 1EEAB-1EEBB 1EEF0-1EEF1
    1F12F 1F6D1 1F780-1F7D8 1F7E0-1F7EB 1F7FF-1F80B 1F810-1F847 1F850-1F859 1F860-1F887
    1F890-1F8AD 1F8B0-1F8BB 1F8C0-1F8C1 1F8D0-1F8D8
    """
}
