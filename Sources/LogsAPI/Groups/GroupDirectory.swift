import LogsInsights

/// The log groups that the server shows, and what a caller's name for one stands for (logs-api.md 2.1).
///
/// Recorded groups come first; the names that the server's owner gives stand for the stops whose group is not known;
/// and each cluster has the group that event capture in the ECS console gives it.
struct GroupDirectory: Sendable {
  let places: ArchivePlaces
  private let naming: GroupNaming
  /// By name.
  let groups: [String: LogGroup]

  private typealias Entry = (place: ArchivePlaces.Place, extent: ArchivePlaces.Extent)

  init(_ places: ArchivePlaces, _ naming: GroupNaming) {
    self.places = places
    self.naming = naming
    var groups: [String: LogGroup] = [:]
    let entries = places.extents.map { Entry(place: $0.key, extent: $0.value) }
    let clusters = Set(entries.compactMap(\.place.cluster))
    for cluster in clusters {
      let name = GroupNaming.clusterGroup(cluster)
      groups[name] = LogGroup(
        name, [.init("@cluster", oneOf: [cluster])],
        of: entries.filter { $0.place.cluster == cluster })
    }
    let hasUnknown = entries.isEmpty || entries.contains { $0.place.log == nil }
    let given = hasUnknown ? naming.names : []
    for name in Set(entries.compactMap(\.place.recordedGroup)).union(given) {
      groups[name] = Self.group(name, isGiven: given.contains(name), entries, naming)
    }
    self.groups = groups
  }

  private static func group(
    _ name: String, isGiven: Bool, _ entries: [Entry], _ naming: GroupNaming
  ) -> LogGroup {
    let own = entries.filter {
      $0.place.recordedGroup == name || isGiven && $0.place.log == nil
    }
    guard own.count < entries.count else { return LogGroup(name, [], of: own) }
    var logs = Set(own.compactMap(\.place.log))
    if isGiven {
      // As `@log` shows the stops whose group is not known.
      logs.formUnion(
        own.filter { $0.place.log == nil }.map {
          LogText.of($0.place.account, group: naming.main)
        })
    }
    return LogGroup(name, [.init("@log", oneOf: logs.sorted())], of: own)
  }

  private init(_ directory: GroupDirectory, groups: [String: LogGroup]) {
    places = directory.places
    naming = directory.naming
    self.groups = groups
  }

  /// The groups as a caller sees them who asks for one region.
  func narrowed(toRegion region: String) -> GroupDirectory {
    GroupDirectory(self, groups: groups.compactMapValues { $0.narrowed(toRegion: region) })
  }

  /// All groups in the order of their names' bytes.
  var sorted: [LogGroup] {
    groups.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The group that an identifier names, narrowed to the account and region of an ARN; nil if there is none.
  func group(_ identifier: GroupIdentifier) -> LogGroup? {
    guard let group = groups[identifier.name] ?? everything(as: identifier.name) else { return nil }
    guard let account = identifier.account, let region = identifier.region,
      !naming.takesEveryName
    else { return group }
    return group.narrowed(to: LogGroup.Owner(account: account, region: region))
  }

  private func everything(as name: String) -> LogGroup? {
    guard naming.takesEveryName else { return nil }
    return LogGroup(name, [], of: places.extents.map { ($0.key, $0.value) })
  }

  /// The names of the groups that have all stops together: those of clusters are not needed.
  var mainNames: [String] {
    let clusters = places.extents.keys.compactMap(\.cluster).map(GroupNaming.clusterGroup)
    return Set(groups.keys).subtracting(clusters).sorted()
  }

  /// All stops, under the name of the group that has the most of them.
  var everything: LogGroup {
    let largest = groups.values.max {
      ($0.extent.stops, $1.name) < ($1.extent.stops, $0.name)
    }
    return LogGroup(
      largest?.name ?? naming.main, [], of: places.extents.map { ($0.key, $0.value) })
  }

  /// The account that most stops are of.
  var mainOwner: LogGroup.Owner {
    LogGroup("", [], of: places.extents.map { ($0.key, $0.value) }).mainOwner
  }
}

/// `@log` of a stop whose group is not known.
enum LogText {
  static func of(_ account: String?, group: String) -> String {
    "\(account ?? LogGroup.Owner.unknown.account):\(group)"
  }
}

extension EventSelection {
  /// The stops of any of these groups; nil for all stops.
  init?(_ groups: [LogGroup]) {
    let alternatives = groups.map(\.tests)
    guard !alternatives.contains(where: \.isEmpty) else { return nil }
    self.init(alternatives)
  }
}
