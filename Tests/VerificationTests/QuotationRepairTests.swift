// The one change that leads back to a registered hash is found, and nothing else is claimed.

import Testing

@testable import Verification

@Suite struct QuotationRepairTests {
  private static let words = "Aujourd’hui, ils ne se moquent pas du monde : 75 000 euros."

  @Test(arguments: [
    "Aujourd’hui, il ne se moquent pas du monde : 75 000 euros.",
    "Aujourd’hui, ils ne se moquent pas du monde : 45 000 euros.",
    "Aujourd’hui, ils ne se moquent du monde : 75 000 euros.",
    "Aujourd’hui, ils se moquent pas du monde : 75 000 euros.",
    "Aujourd’hui, ils ne se moquent pas du beau monde : 75 000 euros.",
    "Aujourd'hui, ils ne se moquent pas du monde : 75 000 euros.",
    "Aujourd’hui, ils ne se moquent pas du monde : 75 000 euros",
    "Aujourd’hui, ils ne se moquent pas du mondee : 75 000 euros.",
  ])
  func findsOneChange(altered: String) {
    let right = Array(Self.words.utf8)
    var repair = QuotationRepair()
    let found = repair.repair(
      Array(altered.utf8), hash: SHA256.hexadecimal(right), size: right.count)
    #expect(found == right)
  }

  @Test func claimsNothingForOtherWords() {
    let right = Array(Self.words.utf8)
    let altered = Array("Hier, elles se moquaient bien du monde : 45 000 francs.".utf8)
    var repair = QuotationRepair()
    #expect(
      repair.repair(altered, hash: SHA256.hexadecimal(right), size: right.count) == nil)
    #expect(repair.repair([], hash: SHA256.hexadecimal(right), size: right.count) == nil)
  }

  /// A change near the beginning of a long text is found, and the work for one is bounded.
  @Test func longQuotationsCostABoundedNumberOfBytes() {
    let right = Array(
      String(repeating: "Ils se moquent du monde, dit-elle encore. ", count: 400).utf8)
    var altered = right
    altered.removeSubrange(0..<4)
    var repair = QuotationRepair()
    #expect(repair.repair(altered, hash: SHA256.hexadecimal(right), size: right.count) == nil)
    #expect(repair.budget >= 32_000_000 - QuotationRepair.quotationBudget - right.count)
    altered = right
    altered.insert(contentsOf: Array("ne ".utf8), at: 4)
    #expect(repair.repair(altered, hash: SHA256.hexadecimal(right), size: right.count) == right)
  }
}
