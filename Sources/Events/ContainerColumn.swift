/// The columns of `containers` that a container of an event fills.
package enum ContainerColumn: Int, EventColumn {
  case containerID, name, image, imageDigest, runtimeID, exitCode, reason, lastStatus, healthStatus
  case cpu, memory, memoryReservation
  case networkAttachment, privateIPv4Address, ipv6Address
  case networkBindings, managedAgents, gpuIDs

  package var definition: ColumnDefinition {
    switch self {
    case .containerID: .init("container_id", at: "containerArn", .containerARN)
    case .name: .init("name_id", at: "name", .text, in: .containerNames)
    case .image: .init("image_id", at: "image", .text, in: .images)
    case .imageDigest: .init("image_digest_id", at: "imageDigest", .text, in: .imageDigests)
    case .runtimeID: .init("runtime_id", at: "runtimeId", .runtimeID)
    case .exitCode: .init("exit_code", at: "exitCode", .integer)
    case .reason: .init("reason_id", at: "reason", .text, in: .reasons)
    case .lastStatus: .init("last_status_id", at: "lastStatus", .text, in: .words)
    case .healthStatus: .init("health_status_id", at: "healthStatus", .text, in: .words)
    case .cpu: .init("cpu", at: "cpu", .integerText)
    case .memory: .init("memory", at: "memory", .integerText)
    case .memoryReservation: .init("memory_reservation", at: "memoryReservation", .integerText)
    case .networkAttachment:
      .init("network_attachment", at: "networkInterfaces.0.attachmentId", .attachmentID)
    case .privateIPv4Address:
      .init("private_ipv4_address", at: "networkInterfaces.0.privateIpv4Address", .attachmentIPv4)
    case .ipv6Address: .init("ipv6_address", at: "networkInterfaces.0.ipv6Address", .attachmentIPv6)
    case .networkBindings: .init("network_bindings", at: "networkBindings", .json)
    case .managedAgents: .init("managed_agents", at: "managedAgents", .json)
    case .gpuIDs: .init("gpu_ids", at: "gpuIds", .json)
    }
  }
}
