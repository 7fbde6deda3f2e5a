import Reports
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
    for text in [
      "reasons.text", "task_groups.name", "arn_prefixes.prefix", "images.name",
      "binary_text('uuid', tasks.event_id)", "event_time(tasks.logged_at)",
      "message(tasks.id)",
    ] {
      let table = text.split { "( ,".contains($0) }.compactMap { word in
        word.contains(".") ? word.split(separator: ".")[0] : nil
      }[0]
      let others = try archive.connection.integer(
        """
        SELECT count(*) FROM \(table)
        WHERE NOT insights_matches(\(text), insights_pattern_regex(insights_pattern(\(text))))
        """)
      #expect(others == 0, "\(text)")
    }
  }
}
