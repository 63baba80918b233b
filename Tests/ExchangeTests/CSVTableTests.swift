// The tables: quoting, line ends, formulas, parsed back.

import DossierModel
import Foundation
import Testing

@testable import Exchange

/// A reader of RFC 4180 and checks that hold for any dossier.
enum TableCheck {
  /// The rows of a table.
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if isQuoted {
        if scalar == "\"" { isQuoted = false } else { cell.unicodeScalars.append(scalar) }
      } else {
        switch scalar {
        case "\"":
          if previous == "\"" { cell.unicodeScalars.append(scalar) }
          isQuoted = true
        case ",":
          row.append(cell)
          cell = ""
        case "\r": break
        case "\n":
          rows.append(row + [cell])
          row = []
          cell = ""
        default: cell.unicodeScalars.append(scalar)
        }
      }
      previous = scalar
    }
    return rows
  }

  /// Expects rows of one length, CRLF, and no cell that runs as a formula.
  static func check(_ file: ExchangeFile) throws {
    let rows = rows(file.text)
    let header = try #require(rows.first)
    #expect(rows.allSatisfy { $0.count == header.count })
    #expect(file.text.hasSuffix("\r\n"))
    for cell in rows.joined() {
      let first = cell.drop { $0 == " " }.first
      #expect(first.map { !"=+-@".contains($0) } ?? true, "\(cell)")
    }
  }
}

@Suite struct CSVTableTests {
  @Test(arguments: [
    ("a", "a"), ("a b", "a b"), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""),
    ("dit « a »", "dit « a »"), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("", ""),
    ("=1+1", "\"'=1+1\""), ("+33 1", "\"'+33 1\""), ("-1", "\"'-1\""), ("@x", "\"'@x\""),
    ("\t=1", "\"'\t=1\""), ("  =1", "\"'  =1\""), ("＝1", "\"'＝1\""),
    ("=A(\"b\")", "\"'=A(\"\"b\"\")\""), ("a=1", "a=1"), ("'=1", "'=1"),
  ])
  func writesCells(value: String, expected: String) {
    var table = CSVTable(["x"])
    table.add([value])
    #expect(String(decoding: table.bytes, as: UTF8.self) == "x\r\n\(expected)\r\n")
  }

  @Test(arguments: ["evenements.csv", "sources.csv", "affirmations.csv"])
  func tablesAreWellFormed(route: String) async throws {
    try TableCheck.check(try await ExchangeFixture.file(route))
  }

  @Test func cellsAreReadBack() async throws {
    let file = try await ExchangeFixture.file("sources.csv")
    let rows = TableCheck.rows(file.text)
    let title = try #require(rows.first?.firstIndex(of: "title"))
    #expect(rows[1][title] == "Entretien : « 100 % des images {retirées} », selon l’éditeur & Cie")
    #expect(rows[2][title] == "'=HYPERLINK(\"https://exemple.fr\"; \"dépêche\")")
  }

  @Test func datesKeepTheirPrecisionAndTheirBounds() async throws {
    let rows = TableCheck.rows(try await ExchangeFixture.file("evenements.csv").text)
    #expect(
      rows.map { Array($0[2...4]) }.contains(["2026-03", "2026-03-01", "2026-03-31"]))
  }
}
