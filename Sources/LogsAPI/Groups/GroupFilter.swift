/// Which log groups a listing shows.
struct GroupFilter: CustomStringConvertible {
  let prefix: String?
  /// A part of the name.
  let pattern: String?
  private let groupClass: Class?
  private let accounts: [String]?
  /// Whether each account and region of a group is an entry of its own.
  private let showsOwners: Bool

  enum Class: String, CaseIterable {
    case standard = "STANDARD"
    case infrequentAccess = "INFREQUENT_ACCESS"
    case delivery = "DELIVERY"
  }

  /// A line of the listing.
  struct Entry {
    let group: LogGroup
    let owner: LogGroup.Owner
    let extent: ArchivePlaces.Extent
  }

  /// Reads what ListLogGroups has in common with DescribeLogGroups.
  init(listing members: Members) throws(APIError) {
    prefix = nil
    pattern = nil
    (groupClass, accounts, showsOwners) = try Self.common(members)
  }

  private static func common(
    _ members: Members
  ) throws(APIError) -> (Class?, accounts: [String]?, showsOwners: Bool) {
    (
      try members.word("logGroupClass", as: Class.self),
      try members.texts("accountIdentifiers", TextRule(length: 12...12), count: 0...20),
      try members.boolean("includeLinkedAccounts") ?? false
    )
  }

  init(_ members: Members) throws(APIError) {
    prefix = try members.text("logGroupNamePrefix", .groupName)
    pattern = try members.text("logGroupNamePattern", .groupPattern)
    (groupClass, accounts, showsOwners) = try Self.common(members)
    guard prefix == nil || pattern == nil else {
      throw .invalid(
        "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.")
    }
  }

  /// The groups in the order of their names.
  func entries(of directory: GroupDirectory) -> [Entry] {
    guard groupClass ?? .standard == .standard else { return [] }
    return directory.sorted.filter { matches($0.name) }.flatMap(entries)
  }

  private func matches(_ name: String) -> Bool {
    if let prefix { return name.hasPrefix(prefix) }
    return pattern.map { $0.isEmpty || name.contains($0) } ?? true
  }

  private func entries(of group: LogGroup) -> [Entry] {
    guard showsOwners || accounts?.isEmpty == false else {
      return [Entry(group: group, owner: group.mainOwner, extent: group.extent)]
    }
    let shares = group.shares.filter { share in
      accounts.map { $0.isEmpty || $0.contains(share.owner.account) } ?? true
    }
    if showsOwners {
      return shares.map { Entry(group: group, owner: $0.owner, extent: $0.extent) }
    }
    guard let first = shares.first, let narrowed = group.narrowed(toAccounts: accounts ?? []) else {
      return []
    }
    return [Entry(group: narrowed, owner: first.owner, extent: narrowed.extent)]
  }

  /// Tells one filter from another.
  var description: String {
    "\(prefix ?? "") \(pattern ?? "") \(groupClass?.rawValue ?? "") \(accounts ?? []) \(showsOwners)"
  }
}
