import LogsInsights

/// A few fields of each kind, kept nowhere.
struct LanguageCatalog: FieldCatalog {
  var eventTimes: ClosedRange<Int64>?

  var knownFields: [String] { Self.fields.keys.sorted() }

  func field(_ path: FieldPath) throws -> EventField? { Self.fields[path.name] }

  func pattern(of path: FieldPath) throws -> EventField? {
    path.name == "@message" ? EventField(path, kind: .text, isPattern: true) : nil
  }

  var lookupTables: [String]? { ["owners"] }

  func lookupColumns(of table: String) throws -> [String]? { ["group", "team"] }

  private static let fields: [String: EventField] = Dictionary(
    uniqueKeysWithValues: [
      EventField(FieldPath("@message"), kind: .text),
      EventField(FieldPath("cpu"), kind: .integer),
      EventField(FieldPath("load"), kind: .number),
      EventField(FieldPath("group"), kind: .text),
      EventField(FieldPath("stoppedAt"), kind: .text, textForm: .time),
      EventField(FieldPath("isSpot"), kind: .boolean),
      EventField(FieldPath("containers"), kind: .json),
      EventField(FieldPath("other"), kind: .any),
    ].map { ($0.path.name, $0) })
}
