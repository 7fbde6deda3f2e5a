import Foundation
import Verdicts

@testable import Capture

/// An event that looks like a case of a rule for stops: `code X | task a reason | container 137: a reason | service`.
struct CaseEvent {
  /// The event as JSON.
  let text: String

  init(stop: String) {
    var detail: [String: Any] = [:]
    var containers: [[String: Any]] = []
    var attachments: [[String: Any]] = []
    for item in stop.split(separator: "|") {
      let words = item.trimmingCharacters(in: .whitespaces)
      let kind = words.prefix { $0 != " " }
      let value = words.dropFirst(kind.count).trimmingCharacters(in: .whitespaces)
      switch kind {
      case "code": detail["stopCode"] = value
      case "task": detail["stoppedReason"] = value
      case "attachment":
        attachments.append(["details": [["name": "statusReason", "value": value]]])
      case "container", "sidecar", "helper":
        containers.append(Self.container(value, number: containers.count))
      default: break
      }
    }
    self.init(detail, containers: containers, attachments: attachments)
  }

  /// An event with a reason in one place.
  init(reason: String, in place: CausePattern.Places) {
    switch place {
    case .containers:
      let container = Self.container("none: \(reason)", number: 0)
      self.init(
        ["stopCode": "TaskFailedToStart", "stoppedReason": "Task failed to start"],
        containers: [container], attachments: [])
    case .attachments:
      self.init(
        ["stopCode": "TaskFailedToStart", "stoppedReason": "Task failed to start"], containers: [],
        attachments: [["details": [["name": "statusReason", "value": reason]]]])
    default:
      self.init(
        ["stopCode": "ServiceSchedulerInitiated", "stoppedReason": reason], containers: [],
        attachments: [])
    }
  }

  private init(_ detail: [String: Any], containers: [[String: Any]], attachments: [[String: Any]]) {
    var detail = detail
    detail["desiredStatus"] = "STOPPED"
    detail["lastStatus"] = "STOPPED"
    detail["containers"] = containers
    detail["attachments"] = attachments
    let event: [String: Any] = [
      "source": "aws.ecs", "detail-type": "ECS Task State Change", "detail": detail,
    ]
    // Values of strings and numbers are always JSON.
    let data = (try? JSONSerialization.data(withJSONObject: event)) ?? Data()
    text = String(decoding: data, as: UTF8.self)
  }

  private static func container(_ value: String, number: Int) -> [String: Any] {
    let parts = value.split(separator: ":", maxSplits: 1)
    var container: [String: Any] = [
      "containerArn": "arn:aws:ecs:eu-west-1:111122223333:container/\(number)"
    ]
    if let code = Int(parts[0]) { container["exitCode"] = code }
    if parts.count == 2 { container["reason"] = parts[1].trimmingCharacters(in: .whitespaces) }
    return container
  }
}
