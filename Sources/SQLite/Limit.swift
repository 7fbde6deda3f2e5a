/// What `Connection.limit(_:to:)` can limit, by the numbers of SQLite's C interface.
package enum Limit: Int32, Sendable {
  /// Bytes of a string, a blob or a row.
  case length = 0
  /// Bytes of an SQL statement.
  case sqlLength = 1
  /// Columns of a table, an index, a result, a clause.
  case columns = 2
  /// Depth of an expression tree.
  case expressionDepth = 3
  /// Terms of a compound SELECT.
  case compoundSelects = 4
  /// Instructions of a prepared statement.
  case programOperations = 5
  /// Arguments of a function.
  case functionArguments = 6
  /// Attached databases.
  case attached = 7
  /// Bytes of the pattern of LIKE and GLOB.
  case likePatternLength = 8
  /// The highest number of a parameter.
  case variableNumber = 9
  /// Depth of triggers that fire triggers.
  case triggerDepth = 10
  /// Helper threads of a statement.
  case workerThreads = 11
}
