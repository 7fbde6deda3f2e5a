/// Columns of a result in their order; a name occurs once.
struct ColumnList: ExpressibleByArrayLiteral {
  private var columns: [Scope.Column] = []
  private var names: Set<FieldName> = []

  init(arrayLiteral columns: Scope.Column...) {
    for column in columns { add(column) }
  }

  /// Adds a column; the same text twice in one list is one column.
  mutating func add(_ column: Scope.Column) {
    if names.insert(column.name).inserted { columns.append(column) }
  }
}

extension ColumnList: RandomAccessCollection {
  var startIndex: Int { columns.startIndex }
  var endIndex: Int { columns.endIndex }

  subscript(index: Int) -> Scope.Column { columns[index] }
}
