/// A table of strings that `lookup` reads.
///
/// Column n of the file is `c<n>` in SQL, from 1, and never NULL; rows stand in the order of their
/// `rowid`.
package struct LookupTable: Equatable, Sendable {
  /// The SQL after FROM: `temp.lookup_1`.
  package let source: String
  /// The names in the first line of the file.
  package let columns: [String]

  package init(source: String, columns: [String]) {
    self.source = source
    self.columns = columns
  }

  /// The SQL name of a column; nil if there is no column of that name, case included.
  package func column(_ name: String) -> String? {
    columns.firstIndex { $0.utf8.elementsEqual(name.utf8) }.map { "c\($0 + 1)" }
  }
}
