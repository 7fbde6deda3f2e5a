import Foundation
import LogsInsights
import TestSupport
import Testing

/// Whatever the text, the compiler answers: with SQL or with errors, soon, and without a crash.
@Suite struct FuzzTests {
  @Test func noiseIsAnswered() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var random = SeededGenerator(seed: seed)
    let start = ContinuousClock.now
    var rounds = 0
    while rounds < 20_000, ContinuousClock.now - start < .seconds(2) {
      expectAnswer(NoiseText.make(using: &random), "seed \(seed), round \(rounds)")
      rounds += 1
    }
    #expect(rounds > 100)
  }

  @Test func mutatedCasesAreAnswered() throws {
    let texts = try CaseFile.all(in: "Cases").map { Array($0.input.utf8) }
    let seed = UInt64.random(in: 0..<1_000_000)
    var random = SeededGenerator(seed: seed)
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(2) {
      var bytes = texts[Int.random(in: 0..<texts.count, using: &random)]
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, using: &random) }
      expectAnswer(String(decoding: bytes, as: UTF8.self), "seed \(seed)")
    }
  }

  private func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &random)
    let other = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.remove(at: index)
    case 1: bytes.insert(bytes[other], at: index)
    case 2: bytes[index] = UInt8.random(in: 32..<127, using: &random)
    default: bytes.replaceSubrange(min(index, other)..<max(index, other), with: [])
    }
  }

  @Test func randomLegalQueriesCompile() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    var generator = QueryGenerator(seed: seed)
    for round in 0..<1000 {
      let text = generator.query()
      do {
        _ = try Query(text).compile(catalog: TestCatalog(), options: CompileOptions(now: 0))
      } catch let error as QueryError {
        // Random aliases may grow large and stats may come after a limit; nothing else is wrong.
        let codes = error.diagnostics.filter { $0.severity == .error }.map(\.code)
        #expect(
          Set(codes).isSubset(of: ["E0302", "E0404"]),
          "seed \(seed), round \(round): \(text)\n\(error)")
      }
    }
  }

  private func expectAnswer(_ text: String, _ comment: Comment) {
    do {
      let compiled = try Query(text).compile(
        catalog: TestCatalog(), options: CompileOptions(now: 0))
      #expect(!compiled.sql.isEmpty, comment)
    } catch let error as QueryError {
      #expect(error.diagnostics.contains { $0.severity == .error }, comment)
      #expect(!error.description.isEmpty, comment)
    } catch {
      Issue.record(error, comment)
    }
  }

  /// Texts built to hurt, as long as a query may be.
  static let hostile: [(String, String)] = [
    ("parentheses", "filter " + String(repeating: "(", count: 9_990)),
    ("closed", "filter " + repeated("(", 4_990) + "1" + repeated(")", 4_990)),
    ("not", "filter " + repeated("not ", 2_490) + "x"),
    ("minus", "fields " + repeated("-", 9_900) + "x"),
    ("calls", "fields " + repeated("abs(", 2_000) + "1"),
    ("sums", "fields " + repeated("1+", 4_900) + "1"),
    ("powers", "fields " + repeated("1^", 4_900) + "1"),
    ("ors", "filter " + repeated("a=1 or ", 1_400) + "a=1"),
    ("pipes", repeated("|", 9_999)),
    ("filters", "limit 1" + repeated("|limit 1|where a", 600)),
    ("columns", "fields " + (0..<1_500).map { "a\($0)" }.joined(separator: ",")),
    (
      "aliases",
      "fields 1 as a0"
        + (1..<400).map { "|fields a\($0 - 1)+a\($0 - 1) as a\($0)" }
        .joined()
    ),
    ("quotes", "filter a = \"" + repeated("\\\"", 4_900)),
    ("regex", "filter a like /" + repeated("(", 9_900) + "/"),
    ("list", "filter a in [" + repeated("1,", 4_900) + "1]"),
    ("brackets", "fields a" + repeated("[0]", 3_000)),
    ("dots", "fields a" + repeated(".a", 4_900)),
    ("suggestions", repeated("fieldz|", 1_400)),
  ]

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(.serialized, arguments: hostile.map(\.0))
  func hostileTextIsAnsweredSoonAndInASmallStack(_ name: String) async {
    let text = Self.hostile.first { $0.0 == name }?.1 ?? ""
    #expect(!text.isEmpty && text.utf8.count <= 10_000)
    let time = await withCheckedContinuation { continuation in
      let thread = Thread {
        let start = ContinuousClock.now
        self.expectAnswer(text, "\(name)")
        continuation.resume(returning: ContinuousClock.now - start)
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
    #expect(time < .seconds(5))
  }
}
