/// Two events with nothing odd about them, in which every known field has a value of its own.
package enum PlainEvent {
  package static let taskID = "0123456789abcdef0123456789abcdef"
  package static let clusterARN = "arn:aws:ecs:eu-north-1:000012345678:cluster/orchard"
  package static let taskARN = "arn:aws:ecs:eu-north-1:000012345678:task/orchard/" + taskID
  package static let interfaceID = "11111111-2222-3333-4444-555555555555"

  /// On Fargate, with a network interface.
  package static let fargate = JSONSource.members(
    ("version", .text("0")), ("id", .text("0a1b2c3d-98bd-b9c9-043f-c924cd120f54")),
    ("detail-type", .text("ECS Task State Change")), ("source", .text("aws.ecs")),
    ("account", .text("000012345678")), ("time", .text("2026-01-31T09:30:00Z")),
    ("region", .text("eu-north-1")), ("resources", .array([.text(taskARN)])),
    ("replay-name", .text("second-night")),
    (
      "detail",
      .members(
        ("attachments", .array([interface])),
        (
          "attributes",
          .array([.members(("name", .text("ecs.cpu-architecture")), ("value", .text("arm64")))])
        ),
        ("availabilityZone", .text("eu-north-1b")), ("capacityProviderName", .text("FARGATE_SPOT")),
        ("clusterArn", .text(clusterARN)), ("connectivity", .text("CONNECTED")),
        ("connectivityAt", .text("2026-01-31T09:00:00.001Z")),
        ("containers", .array([web, sidecar])),
        ("cpu", .text("256")), ("createdAt", .text("2026-01-31T09:00:00Z")),
        ("desiredStatus", .text("STOPPED")), ("enableExecuteCommand", .literal("true")),
        ("ephemeralStorage", .members(("sizeInGiB", .number(21)))),
        ("executionStoppedAt", .text("2026-01-31T09:29:50.5Z")),
        ("fargateEphemeralStorage", .members(("sizeInGiB", .number(22)))),
        ("group", .text("service:ferry")), ("healthStatus", .text("UNHEALTHY")),
        ("inferenceAccelerators", .array([])), ("launchType", .text("FARGATE")),
        ("lastStatus", .text("STOPPED")), ("memory", .text("512")),
        ("overrides", .members(("containerOverrides", .array([.members(("name", .text("web")))])))),
        ("platformFamily", .text("Linux")), ("platformVersion", .text("1.4.0")),
        ("pullStartedAt", .text("2026-01-31T09:00:10.1Z")),
        ("pullStoppedAt", .text("2026-01-31T09:00:20.25Z")),
        ("startedAt", .text("2026-01-31T09:01:00Z")),
        ("startedBy", .text("ecs-svc/0123456789012345678")),
        ("stoppingAt", .text("2026-01-31T09:29:40Z")),
        ("stoppedAt", .text("2026-01-31T09:30:00.12Z")),
        ("stoppedReason", .text("Essential container in task exited")),
        ("stopCode", .text("EssentialContainerExited")),
        ("tags", .array([.members(("key", .text("team")), ("value", .text("pears")))])),
        ("taskArn", .text(taskARN)),
        (
          "taskDefinitionArn",
          .text("arn:aws:ecs:eu-north-1:000012345678:task-definition/ferry:7")
        ),
        ("updatedAt", .text("2026-01-31T09:30:00.12Z")), ("version", .number(6))
      )
    ))

  private static let interface = JSONSource.members(
    ("id", .text(interfaceID)), ("type", .text("eni")), ("status", .text("DELETED")),
    (
      "details",
      .array([
        detail("subnetId", "subnet-0123456789abcdef0"),
        detail("networkInterfaceId", "eni-00123456789abcdef"),
        detail("macAddress", "0a:1b:2c:3d:4e:5f"),
        detail("privateDnsName", "ip-10-20-30-40.eu-north-1.compute.internal"),
        detail("privateIPv4Address", "10.20.30.40"),
        detail("privateIPv6Address", "2001:db8::1"),
        detail("statusReason", "detached by hand"),
      ])
    ))

  package static func detail(_ name: String, _ value: String) -> JSONSource {
    .members(("name", .text(name)), ("value", .text(value)))
  }

  private static let web = JSONSource.members(
    (
      "containerArn",
      .text(
        "arn:aws:ecs:eu-north-1:000012345678:container/orchard/\(taskID)/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
      )
    ),
    ("exitCode", .number(137)), ("lastStatus", .text("STOPPED")), ("name", .text("web")),
    ("image", .text("registry.example/ferry@sha256:0123")),
    ("imageDigest", .text("sha256:4567")), ("runtimeId", .text(taskID + "-527074092")),
    ("reason", .text("OutOfMemoryError: Container killed due to memory usage")),
    ("taskArn", .text(taskARN)),
    (
      "networkInterfaces",
      .array([
        .members(
          ("attachmentId", .text(interfaceID)), ("privateIpv4Address", .text("10.20.30.40")),
          ("ipv6Address", .text("2001:db8::1")))
      ])
    ),
    ("networkBindings", .array([.members(("hostPort", .number(32_768)))])),
    ("managedAgents", .array([.members(("name", .text("ExecuteCommandAgent")))])),
    ("gpuIds", .array([.text("gpu-0")])), ("healthStatus", .text("UNKNOWN")),
    ("cpu", .text("128")), ("memory", .text("256")), ("memoryReservation", .text("64")))

  private static let sidecar = JSONSource.members(
    (
      "containerArn",
      .text(
        "arn:aws:ecs:eu-north-1:000012345678:container/orchard/\(taskID)/ffffffff-bbbb-cccc-dddd-eeeeeeeeeeee"
      )
    ),
    ("exitCode", .number(-1)), ("lastStatus", .text("STOPPED")), ("name", .text("log-router")),
    ("runtimeId", .text(String(repeating: "0f", count: 32))), ("taskArn", .text(taskARN)),
    ("networkInterfaces", .array([])), ("cpu", .text("0")))

  /// On an instance, years ago: short ARNs, no stop code, no launch type, no attachments.
  package static let old = JSONSource.members(
    ("version", .text("0")), ("id", .text("0a1b2c3d-98bd-b9c9-043f-c924cd120f55")),
    ("detail-type", .text("ECS Task State Change")), ("source", .text("aws.ecs")),
    ("account", .text("000012345678")), ("time", .text("2016-12-06T16:41:06Z")),
    ("region", .text("us-east-1")), ("resources", .array([.text(oldTaskARN)])),
    (
      "detail",
      .members(
        ("clusterArn", .text("arn:aws:ecs:us-east-1:000012345678:cluster/harbour")),
        (
          "containerInstanceArn",
          .text(
            "arn:aws:ecs:us-east-1:000012345678:container-instance/b54a2a04-046f-4331-9d74-3f6d7f6ca315"
          )
        ),
        (
          "containers",
          .array([
            .members(
              (
                "containerArn",
                .text(
                  "arn:aws:ecs:us-east-1:000012345678:container/3305bea1-bd16-4217-803d-3e0482170a17"
                )
              ),
              ("lastStatus", .text("STOPPED")), ("name", .text("xray")),
              ("taskArn", .text(oldTaskARN)))
          ])
        ),
        ("createdAt", .text("2016-12-06T16:41:05.702Z")), ("desiredStatus", .text("STOPPED")),
        ("group", .text("family:xray")), ("lastStatus", .text("STOPPED")),
        ("overrides", .members(("containerOverrides", .array([])))),
        ("stoppedReason", .text("Task failed to start")), ("taskArn", .text(oldTaskARN)),
        (
          "taskDefinitionArn",
          .text("arn:aws:ecs:us-east-1:000012345678:task-definition/xray:2")
        ),
        ("updatedAt", .text("2016-12-06T16:41:06.975Z")), ("version", .number(4))
      )
    ))

  package static let oldTaskARN =
    "arn:aws:ecs:us-east-1:000012345678:task/7ade6b5f-1f3a-4d32-9d4a-1a2b3c4d5e6f"
}
