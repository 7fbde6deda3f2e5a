/// What must be true of an event's `detail`: every field that is not empty must match one of its alternatives.
struct DetailCondition: Hashable, Sendable {
  var stopCode: [DocumentValue] = []
  var stoppedReason: [DocumentValue] = []
  var containerARNs: [DocumentValue] = []
  var exitCodes: [DocumentValue] = []
  var containerReasons: [DocumentValue] = []
  var attachmentDetails: [DocumentValue] = []
  /// One of these must be true as well; empty, or two and more.
  var oneOf: [DetailCondition] = []

  /// Whether it has conditions on containers: then it binds the container that later conditions apply to.
  var isOfContainers: Bool {
    !containerARNs.isEmpty || !exitCodes.isEmpty || !containerReasons.isEmpty
  }

  /// Requires one of several conditions.
  static func any(of conditions: [DetailCondition]) -> DetailCondition {
    conditions.count == 1 ? conditions[0] : DetailCondition(oneOf: conditions)
  }

  /// The members of `detail` in a pattern.
  var members: [DocumentMember] {
    var containers = Self.leaf("containerArn", containerARNs)
    if !containers.isEmpty { containers[0].comment = Self.whyContainerARN }
    containers += Self.leaf("exitCode", exitCodes) + Self.leaf("reason", containerReasons)
    return Self.leaf("stopCode", stopCode) + Self.leaf("stoppedReason", stoppedReason)
      + Self.object("containers", containers)
      + Self.object(
        "attachments", Self.object("details", Self.leaf("value", attachmentDetails)))
      + Self.leaf("$or", oneOf.map { .object($0.members) })
  }

  /// EventBridge user guide, "Arrays in event patterns": fields are visited in the order of their names.
  private static let whyContainerARN = [
    "A container without an exit code: containerArn comes before exitCode in the order of",
    "names, so both are matched in the same container; with \"name\" they would not be.",
  ]

  private static func leaf(_ name: String, _ alternatives: [DocumentValue]) -> [DocumentMember] {
    alternatives.isEmpty ? [] : [DocumentMember(name, .list(alternatives))]
  }

  private static func object(_ name: String, _ members: [DocumentMember]) -> [DocumentMember] {
    members.isEmpty ? [] : [DocumentMember(name, .object(members))]
  }
}
