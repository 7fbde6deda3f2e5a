/// Which stops are captured: all in an account and Region, or those that match every part of this.
package struct CaptureScope: Sendable {
  /// Only these clusters; all if there are none.
  package var clusters: [ClusterARN] = []
  /// Only these task definitions; all if there are none.
  package var taskDefinitions: [TaskDefinitionARN] = []
  /// Only these services; all, and tasks without a service, if there are none.
  package var services: [ServiceName] = []
  package var abnormal = AbnormalStops.notOnly
  /// Only these causes; any if there are none.
  package var causes: [CausePattern] = []

  package init() {}

  /// Which stops count as abnormal, as far as a pattern can express it.
  package enum AbnormalStops: Sendable {
    /// Normal stops are captured too.
    case notOnly
    /// A container failed, has no exit code or never started, and the stop was not requested by a scaling activity.
    case recommended
    /// The article's form: a container has an exit code other than 0, and there is a reason other than scaling.
    case byExitCodes
  }
}

/// The ARN of a cluster.
package struct ClusterARN: Equatable, Sendable {
  package let text: String
  let place: String

  /// - Throws: `CaptureError` with what is wrong and an example.
  package init(_ text: String) throws(CaptureError) {
    let arn = try ResourceARN(text, of: .cluster)
    guard (try? /cluster\/[A-Za-z0-9_-]{1,255}/.wholeMatch(in: arn.resource)) != nil else {
      throw .invalidARN(
        "\"\(arn.resource)\" is not cluster/NAME", example: ResourceARN.Wanted.cluster.example)
    }
    self.text = text
    place = String(arn.place)
  }
}

/// The ARN of a task definition, of one revision or of all of its family.
package struct TaskDefinitionARN: Equatable, Sendable {
  package let text: String
  let place: String
  /// Whether it names a revision.
  package let hasRevision: Bool

  /// - Throws: `CaptureError` with what is wrong and an example.
  package init(_ text: String) throws(CaptureError) {
    let arn = try ResourceARN(text, of: .taskDefinition)
    guard
      let match = try? /task-definition\/[A-Za-z0-9_-]{1,255}(:[1-9][0-9]*)?/
        .wholeMatch(in: arn.resource)
    else {
      throw .invalidARN(
        "\"\(arn.resource)\" is not task-definition/FAMILY or task-definition/FAMILY:REVISION",
        example: ResourceARN.Wanted.taskDefinition.example)
    }
    self.text = text
    place = String(arn.place)
    hasRevision = match.1 != nil
  }
}

/// The name of a service, without its cluster.
package struct ServiceName: Equatable, Sendable {
  package let text: String

  /// - Throws: `CaptureError` with what is wrong.
  package init(_ text: String) throws(CaptureError) {
    if text.hasPrefix("arn:"), let slash = text.lastIndex(of: "/") {
      let name = text[text.index(after: slash)...]
      throw .invalidServiceName("give its name, \(name), and its cluster with --cluster-arn")
    }
    if text.hasPrefix("service:") {
      throw .invalidServiceName("give its name alone, \(text.dropFirst("service:".count))")
    }
    guard (try? /[A-Za-z0-9_-]{1,255}/.wholeMatch(in: text)) != nil else {
      throw .invalidServiceName("1 to 255 letters, digits, hyphens and underscores are allowed")
    }
    self.text = text
  }
}
