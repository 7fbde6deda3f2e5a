import LogsInsights

/// A log group that the server shows: a name for some of the stops.
struct LogGroup: Sendable {
  let name: String
  /// What chooses its stops; no tests for all.
  let tests: [EventSelection.Test]
  /// Its stops by account and region, the most frequent pair first.
  let owners: [Owner]
  let extent: ArchivePlaces.Extent

  struct Owner: Hashable, Sendable {
    let account: String
    let region: String
  }

  /// The stops of one owner of it.
  struct Share: Sendable {
    let owner: Owner
    let extent: ArchivePlaces.Extent
  }

  let shares: [Share]
  /// Where its stops come from.
  private let places: Set<ArchivePlaces.Place>

  /// Whether the stops of a place are in the group.
  func holds(_ place: ArchivePlaces.Place) -> Bool { places.contains(place) }

  init(
    _ name: String, _ tests: [EventSelection.Test],
    of places: [(place: ArchivePlaces.Place, extent: ArchivePlaces.Extent)]
  ) {
    self.name = name
    self.tests = tests
    var extents: [Owner: ArchivePlaces.Extent] = [:]
    var sum = ArchivePlaces.Extent()
    for (place, extent) in places {
      extents[place.owner, default: ArchivePlaces.Extent()].add(extent)
      sum.add(extent)
    }
    extent = sum
    self.places = Set(places.map(\.place))
    shares = extents.map { Share(owner: $0, extent: $1) }.sorted {
      ($1.extent.stops, $0.owner.account, $0.owner.region)
        < ($0.extent.stops, $1.owner.account, $1.owner.region)
    }
    owners = shares.map(\.owner)
  }

  /// The stops of some owners, chosen by more tests.
  private init(_ group: LogGroup, _ more: [EventSelection.Test], _ kept: [Share]) {
    name = group.name
    tests = group.tests + more
    shares = kept
    owners = kept.map(\.owner)
    places = group.places.filter { [owners] in owners.contains($0.owner) }
    var sum = ArchivePlaces.Extent()
    for share in kept { sum.add(share.extent) }
    extent = sum
  }

  /// The stops of one account and region; nil if it has none of theirs.
  func narrowed(to owner: Owner) -> LogGroup? {
    guard let share = shares.first(where: { $0.owner == owner }) else {
      return shares.isEmpty && owner == .unknown ? self : nil
    }
    guard shares.count > 1 else { return self }
    return LogGroup(
      self,
      [
        .init("account", oneOf: [owner.account], orMissing: owner.account == Owner.unknown.account),
        .init("region", oneOf: [owner.region], orMissing: owner.region == Owner.unknown.region),
      ], [share])
  }

  /// The stops of one region; nil if it has none there.
  func narrowed(toRegion region: String) -> LogGroup? {
    let kept = shares.filter { $0.owner.region == region }
    guard !kept.isEmpty else { return nil }
    guard kept.count < shares.count else { return self }
    let test = EventSelection.Test(
      "region", oneOf: [region], orMissing: region == Owner.unknown.region)
    return LogGroup(self, [test], kept)
  }

  /// The stops of some accounts; nil if it has none of theirs.
  func narrowed(toAccounts accounts: [String]) -> LogGroup? {
    let kept = shares.filter { accounts.contains($0.owner.account) }
    guard !kept.isEmpty else { return nil }
    guard kept.count < shares.count else { return self }
    let test = EventSelection.Test(
      "account", oneOf: accounts, orMissing: accounts.contains(Owner.unknown.account))
    return LogGroup(self, [test], kept)
  }

  /// The account and region that its ARN has where one is needed.
  var mainOwner: Owner { owners.first ?? .unknown }
}

extension LogGroup.Owner {
  /// Where no stop says it.
  static let unknown = LogGroup.Owner(account: "000000000000", region: "us-east-1")
}

extension ArchivePlaces.Place {
  var owner: LogGroup.Owner {
    LogGroup.Owner(
      account: account ?? LogGroup.Owner.unknown.account,
      region: region ?? LogGroup.Owner.unknown.region)
  }

  /// The name of the recorded group, without its account.
  var recordedGroup: String? {
    log.map { log in
      guard let colon = log.firstIndex(of: ":") else { return log }
      return String(log[log.index(after: colon)...])
    }
  }
}
