/// The columns of `tasks` that an event fills, in the table's order.
package enum TaskColumn: Int, EventColumn {
  case taskPrefix, taskID
  case eventID, account, region, eventAt, replayName
  case cluster, taskDefinition, group, starter, version, stopCode, reason
  case createdAt, connectivityAt, pullStartedAt, pullStoppedAt, startedAt, stoppingAt
  case executionStoppedAt, stoppedAt, updatedAt
  case desiredStatus, connectivity, launchType, capacityProvider, availabilityZone
  case platformVersion, platformFamily, healthStatus
  case containerInstancePrefix, containerInstanceID
  case cpu, memory, enableExecuteCommand, ephemeralStorage
  case attributes, overrides, fargateEphemeralStorage, inferenceAccelerators, tags

  /// The columns of the task's ARN where the event does not have the member itself.
  package static let derivedFromARN: [TaskColumn] = [.account, .region]

  package var definition: ColumnDefinition {
    switch self {
    case .taskPrefix: .init("task_prefix_id", at: nil, .none, in: .arnPrefixes)
    case .taskID: .init("task_id", at: "detail.taskArn", .arn)
    case .eventID: .init("event_id", at: "id", .uuid)
    case .account: .init("account_id", at: "account", .text, in: .words)
    case .region: .init("region_id", at: "region", .text, in: .words)
    case .eventAt: .init("event_at", at: "time", .eventTime)
    case .replayName: .init("replay_name_id", at: "replay-name", .text, in: .words)
    case .cluster: .init("cluster_id", at: "detail.clusterArn", .text, in: .clusters)
    case .taskDefinition:
      .init("task_definition_id", at: "detail.taskDefinitionArn", .text, in: .taskDefinitions)
    case .group: .init("group_id", at: "detail.group", .text, in: .taskGroups)
    case .starter: .init("starter_id", at: "detail.startedBy", .text, in: .starters)
    case .version: .init("version", at: "detail.version", .integer)
    case .stopCode: .init("stop_code_id", at: "detail.stopCode", .text, in: .words)
    case .reason: .init("reason_id", at: "detail.stoppedReason", .text, in: .reasons)
    case .createdAt: .init("created_at", at: "detail.createdAt", .time)
    case .connectivityAt: .init("connectivity_at", at: "detail.connectivityAt", .time)
    case .pullStartedAt: .init("pull_started_at", at: "detail.pullStartedAt", .time)
    case .pullStoppedAt: .init("pull_stopped_at", at: "detail.pullStoppedAt", .time)
    case .startedAt: .init("started_at", at: "detail.startedAt", .time)
    case .stoppingAt: .init("stopping_at", at: "detail.stoppingAt", .time)
    case .executionStoppedAt: .init("execution_stopped_at", at: "detail.executionStoppedAt", .time)
    case .stoppedAt: .init("stopped_at", at: "detail.stoppedAt", .time)
    case .updatedAt: .init("updated_at", at: "detail.updatedAt", .time)
    case .desiredStatus: .init("desired_status_id", at: "detail.desiredStatus", .text, in: .words)
    case .connectivity: .init("connectivity_id", at: "detail.connectivity", .text, in: .words)
    case .launchType: .init("launch_type_id", at: "detail.launchType", .text, in: .words)
    case .capacityProvider:
      .init("capacity_provider_id", at: "detail.capacityProviderName", .text, in: .words)
    case .availabilityZone:
      .init("availability_zone_id", at: "detail.availabilityZone", .text, in: .words)
    case .platformVersion:
      .init("platform_version_id", at: "detail.platformVersion", .text, in: .words)
    case .platformFamily:
      .init("platform_family_id", at: "detail.platformFamily", .text, in: .words)
    case .healthStatus: .init("health_status_id", at: "detail.healthStatus", .text, in: .words)
    case .containerInstancePrefix:
      .init("container_instance_prefix_id", at: nil, .none, in: .arnPrefixes)
    case .containerInstanceID:
      .init("container_instance_id", at: "detail.containerInstanceArn", .arn)
    case .cpu: .init("cpu", at: "detail.cpu", .integerText)
    case .memory: .init("memory", at: "detail.memory", .integerText)
    case .enableExecuteCommand:
      .init("enable_execute_command", at: "detail.enableExecuteCommand", .boolean)
    case .ephemeralStorage:
      .init("ephemeral_storage_gib", at: "detail.ephemeralStorage.sizeInGiB", .integer)
    case .attributes: .init("attributes_id", at: "detail.attributes", .json, in: .fragments)
    case .overrides: .init("overrides_id", at: "detail.overrides", .json, in: .fragments)
    case .fargateEphemeralStorage:
      .init(
        "fargate_ephemeral_storage_id", at: "detail.fargateEphemeralStorage", .json, in: .fragments)
    case .inferenceAccelerators:
      .init("inference_accelerators_id", at: "detail.inferenceAccelerators", .json, in: .fragments)
    case .tags: .init("tags_id", at: "detail.tags", .json, in: .fragments)
    }
  }
}

extension Int {
  /// The slot of a column of the task whose slots begin here.
  package static func + (slots: Int, column: TaskColumn) -> Int { slots + column.rawValue }
}
