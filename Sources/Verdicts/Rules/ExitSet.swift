/// A set of exit codes, written like `1..124, 128, 256.., none`; `..` is every code.
package struct ExitSet: Hashable, Sendable {
  /// The codes from 0 to 255, one bit for each.
  private var bits = SIMD4<UInt64>.zero
  /// Codes above 255, which only Windows has.
  private var outside: [ClosedRange<Int64>] = []
  private var hasOutside = false
  /// Whether the set contains the absent exit code.
  private var hasAbsent = false

  init() {}

  /// Reads a set; `nil` if the string is not one.
  init?(_ text: Substring) {
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let item = trimmed(item)
      if item == "none" {
        hasAbsent = true
      } else if let range = Self.range(item) {
        insert(range)
      } else {
        return nil
      }
    }
  }

  private static func range(_ text: Substring) -> ClosedRange<Int64>? {
    if let code = Int64(text) { return code...code }
    let bytes = Array(text.utf8)
    let dot = UInt8(ascii: ".")
    guard let first = bytes.firstIndex(of: dot), first + 1 < bytes.count, bytes[first + 1] == dot
    else { return nil }
    let head = String(decoding: bytes[..<first], as: UTF8.self)
    let tail = String(decoding: bytes[(first + 2)...], as: UTF8.self)
    guard let low = head.isEmpty ? .min : Int64(head),
      let high = tail.isEmpty ? .max : Int64(tail), low <= high
    else { return nil }
    return low...high
  }

  private mutating func insert(_ range: ClosedRange<Int64>) {
    if range.overlaps(0...255) {
      for code in range.clamped(to: 0...255) { insert(byte: code) }
    }
    if range.lowerBound < 0 { outside.append(range.lowerBound...min(range.upperBound, -1)) }
    if range.upperBound > 255 { outside.append(max(range.lowerBound, 256)...range.upperBound) }
    hasOutside = !outside.isEmpty
  }

  private mutating func insert(byte code: Int64) {
    bits[Int(code >> 6)] |= 1 << UInt64(code & 63)
  }

  /// Adds one code, or its absence; of codes above 255 the set only knows that there are some.
  mutating func note(_ code: Int64?) {
    guard let code else { return hasAbsent = true }
    if (0...255).contains(code) { insert(byte: code) } else { hasOutside = true }
  }

  /// Whether the sets may have a code in common; false only if they have none.
  func mayOverlap(_ other: ExitSet) -> Bool {
    (bits & other.bits) != .zero || hasAbsent && other.hasAbsent
      || hasOutside && other.hasOutside
  }

  func contains(_ code: Int64?) -> Bool {
    guard let code else { return hasAbsent }
    if (0...255).contains(code) { return bits[Int(code >> 6)] >> UInt64(code & 63) & 1 == 1 }
    for range in outside where range.contains(code) { return true }
    return false
  }
}

/// The string without white space at its ends.
func trimmed(_ text: Substring) -> Substring {
  var text = text
  while text.utf8.first == UInt8(ascii: " ") { text = text.dropFirst() }
  while text.utf8.last == UInt8(ascii: " ") { text = text.dropLast() }
  return text
}
