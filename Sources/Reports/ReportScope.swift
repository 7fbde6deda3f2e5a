import SQLite
import Storage

/// Which stops a report looks at, besides their time; nothing in a list means all.
package struct ReportScope: Sendable, Equatable {
  package enum Kind: String, CaseIterable, Sendable {
    case cluster, service, account, region
  }

  /// Names or ARNs.
  package var clusters: [String]
  /// Names of services, or of groups such as `family:report`; `(none)` for tasks without a group.
  package var services: [String]
  package var accounts: [String]
  package var regions: [String]

  package init(
    clusters: [String] = [], services: [String] = [], accounts: [String] = [],
    regions: [String] = []
  ) {
    self.clusters = clusters
    self.services = services
    self.accounts = accounts
    self.regions = regions
  }

  package var isEmpty: Bool {
    clusters.isEmpty && services.isEmpty && accounts.isEmpty && regions.isEmpty
  }

  /// What each kind was given, for sentences: `cluster shop, region eu-west-1`.
  package var description: String {
    values.map { "\($0.kind) \($0.name)" }.joined(separator: ", ")
  }
}

/// A scope in the archive's ids.
struct ScopeIDs {
  /// What is not in any cluster, or in no group.
  static let none = "(none)"

  /// Nil for all; a nil among them for none.
  private(set) var clusters: [Int64?]?
  private(set) var groups: [Int64?]?
  /// The ARNs and names behind the ids, for Logs Insights.
  private(set) var clusterARNs: [String] = []
  private(set) var groupNames: [String] = []

  init(_ scope: ReportScope, _ connection: Connection) throws {
    if !scope.clusters.isEmpty || !scope.accounts.isEmpty || !scope.regions.isEmpty {
      try findClusters(scope, connection)
    }
    if !scope.services.isEmpty { try findGroups(scope.services, connection) }
  }

  private struct Cluster {
    let id: Int64?
    let arn: String
    let name: String

    func isNamed(_ text: String) -> Bool { isSame(text, name) || isSame(text, arn) }
    var account: String { ReportFunctions.part(5, ofARN: arn) ?? ScopeIDs.none }
    var region: String { ReportFunctions.part(4, ofARN: arn) ?? ScopeIDs.none }
  }

  private mutating func findClusters(
    _ scope: ReportScope, _ connection: Connection
  ) throws {
    let select = try connection.prepare("SELECT id, arn, name FROM clusters ORDER BY arn")
    var found: [Cluster] = [Cluster(id: nil, arn: Self.none, name: Self.none)]
    while try select.step() {
      found.append(
        Cluster(
          id: select.integer(at: 0), arn: select.string(at: 1) ?? "",
          name: select.string(at: 2) ?? ""))
    }
    let conditions: [(ReportScope.Kind, [String], (Cluster, String) -> Bool, (Cluster) -> String)] =
      [
        (.cluster, scope.clusters, { $0.isNamed($1) }, \.name),
        (.account, scope.accounts, { isSame($0.account, $1) }, \.account),
        (.region, scope.regions, { isSame($0.region, $1) }, \.region),
      ]
    let all = found
    for (kind, values, isOf, name) in conditions where !values.isEmpty {
      for value in values where !all.contains(where: { isOf($0, value) }) {
        throw ReportError.unknownScope(
          kind, value, near: NearNames.of(value, among: all.dropFirst().map(name)))
      }
      found.removeAll { cluster in !values.contains { isOf(cluster, $0) } }
    }
    guard !found.isEmpty else { throw ReportError.emptyScope(scope.description) }
    clusters = found.map(\.id).sorted { ($0 ?? .min) < ($1 ?? .min) }
    clusterARNs = found.filter { $0.id != nil }.map(\.arn)
  }

  private mutating func findGroups(
    _ services: [String], _ connection: Connection
  ) throws {
    let select = try connection.prepare(
      "SELECT id, name FROM task_groups WHERE service = ?1 OR name = ?1 ORDER BY id")
    var ids: [Int64?] = []
    for service in services {
      if service == Self.none {
        ids.append(nil)
        continue
      }
      try select.bind(text: service, at: 1)
      var isThere = false
      while try select.step() {
        isThere = true
        let id = select.integer(at: 0)
        guard !ids.contains(id) else { continue }
        ids.append(id)
        groupNames.append(select.string(at: 1) ?? "")
      }
      select.reset()
      guard isThere else {
        throw ReportError.unknownScope(.service, service, near: try Self.near(service, connection))
      }
    }
    groups = ids
  }

  private static func near(_ service: String, _ connection: Connection) throws -> [String] {
    let select = try connection.prepare(
      "SELECT coalesce(service, name) FROM task_groups ORDER BY 1")
    var names: [String] = []
    while try select.step() { names.append(select.string(at: 0) ?? "") }
    return NearNames.of(service, among: names)
  }
}

/// Whether two texts have the same bytes.
private func isSame(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}
