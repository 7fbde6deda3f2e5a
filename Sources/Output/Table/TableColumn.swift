package import Rows

/// A column of a table for people: what its heading says, and what is done with it where the terminal is narrow.
package struct TableColumn: Sendable {
  /// How its cells are colored where there are colors.
  package enum Ink: Sendable {
    case plain
    /// A chart.
    case chart
    /// `abnormal` stands out, `routine` steps back.
    case kind
    /// Counts of abnormal stops; those above 0 stand out.
    case abnormalCount
    /// Counts of routine stops.
    case routineCount
  }

  /// What notes and options call it.
  package let name: String
  /// Its heading.
  package private(set) var title: String
  package let kind: ResultColumn.Kind
  /// Whether it tells the rows apart: such columns are hidden last.
  package var isKey = false
  /// Whether its cells are sentences, which get the room that others leave.
  package var isProse = false
  /// Whether the values may tell that its cells are sentences.
  package var mayBeProse = true
  /// Whether it is what the report is about, such as the count that the bars show.
  package var isMain = false
  /// Whether a value that all rows share may be said once, above the table.
  package var isSaidOnce = false
  /// Whether the cells are bars that belong to the column on the left.
  package var isBars = false
  /// Whether the cells are charts, which are never cut.
  package var isChart = false
  /// Whether the ids in it are shown by their beginning, even where there is room.
  package var hasShortIDs = false
  package var ink = Ink.plain

  package init(_ name: String, title: String? = nil, _ kind: ResultColumn.Kind = .any) {
    self.name = name
    self.title = title ?? name
    self.kind = kind
  }

  /// A column of a result.
  package init(_ column: ResultColumn) {
    self.init(column.name, title: ColumnTitle.text(of: column), column.kind)
  }

  /// The same under another heading; bars keep theirs.
  func titled(_ title: String) -> TableColumn {
    isBars ? self : TableColumn(self, title: title)
  }

  private init(_ other: TableColumn, title: String) {
    self = other
    self.title = title
  }
}

/// What a table is told about its rows before they come.
package struct TableHints: Sendable {
  /// The columns; nil to derive them from those of the result.
  package var columns: [TableColumn]?
  /// The names of columns that tell rows apart, besides the first ones.
  package var keys: [String] = []
  /// What stands above the table on a terminal.
  package var heading: [String] = []
  /// Whether long values go on below themselves instead of being cut, as suits names and values.
  package var wraps = false
  /// Whether each row is a record of its own, which a terminal shows as a list, with the line breaks in its values.
  package var areRecords = false
  /// Whether the user chose these columns, so that as few as possible are hidden.
  package var areColumnsChosen = false

  /// How many of the first columns are keys, besides those that are named.
  package var firstKeysMax = 2

  package init() {}

  func columns(for result: [ResultColumn]) -> [TableColumn] {
    if let columns, columns.count == result.count { return columns }
    return result.enumerated().map { index, column in
      var shown =
        column.kind == .time
        ? TableColumn(column.name, title: column.name + " (UTC)", .time) : TableColumn(column)
      shown.isKey = index < firstKeysMax || keys.contains(column.name)
      return shown
    }
  }
}
