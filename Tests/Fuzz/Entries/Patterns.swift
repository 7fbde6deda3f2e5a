import EventPatterns
import JSON
import PatternSearch
import Queries
import SQLite
import Storage

/// Reads an input as an event pattern, or as a pattern and an event with a record separator between them, and matches.
///
/// The explanation and the search in an archive must agree with the match; the pattern's own text must be a pattern that is
/// the same.
final class SearchedPatterns {
  private let fuzzed: FuzzArchive
  private let messages: [[UInt8]]

  init() throws {
    fuzzed = try .ofFixture()
    let reader = try MessageReader(fuzzed.archive)
    let tasks = try fuzzed.archive.connection.prepare("SELECT id FROM tasks ORDER BY id")
    var messages: [[UInt8]] = []
    while try tasks.step() {
      messages.append(try reader.withMessage(ofTask: tasks.integer(at: 0)) { Array($0) })
    }
    self.messages = messages
  }

  func check(_ input: UnsafeRawBufferPointer) throws {
    let parts = input.split(separator: 0x1e, maxSplits: 1)
    guard let first = parts.first, let pattern = try? EventPattern(Array(first)) else { return }
    guard let again = try? EventPattern(Array(pattern.text.utf8)) else {
      throw Finding("the text of a pattern is not a pattern: \(pattern.text)")
    }
    try expect(again.text == pattern.text, "the text of a pattern changes: \(pattern.text)")
    if parts.count > 1 { _ = try match(pattern, Array(parts[1])) }
    let isMatch = try messages.map { try match(pattern, $0) }
    try expect(try search(pattern) == isMatch, "the search does not agree with the match")
  }

  /// Whether an event matches; nil if it is not JSON.
  private func match(_ pattern: EventPattern, _ event: [UInt8]) throws -> Bool? {
    guard let isMatch = try? pattern.matches(event) else { return nil }
    try expect(
      try pattern.explain(event).isMatch == isMatch, "the explanation does not agree with the match"
    )
    return isMatch
  }

  private func search(_ pattern: EventPattern) throws -> [Bool?] {
    let search = try PatternSearch(pattern, fuzzed.archive.connection)
    try search.register(on: fuzzed.archive.connection)
    let condition = try search.condition(on: "t")
    let select = try fuzzed.archive.connection.prepare(
      "SELECT \(condition) FROM tasks AS t ORDER BY t.id", persistent: false)
    var found: [Bool?] = []
    while try select.step() { found.append(select.integer(at: 0) == 1) }
    return found
  }
}
