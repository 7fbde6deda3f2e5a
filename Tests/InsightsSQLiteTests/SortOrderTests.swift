import TestSupport
import Testing

@testable import InsightsSQLite

@Suite struct SortOrderTests {
  /// AWS's own example, ascending.
  static let example = [
    "!:", "#", "*%04", "0#", "5A", "111A", "2345_", "@", "@_", "A", "A9876fghj", "a12345hfh", "0",
    "01", "1", "2", "3",
  ]

  private func compare(_ left: String, _ right: String) -> Int {
    Array(left.utf8).withUnsafeBytes { left in
      Array(right.utf8).withUnsafeBytes { SortOrder.compare(left, $0) }
    }
  }

  @Test func isThatOfTheExample() {
    for (i, left) in Self.example.enumerated() {
      for (j, right) in Self.example.enumerated() {
        #expect(compare(left, right).signum() == (i - j).signum(), "\(left) \(right)")
      }
    }
  }

  @Test func numbersAreByValueAndComeLast() {
    let sorted = [
      "", " 5", "-", "1e999", "x", "-10", "-2.5", "0", "0.5", "1.0", "1.00", "1e1", "11",
    ]
    for (left, right) in zip(sorted, sorted.dropFirst()) {
      #expect(compare(left, right) < 0, "\(left) \(right)")
    }
  }

  @Test func isATotalOrder() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var random = SeededGenerator(seed: seed)
    let letters = Array("019ab-. eE+é")
    func text() -> String {
      String(
        (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in
          letters.randomElement(using: &random)
        })
    }
    for _ in 0..<20_000 {
      let (a, b, c) = (text(), text(), text())
      #expect(compare(a, b).signum() == -compare(b, a).signum(), "seed \(seed)")
      #expect((compare(a, b) == 0) == a.utf8.elementsEqual(b.utf8), "seed \(seed)")
      if compare(a, b) <= 0, compare(b, c) <= 0 {
        #expect(compare(a, c) <= 0, "seed \(seed): \(a) \(b) \(c)")
      }
    }
  }
}

@Suite struct ExtremeTests {
  private func extreme(_ values: [TestValue], isMaximum: Bool) -> GroupValue {
    let extreme = Extreme(isMaximum: isMaximum)
    for value in values { value.borrowed { extreme.add($0) } }
    return extreme.value
  }

  @Test func numbersIfAllConvert() {
    #expect(extreme(["10", 9, .missing], isMaximum: true) == .integer(10))
    #expect(extreme(["10", 9, 2.5], isMaximum: false) == .real(2.5))
    #expect(extreme([.blob("t5"), .blob("b1")], isMaximum: true) == .integer(5))
  }

  @Test func sortOrderOtherwise() {
    #expect(extreme(["10", "x", "9"], isMaximum: true) == .text(Array("10".utf8)))
    #expect(extreme(["10", "x", "b"], isMaximum: false) == .text(Array("b".utf8)))
    #expect(extreme([7, "x"], isMaximum: true) == .integer(7))
    #expect(extreme([7, "x"], isMaximum: false) == .text(Array("x".utf8)))
  }

  @Test func nothingIsMissing() {
    #expect(extreme([], isMaximum: true) == .null)
    #expect(extreme([.missing], isMaximum: false) == .null)
  }
}
