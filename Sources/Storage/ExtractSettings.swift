package import SQLite

/// What an extract records about itself in its table `settings`: what it contains, and when it was made.
package struct ExtractSettings: Sendable, Equatable {
  /// A restriction besides the time: a kind such as `service`, and a name of that kind.
  package struct ScopeValue: Sendable, Equatable {
    package let kind: String
    package let name: String

    package init(kind: String, name: String) {
      self.kind = kind
      self.name = name
    }
  }

  /// What an extract contains: all its tables and views hold these stops and no others.
  package struct Content: Sendable, Equatable {
    /// Log times, in milliseconds since 1970, both included.
    package let window: ClosedRange<Int64>
    package let scope: [ScopeValue]
    /// The log times of the first and last stop in the source archive; nil if it had none.
    package let sourceStops: ClosedRange<Int64>?

    package init(
      window: ClosedRange<Int64>, scope: [ScopeValue], sourceStops: ClosedRange<Int64>?
    ) {
      self.window = window
      self.scope = scope
      self.sourceStops = sourceStops
    }
  }

  /// Milliseconds since 1970; reports on the extract use this as the current time.
  package let extractedAt: Int64
  package let content: Content
}

extension ExtractSettings {
  private static let extractedName = "extracted_at"
  private static let startName = "extract_start"
  private static let endName = "extract_end"
  private static let scopeName = "extract_scope"
  private static let sourceStartName = "source_start"
  private static let sourceEndName = "source_end"

  /// Reads the settings of an archive; nil if it is not an extract.
  package init?(_ connection: Connection) throws(SQLiteError) {
    func number(_ name: String) throws(SQLiteError) -> Int64? {
      try connection.integer("SELECT value FROM settings WHERE name = '\(name)'")
    }
    func range(_ first: String, _ last: String) throws(SQLiteError) -> ClosedRange<Int64>? {
      guard let start = try number(first), let end = try number(last) else { return nil }
      return start...max(start, end)
    }
    guard let time = try number(Self.extractedName),
      let window = try range(Self.startName, Self.endName)
    else { return nil }
    extractedAt = time
    content = Content(
      window: window, scope: try Self.scope(connection),
      sourceStops: try range(Self.sourceStartName, Self.sourceEndName))
  }

  private static func scope(
    _ connection: Connection
  ) throws(SQLiteError) -> [ScopeValue] {
    let select = try connection.prepare(
      """
      SELECT v.value ->> 0, v.value ->> 1 FROM settings AS s, json_each(s.value) AS v
      WHERE s.name = '\(scopeName)' ORDER BY v.key
      """, persistent: false)
    var scope: [ScopeValue] = []
    while try select.step() {
      scope.append(
        ScopeValue(kind: select.string(at: 0) ?? "", name: select.string(at: 1) ?? ""))
    }
    return scope
  }

  /// Marks a new archive as an extract.
  static func write(
    _ content: Content, extractedAt time: Int64, to connection: Connection
  ) throws(SQLiteError) {
    let numbers: [(String, Int64?)] = [
      (extractedName, time), (startName, content.window.lowerBound),
      (endName, content.window.upperBound), (sourceStartName, content.sourceStops?.lowerBound),
      (sourceEndName, content.sourceStops?.upperBound),
    ]
    for case (let name, let number?) in numbers {
      try connection.execute("INSERT INTO main.settings VALUES ('\(name)', \(number))")
    }
    try connection.execute("INSERT INTO main.settings VALUES ('\(scopeName)', '[]')")
    let add = try connection.prepare(
      """
      UPDATE main.settings SET value = json_insert(value, '$[#]', json_array(?1, ?2))
      WHERE name = '\(scopeName)'
      """, persistent: false)
    for value in content.scope {
      try add.bind(text: value.kind, at: 1)
      try add.bind(text: value.name, at: 2)
      try add.run()
    }
  }
}

extension Archive {
  /// The settings of an extract; nil for an ordinary archive.
  package func extractSettings() throws(SQLiteError) -> ExtractSettings? {
    try ExtractSettings(connection)
  }
}
