import SQLite
import Storage
import TestSupport

/// Makes verdicts in an archive look like those of older rules.
enum OtherRules {
  /// As if older rules had said the same.
  static func age(_ connection: Connection) throws {
    try connection.execute("UPDATE verdicts SET rules_version = 'older'")
  }

  /// As if older rules had said something else of about a third of the stops, their patterns and reasons.
  static func scramble(
    _ connection: Connection, _ random: inout SeededGenerator
  ) throws {
    try age(connection)
    for index in 0..<2 {
      try connection.execute(
        """
        INSERT INTO verdicts (category, responsible, is_abnormal, confidence, rule, evidence, rules_version)
        VALUES ('former_\(index)', '\(random.pick(["user", "platform", "capacity"]))', \(index),
          'likely', 'former-rule', 'detail.group', '\(random.pick(["older", "oldest"]))')
        """)
      let verdict = connection.lastInsertRowID
      try connection.execute(
        """
        UPDATE tasks SET verdict_id = \(verdict) WHERE id % 6 = \(random.below(6));
        UPDATE tasks SET pattern_id = NULL WHERE id % 5 = \(random.below(5));
        UPDATE reasons SET category = 'former' WHERE id % 3 = \(random.below(3));
        """)
    }
    try recount(connection)
  }

  private static func recount(_ connection: Connection) throws {
    try connection.execute(
      "DELETE FROM daily_stops; INSERT INTO daily_stops \(DailyTotalsCheck.counted)")
  }
}
