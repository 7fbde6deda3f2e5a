/// Why a database cannot be brought to the schema that the program needs.
package enum MigrationError: Error, Equatable {
  /// The file is not a SQLite database.
  case notADatabase
  /// The database belongs to another application, by its application id.
  case foreign(applicationID: Int32, expected: Int32)
  /// The database has tables, or a WAL, but no application id.
  case unmarked(expected: Int32)
  /// The schema is older than the first step that the program knows.
  case retired
  /// The schema was made by a newer program.
  case newer(version: Int32, supported: Int32)
  /// A step failed; everything was rolled back.
  case failed(version: Int32, name: String, error: SQLiteError)
  /// SQLite reported another error, such as a lock.
  case sqlite(SQLiteError)
}

extension MigrationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notADatabase:
      "the file is not a SQLite database"
    case .foreign(let found, _):
      "the file is a SQLite database of another application (application id \(found))"
    case .unmarked:
      "the file is a SQLite database of something else, not an ecs-stops archive"
    case .retired:
      "the archive was written before the first release, and this version cannot read it"
    case .newer(let version, let supported):
      "the archive has schema version \(version), and this version of ecs-stops supports up to \(supported)"
    case .failed(let version, let name, let error):
      "schema step \(version) (\(name)) failed, and nothing was changed: \(Self.sentence(error))"
    case .sqlite(let error):
      Self.sentence(error)
    }
  }

  /// The statement is of interest where it is wrong, not where the system fails.
  private static func sentence(_ error: SQLiteError) -> String {
    error.isSchemaError || error.isConstraint ? error.description : error.message
  }
}
