import TestSupport
import Testing

/// Whatever is JSON comes back byte for byte, if it is a stop, and is never a crash.
struct MessageFuzzTests {
  /// `NIGHTLY=1` runs forty times as many.
  static let count = TestRun.isNightly ? 60_000 : 1_500

  @Test(arguments: [0, 1, 2, 3])
  func mutatedEventsComeBack(part: UInt64) throws {
    let base = TestRun.seed()
    let seed = base &+ part
    var generator = EventGenerator(seed: seed)
    var mutator = EventMutator(seed: seed &+ 1000)
    var stops = 0
    var messages: [String] = []
    for number in 0..<Self.count / 4 {
      let changes = mutator.random.below(8)
      let event = mutator.mutated(generator.event(), changes: changes)
      let layout = mutator.random.isOne(in: 3) ? mutator.random.pick(JSONLayout.allCases) : .compact
      messages.append(event.text(layout, seed: mutator.random.next()))
      guard messages.count == 8 || number == Self.count / 4 - 1 else { continue }
      for (message, reprint) in zip(messages, try reprints(messages)) {
        try #require(!reprint.outcome.hasPrefix("rejected: not JSON"), "seed \(seed): \(message)")
        guard reprint.outcome == "stop" else { continue }
        stops += 1
        try #require(
          difference(reprint.message, message) == nil, "seed \(seed): \(message)")
      }
      messages = []
    }
    // Else there would be nothing that the test tests.
    #expect(stops > Self.count / 8, "seed \(seed)")
  }
}
