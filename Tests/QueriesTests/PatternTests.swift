import FixtureArchive
import Queries
import SQLite
import Storage
import Testing

/// What `pattern` says that a text looks like is what it looks like.
@Suite struct PatternTests {
  @Test func regexOfAPatternMatchesItsMessages() throws {
    let archive = try FixtureArchive.open()
    _ = try QueryRunner(archive)
    let others = try archive.connection.integer(
      """
      SELECT count(*) FROM tasks AS t JOIN shapes AS s ON s.id = t.shape_id
      WHERE NOT insights_matches(message(t.id), insights_pattern_regex(shape_pattern(s.shape)))
      """)
    #expect(others == 0)
  }

  @Test func regexOfAPatternMatchesItsTexts() throws {
    let archive = try FixtureArchive.open()
    _ = try QueryRunner(archive)
    for (text, table) in [
      ("reason", "reasons"), ("name", "task_groups"), ("prefix", "arn_prefixes"),
      ("image", "images"), ("binary_text('uuid', event_id)", "tasks"),
      ("event_time(logged_at)", "tasks"), ("message(id)", "tasks"),
    ] {
      let others = try archive.connection.integer(
        """
        SELECT count(*) FROM \(table)
        WHERE NOT insights_matches(\(text), insights_pattern_regex(insights_pattern(\(text))))
        """)
      #expect(others == 0, "\(text)")
    }
  }
}
