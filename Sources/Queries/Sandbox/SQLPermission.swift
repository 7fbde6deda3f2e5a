import SQLite

/// What a statement in the sandbox may do.
enum SQLPermission {
  static func allows(_ action: AuthorizedAction) -> Bool {
    switch action.kind {
    case .select, .read, .recursive: true
    case .update: isDeclaration(action)
    case .function: !refusedFunctions.contains(lowercased(action.second))
    case .pragma: allowsPragma(lowercased(action.first), argument: action.second)
    default: false
    }
  }

  /// Whether it is what SQLite asks when a table-valued function such as `json_each` is first used, whose columns it
  /// learns from a CREATE TABLE that is never run.
  ///
  /// An UPDATE of the schema that somebody has typed is refused by SQLite itself.
  private static func isDeclaration(_ action: AuthorizedAction) -> Bool {
    action.database == "main"
      && (action.first == "sqlite_master" || action.first == "sqlite_schema")
  }

  /// Functions that load code, reach into memory, or touch files or logs.
  ///
  /// Most of them are only in SQLite's shell.
  private static let refusedFunctions: Set<String> = [
    "load_extension", "fts3_tokenizer", "sqlite_log", "readfile", "writefile", "edit", "fsdir",
    "lsdir", "lsmode",
  ]

  private static func allowsPragma(_ name: String, argument: String?) -> Bool {
    argument == nil
      ? readingPragmas.contains(name) || inspectingPragmas.contains(name)
      : inspectingPragmas.contains(name)
  }

  /// Pragmas that tell a setting when they have no argument, and would change it with one.
  private static let readingPragmas: Set<String> = [
    "application_id", "auto_vacuum", "cache_size", "data_version", "encoding", "freelist_count",
    "hard_heap_limit", "journal_mode", "journal_size_limit", "max_page_count", "mmap_size",
    "page_count", "page_size", "query_only", "schema_version", "synchronous", "temp_store",
    "user_version",
  ]

  /// Pragmas that only look, whatever their argument.
  private static let inspectingPragmas: Set<String> = [
    "collation_list", "compile_options", "database_list", "foreign_key_check", "foreign_key_list",
    "function_list", "index_info", "index_list", "index_xinfo", "integrity_check", "module_list",
    "pragma_list", "quick_check", "table_info", "table_list", "table_xinfo",
  ]

  /// What to say about a refused action.
  static func sentence(_ action: AuthorizedAction) -> String {
    switch action.kind {
    case .attach, .detach: "other databases cannot be attached or detached"
    case .transaction, .savepoint: "transactions cannot be begun or ended"
    case .function: "the function \(action.second ?? "") is not available"
    case .pragma where action.second != nil && readingPragmas.contains(lowercased(action.first)):
      "PRAGMA \(action.first ?? "") can be read, not set"
    case .pragma: "PRAGMA \(action.first ?? "") is not available"
    case .read: "no such table: \(action.first ?? "")"
    default: "the statement would change the archive, and only reading is allowed"
    }
  }

  private static func lowercased(_ name: String?) -> String { (name ?? "").lowercased() }
}
