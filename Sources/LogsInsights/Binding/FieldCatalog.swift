/// Which fields the events have: what the language asks before it can say what a query means.
///
/// Where the fields are kept is what an engine asks, in a protocol of its own.
public protocol FieldCatalog {
  /// The field of a name, or nil if no event has it.
  ///
  /// Asked with the flattened name, ``FieldPath/name``. `@timestamp` is never asked for.
  func field(_ path: FieldPath) throws -> EventField?

  /// The pattern of a field's text, where it is at hand; nil makes `pattern` work it out.
  func pattern(of path: FieldPath) throws -> EventField?

  /// Why the engine's regular expressions do not take one; nil if they do.
  func regexFault(in pattern: String) -> String?

  /// The names of all fields, for "did you mean".
  var knownFields: [String] { get }

  /// The field that is probably meant by a name that no event has, where more than its spelling tells; nil if nothing
  /// does.
  func fieldMeant(by name: String) -> String?

  /// The values of a field that may have been meant by one that no event has in it, the likeliest first; nil where
  /// some event has it, or that is not known.
  func valuesMeant(by text: String, of path: FieldPath) throws -> [String]?

  /// The names of the tables that `lookup` can read; nil if the caller gave none.
  var lookupTables: [String]? { get }

  /// The columns of a table that `lookup` can read; nil if there is no such table.
  func lookupColumns(of table: String) throws -> [String]?

  /// The times of the first and the last event; nil if that is not known, or if there are none.
  var eventTimes: ClosedRange<Int64>? { get }
}

extension FieldCatalog {
  public func pattern(of path: FieldPath) throws -> EventField? { nil }

  public func regexFault(in pattern: String) -> String? { nil }

  public func fieldMeant(by name: String) -> String? { nil }

  public func valuesMeant(by text: String, of path: FieldPath) throws -> [String]? { nil }

  public var lookupTables: [String]? { nil }

  public func lookupColumns(of table: String) throws -> [String]? { nil }

  public var eventTimes: ClosedRange<Int64>? { nil }
}
