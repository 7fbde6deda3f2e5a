package import SQLite

/// The SQL functions, aggregates and collations that the SQL of plans calls.
package enum InsightsFunctions {
  /// Makes the functions known to a connection.
  ///
  /// - Parameter makeOrder: gives the order of events of one time for a group of `earliest` or
  ///   `latest`; what it keeps lives as long as the group.
  package static func register(
    on connection: Connection, makeOrder: @escaping (Connection) -> EventOrder
  ) throws(SQLiteError) {
    for function in SQLFunction.all { try function.register(on: connection) }
    for aggregate in SQLAggregate.allCases {
      try aggregate.register(on: connection, makeOrder: makeOrder)
    }
    try connection.createCollation(name: SQLFunction.collation) { left, right in
      Int32(SortOrder.compare(left, right))
    }
  }

  /// The number under which the functions share what they found: of ``FunctionContext/shared(under:_:)``.
  package static let sharedNumber: UInt8 = 1
}

extension SQLFunction {
  /// The collation of ``SortOrder``.
  static let collation = "insights_order"
}
