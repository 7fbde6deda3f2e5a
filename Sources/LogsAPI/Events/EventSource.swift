import LogsInsights

/// The group that a call about events names, and the streams in it.
struct EventSource: Sendable {
  /// The name or ARN, as the caller wrote it.
  let group: String

  /// Reads `logGroupName` or `logGroupIdentifier`.
  init(_ members: Members) throws(APIError) {
    let name = try members.text("logGroupName", .groupName)
    let identifier = try members.text("logGroupIdentifier", .groupIdentifier)
    guard name == nil || identifier == nil else {
      throw APIError(
        "ValidationException",
        "LogGroup name and LogGroup ARN are mutually exclusive parameters.")
    }
    group = try members.require("logGroupName", name ?? identifier)
  }

  /// - Throws: `APIError` if there is no such group.
  func resolve(in directory: GroupDirectory) throws(APIError) -> LogGroup {
    guard let group = directory.group(GroupIdentifier(group)) else { throw .unknownGroup }
    return group
  }
}

extension GroupDirectory {
  /// The streams of a group with what is in them, in the order of their names' bytes.
  func streams(of group: LogGroup) -> [(name: String, extent: ArchivePlaces.Extent)] {
    var extents: [String: ArchivePlaces.Extent] = [:]
    for (place, extent) in places.extents where group.holds(place) {
      extents[place.stream ?? GroupNaming.unknownStream, default: ArchivePlaces.Extent()].add(
        extent)
    }
    return extents.map { ($0.key, $0.value) }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }
}

extension EventSelection {
  /// The stops of a group, in some of its streams; nil for all stops.
  init?(_ group: LogGroup, streams: [String]?) {
    let tests = group.tests + (streams.map { [.init("@logStream", oneOf: $0)] } ?? [])
    guard !tests.isEmpty else { return nil }
    self.init([tests])
  }
}
