import CSQLite

/// The answer to an action that a statement wants to take.
package enum Authorization: Sendable {
  case allow
  /// The statement is not prepared: `SQLiteError.isAuthorization`.
  case deny
  /// The action is skipped: a column reads as NULL.
  case ignore

  var code: Int32 {
    switch self {
    case .allow: SQLITE_OK
    case .deny: SQLITE_DENY
    case .ignore: SQLITE_IGNORE
    }
  }
}

/// One thing that a statement would do, as SQLite's compiler describes it.
package struct AuthorizedAction: Equatable, Sendable {
  package let kind: Kind
  /// The table, index, pragma and so on; which one depends on `kind` (sqlite.org/c3ref/c_alter_table).
  package let first: String?
  /// The column, the pragma's argument, the function's name and so on.
  package let second: String?
  /// The schema: `main`, `temp` or an attached one.
  package let database: String?
  /// The view or trigger that the action comes from, if it is not the statement itself.
  package let source: String?

  package init(
    kind: Kind, first: String? = nil, second: String? = nil, database: String? = nil,
    source: String? = nil
  ) {
    self.kind = kind
    self.first = first
    self.second = second
    self.database = database
    self.source = source
  }

  /// SQLite's authorizer codes.
  package enum Kind: Int32, Sendable, CaseIterable {
    case createIndex = 1
    case createTable = 2
    case createTemporaryIndex = 3
    case createTemporaryTable = 4
    case createTemporaryTrigger = 5
    case createTemporaryView = 6
    case createTrigger = 7
    case createView = 8
    case delete = 9
    case dropIndex = 10
    case dropTable = 11
    case dropTemporaryIndex = 12
    case dropTemporaryTable = 13
    case dropTemporaryTrigger = 14
    case dropTemporaryView = 15
    case dropTrigger = 16
    case dropView = 17
    case insert = 18
    case pragma = 19
    case read = 20
    case select = 21
    case transaction = 22
    case update = 23
    case attach = 24
    case detach = 25
    case alterTable = 26
    case reindex = 27
    case analyze = 28
    case createVirtualTable = 29
    case dropVirtualTable = 30
    case function = 31
    case savepoint = 32
    case recursive = 33
  }
}
