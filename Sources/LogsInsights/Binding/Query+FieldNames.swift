extension Query {
  /// The names of the events' fields that the query reads, in the order of their bytes.
  ///
  /// Names that the query itself makes are not among them, unless it reads a field of that name before.
  public var fieldNames: [String] {
    let names = NameCollector()
    // What is wrong with the query does not matter here; up to there it has named its fields.
    _ = try? plan(catalog: names, options: CompileOptions(now: 0))
    return names.names.sorted()
  }
}

/// A catalog of events that have every field, which remembers for which it was asked.
private final class NameCollector: FieldCatalog {
  private(set) var names: Set<String> = []
  let knownFields: [String] = []

  func field(_ path: FieldPath) -> EventField? {
    names.insert(path.name)
    return EventField(path, kind: .any)
  }
}
