@testable import Verdicts

/// Texts of a category, and texts that look like it but are of another.
struct CategoryExamples {
  let category: StopCategory
  let texts: [String]
  let others: [(text: String, category: StopCategory)]

  init(
    _ category: StopCategory, _ texts: [String], not others: [(String, StopCategory)]
  ) {
    self.category = category
    self.texts = texts
    self.others = others.map { (text: $0.0, category: $0.1) }
  }

  static let all =
    peopleAndSchedulers + hostAndPlatform + placement + networkAndStorage + image + secrets
    + start

  static let peopleAndSchedulers = [
    CategoryExamples(
      .serviceScaling,
      [
        "Scaling activity initiated by (deployment ecs-svc/0012003400560078009)",
        "scaling activity  initiated by (deployment ecs-svc/77)",
      ], not: [("The last Scaling activity initiated by a person", .unknown)]),
    CategoryExamples(
      .userStopped, ["Task stopped by user", "Stopped by user", "Task stopped by user (console)"],
      not: [("The night batch was stopped by user request", .unknown)]),
    CategoryExamples(
      .elbHealthCheckFailed,
      [
        "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:"
          + "eu-north-1:000000000042:targetgroup/shop/0a0b0c0d0e0f0a0b)",
        "Task failed ELB health checks in (elb old-shop)",
      ], not: [("Task failed health checks", .unknown)]),
    CategoryExamples(
      .containerHealthCheckFailed,
      ["Task failed container health checks", "Task failed container health checks."],
      not: [("The container failed: Task failed container health checks", .unknown)]),
  ]

  static let hostAndPlatform = [
    CategoryExamples(
      .spotInterruption,
      [
        "Your Spot Task was interrupted.", "Spot capacity of the provider was reclaimed",
        "The Spot instance below was interrupted",
      ], not: [("Your Spot Task was placed", .unknown), ("Task was interrupted", .unknown)]),
    CategoryExamples(
      .hostMaintenance,
      [
        "ECS is performing maintenance on the underlying infrastructure hosting the task",
        "ECS is performing maintenance on the underlying infrastructure hosting your task.",
      ], not: [("maintenance window of the shop", .unknown)]),
    CategoryExamples(
      .hostTerminated,
      [
        "Host EC2 (instance i-0f1e2d3c4b5a69788) terminated.", "host EC2 (instance i-7) terminated",
      ], not: [("The Host EC2 (instance i-7) terminated.", .unknown)]),
    CategoryExamples(
      .hostStopped,
      ["Host EC2 (instance i-0f1e2d3c4b5a69788) stopped.", "Host EC2 (instance i-8) stopped"],
      not: [("Host EC2 (instance i-8) stops", .unknown)]),
    CategoryExamples(
      .instanceDeregistered,
      [
        "Container instance deregistration forced by user",
        "The container instance deregistered itself",
      ], not: [("Container instance registered", .unknown)]),
    CategoryExamples(
      .platformInternal, ["InternalError: attaching failed", "Internal error at the service"],
      not: [("CannotStartContainerError: InternalError: it broke", .containerStartFailed)]),
    CategoryExamples(
      .agentLostContainer,
      [
        "ContainerVanishedError: No container matching saved ID found",
        "containervanishederror: gone",
      ], not: [("No container matching saved ID found", .unknown)]),
    CategoryExamples(
      .agentInternal,
      [
        "ImpossibleStateTransitionError: Cannot transition to MANIFEST_PULLED",
        "UnknownError: the plug-in said no",
      ], not: [("Cannot transition to RUNNING", .unknown)]),
    CategoryExamples(
      .runtimeTimeout,
      [
        "DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s",
        "ContainerRuntimeTimeoutError: Could not transition to running; timed out",
        "Could not transition to stopped", "Could not tranistion to pulled",
      ],
      not: [
        (
          "DockerTimeoutError: Could not transition to inspecting; timed out after waiting 30s",
          .containerInspectFailed
        )
      ]),
    CategoryExamples(
      .runtimeError, ["ContainerRuntimeError: shim closed", "containerRuntimeError: ttrpc"],
      not: [("ContainerRuntimeTimeoutError: slow", .runtimeTimeout)]),
    CategoryExamples(
      .containerInspectFailed,
      [
        "CannotInspectContainerError: Could not transition to inspecting; timed out after 30s",
        "CannotInspectContainerError: no answer", "Could not transition to inspecting",
      ], not: [("CannotInspectVolumeError: no answer", .volumeFailed)]),
    CategoryExamples(
      .containerStopFailed,
      [
        "CannotStopContainerError: failed sending SIGTERM to container: no such process",
        "CannotStopContainerError: it hangs",
      ], not: [("failed sending SIGTERM", .unknown)]),
    CategoryExamples(
      .stoppedBeforeStart,
      [
        "TaskStoppedBeforePullBeginError: Task stopped before image pull could begin for task: "
          + "arn:aws:ecs:eu-north-1:000000000042:task/shop/00000000000000000000000000000042",
        "Task stopped before image pull",
      ], not: [("Task stopped before it began", .unknown)]),
  ]

  static let placement = [
    CategoryExamples(
      .placementResources,
      ["TaskFailedToStart: RESOURCE:CPU", "TaskFailedToStart: RESOURCE:ENI", "RESOURCE:PORTS_TCP"],
      not: [("TaskFailedToStart: RESOURCES", .taskFailedToStart)]),
    CategoryExamples(
      .placementNoInstances,
      ["TaskFailedToStart: EMPTY CAPACITY PROVIDER", "TaskFailedToStart: NO ACTIVE INSTANCES"],
      not: [("TaskFailedToStart: INACTIVE", .taskFailedToStart)]),
    CategoryExamples(
      .placementConstraint,
      [
        "TaskFailedToStart: MemberOf placement constraint unsatisfied",
        "TaskFailedToStart: ATTRIBUTE", "TaskFailedToStart: LOCATION",
      ], not: [("TaskFailedToStart: LATTITUDE", .taskFailedToStart)]),
    CategoryExamples(
      .placementAgent, ["TaskFailedToStart: AGENT", "TaskFailedToStart:\tAGENT\n"],
      not: [("TaskFailedToStart: AGENTS", .taskFailedToStart)]),
    CategoryExamples(
      .capacityUnavailable,
      [
        "Capacity is unavailable at this time. Please try again later.",
        "InsufficientCapacity in the zone", "Insufficient capacity in the zone",
      ], not: [("The capacity of this subnet", .unknown)]),
    CategoryExamples(
      .computeMismatch,
      [
        "The selected task definition is not compatible with the selected compute strategy",
        "not compatible with the selected compute.",
      ], not: [("The task definition is not compatible with 1.3.0", .unknown)]),
  ]

  static let networkAndStorage = [
    CategoryExamples(
      .networkInterfaceTimeout,
      [
        "Timeout waiting for network interface provisioning to complete.",
        "Provisioning of the network interface took too long",
      ], not: [("The network interface timed out", .networkInterfaceFailed)]),
    CategoryExamples(
      .subnetAddressesExhausted,
      [
        "Unexpected EC2 error while attempting to Create Network Interface in subnet "
          + "'subnet-00': InsufficientFreeAddressesInSubnet",
        "Unexpected EC2 error while attempting to Create Network Interface with public IP "
          + "assignment enabled in subnet 'subnet-01'",
      ],
      not: [
        (
          "Unexpected EC2 error while attempting to Create Network Interface",
          .networkInterfaceFailed
        )
      ]),
    CategoryExamples(
      .networkInterfaceFailed,
      [
        "Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation",
        "Unexpected EC2 error",
        "Rate limit exceeded while preparing network interface to be attached to instance",
        "ResourceInitializationError: failed to configure ENI: failed to setup regular eni: busy",
        "netplugin failed with no message", "the CNI plugin is missing",
        "failed to create network namespace", "ContainerNetworkingError: bridge is down",
      ], not: [("ResourceInitializationError: failed to do it", .unknown)]),
    CategoryExamples(
      .ephemeralStorageTimeout,
      [
        "Timeout waiting for EphemeralStorage provisioning to complete.",
        "EphemeralStorage is late",
      ], not: [("Timeout waiting for storage", .unknown)]),
    CategoryExamples(
      .ebsAttachFailed,
      [
        "ECS was unable to assume the configured ECS Infrastructure Role 'arn:aws:iam::42:role/r'",
        "ECS failed to set up the EBS volume. Encountered an unknown file system",
      ], not: [("The EBS snapshot is gone", .unknown)]),
    CategoryExamples(
      .efsMountFailed,
      [
        "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: "
          + "stderr: mount.nfs4: access denied by server while mounting 127.0.0.1:/",
        "Failed to resolve \"fs-00.efs.eu-north-1.amazonaws.com\"",
      ], not: [("The prefs file is missing", .unknown)]),
    CategoryExamples(
      .volumeFailed,
      [
        "CannotCreateVolumeError: no driver", "InvalidVolumeError: no name",
        "CannotInspectVolumeError: no answer", "cannotremovevolumeerror: in use",
      ], not: [("CannotMountVolumeError: no driver", .unknown)]),
  ]

  static let start = [
    CategoryExamples(
      .containerCreateFailed,
      [
        "CannotCreateContainerError: Error response from daemon: pool is full",
        "Cannotcreatecontainererror: failed to chown /data",
      ], not: [("CannotCreateVolumeError: pool is full", .volumeFailed)]),
    CategoryExamples(
      .containerStartFailed,
      [
        "CannotStartContainerError: Error response from daemon: OCI runtime create failed: exec: "
          + "\"serve\": executable file not found in $PATH",
        "Cannotstartcontainererror: failed to create shim task: no such file or directory",
        "CannotStartContainerError: ResourceInitializationError: unable to make a container",
        "OCI runtime start failed", "HostConfigError: bad", "DockerClientConfigError: bad",
        "DockerStateError: dead",
      ], not: [("CannotStopContainerError: bad", .containerStopFailed)]),
    CategoryExamples(
      .taskDependencyFailed,
      [
        "TaskDependencyError: Task dependencies cannot be resolved, taskArn: arn:aws:ecs:…",
        "dependency graph: container ordering dependency [{cache SUCCESS}] for target [web] "
          + "did not exit successfully.",
      ], not: [("the dependency graph is empty", .unknown)]),
    CategoryExamples(
      .outOfMemory,
      [
        "OutOfMemoryError: Container killed due to memory usage",
        "OutOfMemoryError: container killed", "killed due to memory usage", "out of memory",
        "CannotStartContainerError: OCI runtime create failed: container init was OOM-killed "
          + "(memory limit too low?)",
      ], not: [("The memory of the container is out", .unknown)]),
    CategoryExamples(
      .essentialContainerExited,
      ["Essential container in task exited", "essential container in task exited."],
      not: [("An essential container in task exited", .unknown)]),
    CategoryExamples(
      .taskFailedToStart,
      [
        "Task failed to start", "Taskfailedtostart", "TaskFailedToStart: SOMETHING NEW",
        "Task failed to start - it did not say why",
      ],
      not: [
        ("My Task failed to start", .unknown),
        ("Task failed to start - OutOfMemoryError: no", .outOfMemory),
      ]),
    CategoryExamples(
      .unknown, ["", " \n ", "The moon was full", "ResourceInitializationError: it was"],
      not: [("Stopped by user because the moon was full", .userStopped)]),
  ]
}
