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

  /// The names of a kind.
  package subscript(kind: Kind) -> [String] {
    switch kind {
    case .cluster: clusters
    case .service: services
    case .account: accounts
    case .region: regions
    }
  }

  package var isEmpty: Bool {
    clusters.isEmpty && services.isEmpty && accounts.isEmpty && regions.isEmpty
  }

  /// Whether clusters are left out.
  var narrowsClusters: Bool { !clusters.isEmpty || !accounts.isEmpty || !regions.isEmpty }

  /// How many names of a kind a sentence gives.
  private static let describedMax = 5

  /// What each kind was given, for sentences: `cluster shop, region eu-west-1`.
  package var description: String {
    Kind.allCases.flatMap { kind in
      let names = self[kind]
      let shown = names.prefix(Self.describedMax).map { "\(kind.rawValue) \($0)" }
      let more = names.count - shown.count
      return more > 0 ? shown + ["\(more) more \(kind.rawValue)s"] : shown
    }.joined(separator: ", ")
  }
}

/// A scope in the archive's ids.
struct ScopeIDs {
  /// What is not in any cluster, or in no group.
  static let none = "(none)"

  /// Nil for all; a nil among them for none.
  private(set) var clusters: [Int64?]?
  private(set) var groups: [Int64?]?
  /// The ARNs and names for the ids, for Logs Insights.
  private(set) var clusterARNs: [String] = []
  private(set) var groupNames: [String] = []

  init(_ scope: ReportScope, _ connection: Connection) throws {
    if scope.narrowsClusters {
      try findClusters(scope, connection)
    }
    if !scope.services.isEmpty { try findGroups(scope.services, connection) }
  }

  /// Whether stops of a cluster and group are in the scope; nil for no cluster or group.
  func contains(cluster: Int64?, group: Int64?) -> Bool {
    (clusters?.contains(cluster) ?? true) && (groups?.contains(group) ?? true)
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
          kind, value, names: all.dropFirst().map(name))
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
        throw ReportError.unknownScope(
          .service, service, names: try ScopeNames(connection).all(.service))
      }
    }
    groups = ids
  }
}

/// Whether two strings have the same bytes.
private func isSame(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}
