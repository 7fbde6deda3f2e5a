package import SQLite

extension ReportScope {
  /// The scope with the names that its patterns stand for in an archive, each once.
  ///
  /// A text that is a name as a whole stands for it, whatever characters it has.
  ///
  /// - Throws: `ReportError.unknownScope` for a name that is not in the archive, or a pattern that matches none.
  package func resolved(in connection: Connection) throws -> ReportScope {
    guard !isEmpty else { return self }
    let names = try ScopeNames(connection)
    return ReportScope(
      clusters: try names.names(of: clusters, .cluster),
      services: try names.names(of: services, .service),
      accounts: try names.names(of: accounts, .account),
      regions: try names.names(of: regions, .region))
  }
}

/// The names in an archive that a scope can have.
package struct ScopeNames {
  /// A name, and another by which the same thing is known.
  private struct Entry {
    let name: String
    let other: String
  }

  private var entries: [ReportScope.Kind: [Entry]] = [:]

  package init(_ connection: Connection) throws {
    let clusters = try connection.prepare(
      "SELECT name, arn FROM clusters ORDER BY name, arn", persistent: false)
    while try clusters.step() {
      let arn = clusters.string(at: 1) ?? ""
      add(.cluster, clusters.string(at: 0) ?? arn, arn)
      add(.account, ReportFunctions.part(5, ofARN: arn))
      add(.region, ReportFunctions.part(4, ofARN: arn))
    }
    let groups = try connection.prepare(
      "SELECT coalesce(service, name), name FROM task_groups ORDER BY 1, 2", persistent: false)
    while try groups.step() {
      add(.service, groups.string(at: 0), groups.string(at: 1))
    }
  }

  private mutating func add(_ kind: ReportScope.Kind, _ name: String?, _ other: String? = nil) {
    guard let name else { return }
    entries[kind, default: []].append(Entry(name: name, other: other ?? name))
  }

  /// The names of a kind, each once, in their order.
  package func all(_ kind: ReportScope.Kind) -> [String] {
    var seen: Set<String> = []
    return (entries[kind] ?? []).map(\.name).filter { seen.insert($0).inserted }.sorted()
  }

  /// The names that patterns stand for.
  fileprivate func names(of texts: [String], _ kind: ReportScope.Kind) throws -> [String] {
    var found: [String] = []
    for text in texts {
      for name in try names(of: text, kind) where !found.contains(name) { found.append(name) }
    }
    return found
  }

  private func names(of text: String, _ kind: ReportScope.Kind) throws -> [String] {
    if isKnown(text, kind) { return [text] }
    let patterns = ScopePattern.list(text)
    guard !patterns.isEmpty else { throw unknown(text, kind) }
    return try patterns.flatMap { pattern in
      if let name = pattern.name {
        guard isKnown(name, kind) else { throw unknown(name, kind) }
        return [name]
      }
      let matching = (entries[kind] ?? []).compactMap { entry in
        pattern.matches(entry.name)
          ? entry.name : pattern.matches(entry.other) ? entry.other : nil
      }
      guard !matching.isEmpty else { throw unknown(pattern.text, kind, isPattern: true) }
      return matching
    }
  }

  private func isKnown(_ name: String, _ kind: ReportScope.Kind) -> Bool {
    name == ScopeIDs.none
      || (entries[kind] ?? []).contains { isSame($0.name, name) || isSame($0.other, name) }
  }

  private func unknown(
    _ text: String, _ kind: ReportScope.Kind, isPattern: Bool = false
  ) -> ReportError {
    .unknownScope(kind, text, names: all(kind), isPattern: isPattern)
  }
}

/// Whether two strings have the same bytes.
private func isSame(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}
