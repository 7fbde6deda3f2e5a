import JSON
import TestSupport
import Testing

struct DecimalTextTests {
  private func canonical(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { DecimalText.canonical($0) }
  }

  private func wholeNumber(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { DecimalText.wholeNumber($0) }
  }

  private func text(_ value: Int64) -> String {
    String(unsafeUninitializedCapacity: DecimalText.textBytesMax) {
      DecimalText.write(value, to: $0.baseAddress.unsafelyUnwrapped)
    }
  }

  @Test func numbersComeBack() {
    var random = SeededGenerator(seed: 3)
    var numbers: [Int64] = [0, 1, -1, 9, 10, -10, .max, .min, .max - 1, .min + 1]
    for _ in 0..<5_000 { numbers.append(Int64(bitPattern: random.next()) >> random.below(64)) }
    for number in numbers {
      #expect(text(number) == "\(number)")
      #expect(canonical("\(number)") == number)
    }
  }

  @Test(arguments: [
    "", "-", "-0", "+1", "00", "007", "-01", "1.0", "1e3", " 1", "1 ", "1a", "0x1",
    "9223372036854775808", "-9223372036854775809", "10000000000000000000",
    "99999999999999999999", "١",
  ])
  func refuses(text: String) {
    #expect(canonical(text) == nil)
  }

  @Test(arguments: [
    ("4.0", 4), ("1e3", 1000), ("-0", 0), ("-2.50E1", -25), ("0.0", 0),
    ("9007199254740991", 9_007_199_254_740_991),
  ])
  func readsWholeNumbers(text: String, value: Int64) {
    #expect(wholeNumber(text) == value)
  }

  @Test(arguments: [
    "0.5", "1e400", "-1e400", "9007199254740992.0", "1e-3", "123456789012345678901",
  ])
  func refusesWhatIsNoWholeNumber(text: String) {
    #expect(wholeNumber(text) == nil)
  }
}
