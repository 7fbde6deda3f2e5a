import FixtureArchive
import Foundation
import Storage
import TestSupport

/// An archive of one stop whose values try to be markup, scripts and terminal controls, and are long and many.
struct HostileArchive {
  /// The task's ID.
  static let task = "5f1c0d06a1b2c3d4e5f6071800000666"
  static let script = "<script>alert(1)</script>"
  /// Turns the direction of what follows.
  static let bidi = "\u{202E}"
  static let secret = "hunter2-NOT-TO-BE-SEEN"

  let folder = TemporaryFolder()
  var path: String { folder.path + "/archive.sqlite" }

  /// - Parameters:
  ///   - reasonBytes: how long the reason of the stop is, about.
  ///   - containers: how many there are.
  init(reasonBytes: Int = 0, containers: Int = 1) throws {
    let event = Self.event(reasonBytes: reasonBytes, containers: containers)
    let data = try JSONSerialization.data(withJSONObject: event, options: [.sortedKeys])
    let record = LogRecord(
      message: String(decoding: data, as: UTF8.self), loggedAt: now, stream: "s")
    try write([record], to: Archive(path: path, .write))
  }

  private static func event(reasonBytes: Int, containers: Int) -> [String: Any] {
    let place = "arn:aws:ecs:eu-west-1:111122223333"
    let names = (0..<containers).map { number -> [String: Any] in
      [
        "name": "\(script)\(number)", "exitCode": number % 3, "lastStatus": "STOPPED",
        "image": "javascript:alert(1)", "reason": "\(bidi)\"'><img src=x onerror=alert(1)>",
      ]
    }
    return [
      "version": "0", "id": "00000666-0000-4000-8000-000000000001",
      "detail-type": "ECS Task State Change", "source": "aws.ecs", "account": "111122223333",
      "time": "2026-03-03T23:00:00Z", "region": "eu-west-1",
      "resources": ["\(place):task/shop/\(task)"],
      "detail": [
        "clusterArn": "\(place):cluster/shop", "taskArn": "\(place):task/shop/\(task)",
        "taskDefinitionArn": "\(place):task-definition/web:1", "containers": names,
        "group": "service:\(script)", "startedBy": "javascript:alert(1)",
        "lastStatus": "STOPPED", "desiredStatus": "STOPPED", "version": 4,
        "stopCode": "EssentialContainerExited",
        "stoppedReason": "\(script)\(bidi)" + String(repeating: "reason ", count: reasonBytes / 7),
        "createdAt": "2026-03-03T22:00:00Z", "stoppedAt": "2026-03-03T23:00:00Z",
        "updatedAt": "2026-03-03T23:00:00Z",
        "overrides": [
          "containerOverrides": [
            ["name": "app", "environment": [["name": "PASSWORD", "value": secret]]]
          ]
        ],
      ] as [String: Any],
    ]
  }
}
