import Foundation
import SQLite
import Storage
import Testing
import Verdicts

/// Stops as they were seen, each with what a person who does this job says of it.
struct FieldVerdictTests {
  private struct Expectation: Decodable {
    /// Categories that are right, or with `!` before them wrong.
    let category: [String]
    let isAbnormal: Bool

    enum CodingKeys: String, CodingKey {
      case category
      case isAbnormal = "is_abnormal"
    }
  }

  private struct Stop {
    let event: String
    let taskARN: String
    let why: String
    let expected: Expectation
  }

  private func stops() throws -> [Stop] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Field/verdicts.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let event = try #require(object["event"] as? [String: Any])
      let detail = try #require(event["detail"] as? [String: Any])
      let expected = try #require(object["expect"] as? [String: Any])
      return Stop(
        event: String(
          decoding: try JSONSerialization.data(withJSONObject: event), as: UTF8.self),
        taskARN: try #require(detail["taskArn"] as? String),
        why: try #require(object["why"] as? String),
        expected: try JSONDecoder().decode(
          Expectation.self, from: JSONSerialization.data(withJSONObject: expected)))
    }
  }

  private func archive(of stops: [Stop]) throws -> TemporaryArchive {
    let temporary = TemporaryArchive()
    try write(
      stops.map { Record(message: $0.event, loggedAt: nil) },
      to: try Archive(path: temporary.path, .write))
    return temporary
  }

  @Test func eachIsJudgedAsAPersonDoes() throws {
    let stops = try stops()
    #expect(stops.count == 36)
    let temporary = try archive(of: stops)
    let archive = try Archive(path: temporary.path, .read)
    let select = try archive.connection.prepare(
      "SELECT category, is_abnormal, rule FROM stopped_tasks WHERE task_arn = ?1")
    for stop in stops {
      try select.bind(text: stop.taskARN, at: 1)
      #expect(try select.step())
      let category = select.string(at: 0) ?? ""
      let place: Comment =
        "\(stop.why): \(category) by \(select.string(at: 2) ?? "") of \(stop.event)"
      let right = stop.expected.category.filter { !$0.hasPrefix("!") }
      #expect(right.isEmpty || right.contains(category), place)
      #expect(!stop.expected.category.contains("!\(category)"), place)
      #expect((select.integer(at: 1) == 1) == stop.expected.isAbnormal, place)
      select.reset()
    }
  }

  /// From the rows of an archive a stop looks as it does from its event.
  @Test func judgedAgainTheyAreTheSame() throws {
    let temporary = try archive(of: try stops())
    let archive = try Archive(path: temporary.path, .write)
    try archive.connection.execute("UPDATE verdicts SET category = 'former'")
    let summary = try Reclassifier(archive).reclassify()
    #expect(summary.changed == 36)
    #expect(try Reclassifier(archive).plan().changed == 0)
    #expect(
      try archive.connection.integer(
        "SELECT count(*) FROM stopped_tasks WHERE category = 'out_of_memory'") == 1)
  }
}
