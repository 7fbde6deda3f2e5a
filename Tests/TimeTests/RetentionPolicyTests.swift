import Testing
import Time

/// Which retentions are allowed, for archives and log groups alike.
struct RetentionPolicyTests {
  @Test func onlySeventeenPoliciesAreAllowed() throws {
    #expect(RetentionPolicy.allowedDays.count == 17)
    for days in -1...4000 where !RetentionPolicy.allowedDays.contains(days) {
      let error = try #require(throws: RetentionError.self) { try RetentionPolicy(days: days) }
      #expect(error.nearest.allSatisfy(RetentionPolicy.allowedDays.contains))
      #expect(error.nearest == error.nearest.sorted() && !error.nearest.isEmpty)
    }
    for days in RetentionPolicy.newerDays {
      let error = try #require(throws: RetentionError.self) { try RetentionPolicy(days: days) }
      #expect("\(error)".contains("has since added"))
    }
    for (days, nearest) in [(10, [7, 14]), (0, [1]), (9999, [3653])] {
      let error = try #require(throws: RetentionError.self) { try RetentionPolicy(days: days) }
      #expect(error.nearest == nearest)
    }
    #expect(try RetentionPolicy(days: 30).cutoff(asOf: 2_592_000_001) == 1)
  }
}
