import Testing

@testable import Verdicts

@Suite struct CategoryTests {
  /// Archives hold these names, so they stay, and stay in this order.
  private static let names = [
    "service_scaling", "user_stopped", "elb_health_check_failed",
    "container_health_check_failed", "deployment_rollback", "availability_zone_rebalance",
    "spot_interruption", "host_maintenance", "host_terminated", "host_stopped",
    "instance_deregistered", "instance_draining", "infrastructure_unhealthy", "platform_internal",
    "agent_lost_container", "agent_internal",
    "runtime_timeout", "runtime_error", "container_inspect_failed", "container_stop_failed",
    "stopped_before_start", "placement_resources", "placement_no_instances",
    "placement_constraint", "placement_agent", "capacity_unavailable", "compute_mismatch",
    "role_not_assumed", "network_interface_timeout", "subnet_addresses_exhausted",
    "network_interface_failed",
    "service_discovery_failed", "ephemeral_storage_timeout", "ebs_attach_failed",
    "efs_mount_failed", "volume_failed",
    "image_pull_not_found", "image_pull_auth", "image_pull_network", "image_pull_rate_limited",
    "image_pull_disk_full", "image_platform_mismatch", "image_pull_other",
    "registry_auth_network", "registry_auth_denied", "secret_access_denied", "secret_not_found",
    "secret_invalid", "secret_network", "secret_other", "env_file_failed", "log_driver_failed",
    "container_create_failed", "container_start_failed", "task_dependency_failed",
    "out_of_memory", "essential_container_exited", "task_failed_to_start", "unknown",
  ]

  @Test func theNamesStay() {
    #expect(StopCategory.allCases.map(\.rawValue) == Self.names)
  }

  @Test func responsibleParties() {
    func names(_ responsible: ResponsibleParty) -> [String] {
      StopCategory.allCases.filter { $0.responsible == responsible }.map(\.rawValue)
    }
    #expect(
      names(.application) == [
        "elb_health_check_failed", "container_health_check_failed", "out_of_memory",
        "essential_container_exited",
      ])
    #expect(names(.deployment) == ["service_scaling", "deployment_rollback"])
    #expect(
      names(.platform) == [
        "availability_zone_rebalance", "host_maintenance", "host_terminated",
        "instance_draining", "infrastructure_unhealthy", "platform_internal",
        "agent_lost_container", "agent_internal", "runtime_timeout",
        "runtime_error", "container_inspect_failed", "container_stop_failed", "placement_agent",
        "network_interface_timeout", "network_interface_failed", "ephemeral_storage_timeout",
      ])
    #expect(
      names(.capacity) == [
        "spot_interruption", "placement_resources", "placement_no_instances",
        "capacity_unavailable",
      ])
    #expect(
      names(.user) == [
        "user_stopped", "host_stopped", "instance_deregistered", "stopped_before_start",
      ])
    #expect(names(.unknown) == ["task_failed_to_start", "unknown"])
    #expect(names(.configuration).count == 27)
  }

  @Test func routineStops() {
    #expect(
      StopCategory.allCases.filter { $0.isRoutine == true }.map(\.rawValue) == [
        "service_scaling", "user_stopped", "availability_zone_rebalance", "spot_interruption",
        "host_maintenance", "instance_deregistered", "instance_draining", "stopped_before_start",
      ])
    #expect(StopCategory.allCases.filter { $0.isRoutine == nil } == [.essentialContainerExited])
  }

  @Test func genericCategories() {
    #expect(
      StopCategory.allCases.filter(\.isGeneric)
        == [.userStopped, .essentialContainerExited, .taskFailedToStart, .unknown])
  }

  @Test func wordsForPeople() {
    let titles = StopCategory.allCases.map(\.title)
    #expect(Set(titles).count == titles.count)
    for category in StopCategory.allCases {
      #expect((6...50).contains(category.title.count), "\(category)")
      #expect(!category.title.hasSuffix("."), "\(category)")
      #expect(category.advice.hasSuffix("."), "\(category)")
      #expect(category.advice.count <= 100, "\(category)")
    }
  }
}
