/// A table of texts that `lookup` reads.
///
/// Column n of the file is `c<n>` in SQL, from 1, and never NULL; rows stand in the order of their
/// `rowid`.
public struct LookupTable: Equatable, Sendable {
  /// The text behind FROM: `temp.lookup_1`.
  public let source: String
  /// The names in the first line of the file.
  public let columns: [String]

  public init(source: String, columns: [String]) {
    self.source = source
    self.columns = columns
  }

  /// The SQL name of a column; nil if there is none of that name, in that case.
  public func column(_ name: String) -> String? {
    columns.firstIndex { $0.utf8.elementsEqual(name.utf8) }.map { "c\($0 + 1)" }
  }
}

extension FieldCatalog {
  /// No field has its pattern at hand.
  public func pattern(of path: FieldPath) throws -> Field? { nil }

  /// No tables were given.
  public var lookupTables: [String]? { nil }

  /// No table has a name.
  public func lookupTable(named name: String, by keys: [String]) throws -> LookupTable? { nil }
}
