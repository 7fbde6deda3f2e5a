/// Random numbers that a seed repeats (SplitMix64): a property test prints its seed.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// True in one of `count` cases.
  package mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

  /// One of some values.
  package mutating func pick<Choices: RandomAccessCollection>(
    _ choices: Choices
  ) -> Choices.Element {
    choices[choices.index(choices.startIndex, offsetBy: below(choices.count))]
  }

  /// Lowercase hexadecimal digits.
  package mutating func hex(_ count: Int) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for _ in 0..<count { text.append(pick(digits)) }
    return String(decoding: text, as: UTF8.self)
  }

  /// A text of the form 8-4-4-4-12.
  package mutating func uuid() -> String {
    [hex(8), hex(4), hex(4), hex(4), hex(12)].joined(separator: "-")
  }
}
