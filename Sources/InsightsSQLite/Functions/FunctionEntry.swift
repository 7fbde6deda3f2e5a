import LogsInsights

/// How SQLite works out a function of the language.
struct FunctionEntry: Sendable {
  /// The name as in the declaration.
  let function: String
  /// The SQL of a call, of whose arguments the terms are.
  let render: Rendering

  typealias Rendering = @Sendable (inout Lowering, FunctionCall, [Term]) -> SQLFragment

  init(_ function: String, render: @escaping Rendering) {
    self.function = function
    self.render = render
  }

  /// A function that an SQL function of ours is.
  init(_ function: String, _ sql: SQLFunction) {
    self.init(function, calling: sql.name)
  }

  /// A function that one of SQLite's own is.
  init(_ function: String, calling name: String) {
    self.init(function) { _, _, terms in .call(name, terms.map(\.sql)) }
  }
}

/// How SQLite works out the functions of the language; the families stand in files of their own.
enum FunctionEntries {
  static let all: [FunctionEntry] =
    numbers + times + general + addresses + strings + encodings + structures + aggregates
    + statistics + ordered

  private static let byName: [String: FunctionEntry] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.function, $0) })

  static func entry(for name: String) -> FunctionEntry? { byName[name] }
}
