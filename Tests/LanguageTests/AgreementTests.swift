import TestSupport
import Testing

@testable import LogsInsights

/// The compiler and the evaluator give the same rows for whatever is asked.
@Suite struct AgreementTests {
  /// `NIGHTLY=1` runs a hundred times as many; `SEED=n` runs the archive of that seed alone.
  private static let seeds: [UInt64] = {
    if let seed = TestRun.givenSeed { return [seed] }
    return (0..<(TestRun.isNightly ? 1000 : 10)).map { TestRun.seed($0) }
  }()
  private static let eventCount = 40
  private static let queryCount = 20

  @Test(arguments: seeds)
  func compilerAndEvaluatorAgree(seed: UInt64) throws {
    var records = RecordMaker(seed: seed)
    let some = records.records(Self.eventCount)
    let archive = try TestArchive(some)
    #expect(archive.decoded.events.count > Self.eventCount / 2)
    var queries = QueryMaker(seed: seed, over: archive.decoded)
    for _ in 0..<Self.queryCount {
      let draft = queries.query()
      guard let failure = Disagreement.first(draft.text, archive) else { continue }
      let least = Shrinker.shrink(draft, some, failure)
      Issue.record(
        """
        seed \(seed)
        query: \(draft.text)
        least: \(least.query)
        events:
        \(least.records.map { "\($0.time) \($0.stream ?? "-") \($0.message.text())" }
          .joined(separator: "\n"))
        \(least.failure)
        """)
    }
  }
}

/// How two answers to a query differ.
struct Disagreement: CustomStringConvertible {
  enum Kind: Equatable {
    case refused(Set<String>)
    case failed, different
  }

  let kind: Kind
  let description: String

  static func first(_ query: String, _ archive: TestArchive) -> Disagreement? {
    let compiled: Evaluator.Result
    do {
      compiled = try archive.compiled(query)
    } catch let error as QueryError {
      // Aliases that stand for aliases may grow too large; nothing else is wrong.
      let codes = Set(error.diagnostics.filter { $0.severity == .error }.map(\.code))
      return codes == ["E0302"]
        ? nil : Disagreement(kind: .refused(codes), description: "\(error)")
    } catch {
      return Disagreement(kind: .failed, description: "compiled: \(error)")
    }
    do {
      let evaluated = try archive.evaluated(query)
      if compiled.isSame(as: evaluated) { return nil }
      return Disagreement(
        kind: .different, description: "compiled:\n\(compiled)\nevaluated:\n\(evaluated)")
    } catch {
      return Disagreement(kind: .failed, description: "evaluator: \(error)")
    }
  }
}

extension Evaluator.Result: CustomStringConvertible {
  var description: String {
    let lines = rows.map { row in
      "  " + row.map { "\($0.name): \($0.value.debugDescription)" }.joined(separator: ", ")
    }
    return (["  columns \(columns)"] + lines).joined(separator: "\n")
  }

  func isSame(as other: Self) -> Bool {
    guard columns.elementsEqual(other.columns, by: Self.areSame), rows.count == other.rows.count
    else { return false }
    return zip(rows, other.rows).allSatisfy { left, right in
      left.elementsEqual(right) {
        Self.areSame($0.name, $1.name) && Self.areSameValues($0.value, $1.value)
      }
    }
  }

  private static func areSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }

  /// Sums depend on the order of what is added, in their last digits.
  private static func areSameValues(_ left: String, _ right: String) -> Bool {
    if areSame(left, right) { return true }
    let hasFraction = (left + right).contains { ".e".contains($0) }
    guard let left = Double(left), let right = Double(right) else { return false }
    // The digits of a whole number end as well, where doubles do not reach.
    let size = max(abs(left), abs(right))
    return (hasFraction || size > 1e15) && abs(left - right) <= 1e-12 * size
  }
}
