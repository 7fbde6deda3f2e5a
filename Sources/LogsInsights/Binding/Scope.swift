/// The names and columns that hold at one place of a query.
struct Scope {
  /// A column of the result.
  struct Column {
    let name: FieldName
    /// The value; nil for a plain name, which shows the value at the end of the query.
    let value: Scalar?
    let path: FieldPath
    let range: SourceRange
  }

  /// The `bin` of the last stats, and what else it grouped by.
  struct Bins {
    let bin: Scalar
    let rounding: TimeRounding
    /// By how many milliseconds the boundaries are moved.
    let offset: Int64
    var keys: [Scalar]
  }

  /// What the query made and a name reaches now.
  var names: [FieldName: Scalar] = [:]
  /// Every alias so far; a second definition of one is an error, wherever it stands.
  var aliases: Set<FieldName> = []
  /// The fields of events that `fields` named alone.
  var selected: Set<FieldName> = []
  /// The columns of the `fields` commands since the last stats.
  var fieldColumns: ColumnList = []
  /// The columns of the names that `parse` and its like made since the last stats or `display`.
  var parsedColumns: ColumnList = []
  /// The names that `parse` made since the last stats.
  var parsed: Set<FieldName> = []
  /// The columns of the last stats.
  var statsColumns: ColumnList = []
  /// The columns of the last `display` since the last stats.
  var displayColumns: ColumnList?
  /// The columns of the result if no command says which.
  var defaultColumns = ["@timestamp", "@message"]
  /// The sides of the join, once there was one.
  var join: JoinedSides?
  /// The plain names in lists of columns, which may be defined later.
  var mentioned: [(path: FieldPath, range: SourceRange)] = []
  /// Whether the rows are groups, so that only ``names`` exist.
  var isGrouped = false
  /// The bins, if the rows are those of a stats by one `bin`.
  var bins: Bins?
  var statsCount = 0
  /// Whether a limit came since the last stats.
  var hasLimit = false
  /// Whether dedup came, after which only a limit may follow.
  var isDeduplicated = false
  /// The first sort or limit since the last stats.
  var orderCommand: (name: String, range: SourceRange)?

  /// The columns that commands chose, without those of `parse`; nil for the default ones.
  var chosenColumns: ColumnList? {
    if let displayColumns { return displayColumns }
    if !fieldColumns.isEmpty { return fieldColumns }
    return isGrouped ? statsColumns : nil
  }

  /// The columns of the result: those that commands chose, or the default ones, and those of the
  /// names that commands made.
  var shownColumns: ColumnList {
    var columns = chosenColumns ?? []
    if chosenColumns == nil {
      for name in defaultColumns {
        columns.add(.plain(FieldPath(name), at: SourceRange(0, 0)))
      }
    }
    for column in parsedColumns { columns.add(column) }
    return columns
  }

  /// The columns of the result so far that are names.
  var plainColumns: [FieldReference] {
    shownColumns.filter { $0.value == nil }
      .map { FieldReference(path: $0.path, range: $0.range) }
  }
}

extension Scope.Column {
  /// A name without an alias, that is shown with the value it has at the end.
  static func plain(_ path: FieldPath, at range: SourceRange) -> Scope.Column {
    Scope.Column(name: path.key, value: nil, path: path, range: range)
  }
}
