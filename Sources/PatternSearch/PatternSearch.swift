package import EventPatterns
import Events
import JSON
package import SQLite
import Storage

/// Finds the stops of an archive that match an event pattern.
///
/// The pattern is always evaluated on the message itself. But only one message is read of all stops that the pattern
/// cannot distinguish: those with the same shapes and the same values in the columns that it looks at
/// (`DecidingColumns`). Of a million stops these are a few thousand.
package final class PatternSearch {
  package let pattern: EventPattern
  private let columns: DecidingColumns
  private let shapes: ArchiveShapes?
  private let connection: Connection
  private let messages: MessageReader
  private let task: KeyColumns
  private let containers: ChildKeys?
  private let attachments: ChildKeys?

  private var results: [StopKey: Bool] = [:]
  private var key = StopKey()
  private let reader = JSONReader()
  /// The number of messages read.
  package private(set) var messagesRead = 0

  /// At most this many kinds of stops are cached; if there are more, as with a pattern on ids, caching does not help.
  private static let resultsMax = 200_000

  package init(_ pattern: EventPattern, _ connection: Connection) throws {
    self.pattern = pattern
    self.connection = connection
    shapes = try ArchiveShapes(connection)
    columns = DecidingColumns(pattern, shapes)
    messages = try MessageReader(connection)
    task = try KeyColumns(columns.task, of: pattern, connection)
    containers = try columns.containers.map {
      try ChildKeys("containers", $0, of: pattern, connection)
    }
    attachments = try columns.attachments.map {
      try ChildKeys("attachments", $0, of: pattern, connection)
    }
  }

  /// The SQL function that evaluates the pattern.
  private static let functionName = "pattern_matches"

  /// Registers the function that `condition` calls; it works as long as the search exists.
  ///
  /// The connection does not keep the search alive, because the search's statements would keep the connection open.
  package func register(on connection: Connection) throws(SQLiteError) {
    try connection.createFunction(name: Self.functionName, argumentCount: -1) {
      [weak self] arguments, result in
      guard let self else { return result.returnError("the search for the pattern has ended") }
      result.returnBoolean(try self.matches(arguments))
    }
  }

  /// An SQL condition that is true if the pattern matches a row of `tasks` with the given name.
  package func condition(on row: String) throws -> String {
    let names = columns.areUnknown ? ["id"] : ["id", "shape_id"] + columns.task.map(\.name)
    let arguments = names.map { "\(row).\($0)" }.joined(separator: ", ")
    let call = "\(Self.functionName)(\(arguments))"
    guard let shapes,
      let candidates = try CandidateCondition(pattern, shapes, connection).sql(on: row)
    else { return call }
    return "(\(candidates) AND \(call))"
  }

  /// Whether the pattern matches a stop, given the arguments in `condition`.
  private func matches(_ arguments: borrowing FunctionArguments) throws -> Bool {
    let row = arguments.integer(at: 0)
    guard !columns.areUnknown else { return try matchesMessage(ofTask: row) }
    key.removeAll()
    try task.append(arguments, to: &key)
    try containers?.append(childrenOf: row, to: &key)
    try attachments?.append(childrenOf: row, to: &key)
    if let known = results[key] { return known }
    let isMatch = try matchesMessage(ofTask: row)
    if results.count >= Self.resultsMax { results.removeAll(keepingCapacity: true) }
    results[key] = isMatch
    return isMatch
  }

  private func matchesMessage(ofTask row: Int64) throws -> Bool {
    messagesRead += 1
    return try messages.withMessage(ofTask: row) { message in
      guard let event = reader.read(message) else { return try pattern.matches(Array(message)) }
      return pattern.matches(event, in: reader.source)
    }
  }
}
