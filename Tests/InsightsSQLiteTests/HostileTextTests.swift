import Foundation
import LogsInsights
import Testing

/// Adversarial strings take little time and stack, and twice the length takes twice the time.
@Suite(.serialized) struct HostileTextTests {
  /// Times below are noise, whatever they are to each other.
  private static let timeMin = Duration.milliseconds(50)
  private static let timeMax = Duration.seconds(5)
  /// Twice as long takes twice as long, or a little more; four times would be quadratic.
  private static let growthMax = 3.0
  private static let attempts = 4

  @Test(arguments: HostileText.families.map(\.name))
  func isAnsweredSoonAndInASmallStack(_ name: String) async throws {
    let family = try #require(HostileText.families.first { $0.name == name })
    let (half, whole) = (family.text(Query.charactersMax / 2), family.text(Query.charactersMax))
    #expect(whole.utf8.count > Query.charactersMax - 200)
    let times = await Self.inSmallStack {
      var half = Self.answer(half), whole = Self.answer(whole)
      // The smallest of several times is the least disturbed one.
      for _ in 0..<Self.attempts where Self.isQuadratic(half, whole) {
        half = min(half, Self.answer(family.text(Query.charactersMax / 2)))
        whole = min(whole, Self.answer(family.text(Query.charactersMax)))
      }
      return (half: half, whole: whole)
    }
    #expect(times.whole < Self.timeMax)
    #expect(
      !Self.isQuadratic(times.half, times.whole),
      "half of the text takes \(times.half), the whole \(times.whole)")
  }

  private static func isQuadratic(_ half: Duration, _ whole: Duration) -> Bool {
    whole > timeMin && whole / half > growthMax
  }

  private static func answer(_ text: String) -> Duration {
    let answer = CompilerAnswer(to: text)
    if let problem = answer.problem { Issue.record("\(problem)\nof \(text.prefix(200))…") }
    return answer.time
  }

  private static func inSmallStack<Result: Sendable>(
    _ work: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: work()) }
      thread.stackSize = 1 << 20
      thread.start()
    }
  }
}
