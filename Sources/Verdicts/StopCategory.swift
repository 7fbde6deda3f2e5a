/// Why a task stopped, as far as its reasons, stop code and exit codes tell.
///
/// The raw values are stored in archives and typed in queries: they never change. They are
/// ordered by where the cause lies, from outside the task to inside; the catch-all categories come last.
package enum StopCategory: String, CaseIterable, Sendable {
  // Decided by people and schedulers.
  case serviceScaling = "service_scaling"
  case userStopped = "user_stopped"
  case elbHealthCheckFailed = "elb_health_check_failed"
  case containerHealthCheckFailed = "container_health_check_failed"
  case deploymentRollback = "deployment_rollback"
  case availabilityZoneRebalance = "availability_zone_rebalance"

  // The machine or the platform.
  case spotInterruption = "spot_interruption"
  case hostMaintenance = "host_maintenance"
  case hostTerminated = "host_terminated"
  case hostStopped = "host_stopped"
  case instanceDeregistered = "instance_deregistered"
  case instanceDraining = "instance_draining"
  case infrastructureUnhealthy = "infrastructure_unhealthy"
  case platformInternal = "platform_internal"
  case agentLostContainer = "agent_lost_container"
  case agentInternal = "agent_internal"
  case runtimeTimeout = "runtime_timeout"
  case runtimeError = "runtime_error"
  case containerInspectFailed = "container_inspect_failed"
  case containerStopFailed = "container_stop_failed"
  case stoppedBeforeStart = "stopped_before_start"

  // Placement and capacity.
  case placementResources = "placement_resources"
  case placementNoInstances = "placement_no_instances"
  case placementConstraint = "placement_constraint"
  case placementAgent = "placement_agent"
  case capacityUnavailable = "capacity_unavailable"
  case computeMismatch = "compute_mismatch"
  case roleNotAssumed = "role_not_assumed"

  // Network and storage set-up.
  case networkInterfaceTimeout = "network_interface_timeout"
  case subnetAddressesExhausted = "subnet_addresses_exhausted"
  case networkInterfaceFailed = "network_interface_failed"
  case serviceDiscoveryFailed = "service_discovery_failed"
  case ephemeralStorageTimeout = "ephemeral_storage_timeout"
  case ebsAttachFailed = "ebs_attach_failed"
  case efsMountFailed = "efs_mount_failed"
  case volumeFailed = "volume_failed"

  // Image.
  case imagePullNotFound = "image_pull_not_found"
  case imagePullAuth = "image_pull_auth"
  case imagePullNetwork = "image_pull_network"
  case imagePullRateLimited = "image_pull_rate_limited"
  case imagePullDiskFull = "image_pull_disk_full"
  case imagePlatformMismatch = "image_platform_mismatch"
  case imagePullOther = "image_pull_other"

  // Secrets, environment, logs.
  case registryAuthNetwork = "registry_auth_network"
  case registryAuthDenied = "registry_auth_denied"
  case secretAccessDenied = "secret_access_denied"
  case secretNotFound = "secret_not_found"
  case secretInvalid = "secret_invalid"
  case secretNetwork = "secret_network"
  case secretOther = "secret_other"
  case envFileFailed = "env_file_failed"
  case logDriverFailed = "log_driver_failed"

  // Container start and life.
  case containerCreateFailed = "container_create_failed"
  case containerStartFailed = "container_start_failed"
  case taskDependencyFailed = "task_dependency_failed"
  case outOfMemory = "out_of_memory"
  case essentialContainerExited = "essential_container_exited"
  case taskFailedToStart = "task_failed_to_start"
  case unknown
}

extension StopCategory {
  /// A short phrase for people.
  package var title: String { Rulebook.standard[self].title }

  /// One sentence on what to do.
  package var advice: String { Rulebook.standard[self].advice }

  /// Who most likely has to look into it; where two may, the likelier one.
  package var responsible: ResponsibleParty { Rulebook.standard[self].responsible }

  /// Whether such stops belong to normal operation; `nil` where that depends on the exit codes.
  package var isRoutine: Bool? { Rulebook.standard[self].isRoutine }

  /// Whether it says little about the cause, so that any other category of the same stop wins.
  package var isGeneric: Bool { Rulebook.standard[self].isGeneric || self == .unknown }
}
