/// How log groups are called for which the archive has no name.
package struct GroupNaming: Sendable {
  /// The name that the AWS sample's template gives.
  package static let sampleName = "/aws/events/ECSStoppedTasksEvent"
  /// Stands for every name.
  package static let everyName = "*"
  /// The stream of stops whose stream is not known.
  package static let unknownStream = "archive"

  /// Names that the server's owner gives to the stops of unknown groups, the main one first.
  package let names: [String]
  /// Whether a name that nobody knows stands for all stops.
  package let takesEveryName: Bool

  /// - Parameter given: the values of `--log-group`, of which `*` accepts every name.
  package init(_ given: [String] = []) {
    let names = given.filter { $0 != Self.everyName }
    self.names = names.isEmpty ? [Self.sampleName] : names
    takesEveryName = given.contains(Self.everyName)
  }

  var main: String { names[0] }

  /// The group that event capture of the ECS console writes a cluster's events to.
  static func clusterGroup(_ cluster: String) -> String {
    clusterPrefix + cluster + clusterSuffix
  }

  private static let clusterPrefix = "/aws/events/ecs/containerinsights/"
  private static let clusterSuffix = "/performance"
}
