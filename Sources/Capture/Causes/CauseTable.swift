import Verdicts

/// The patterns for all causes: the stop codes and spellings by which the rules of `docs/verdicts.md` recognize them.
enum CauseTable {
  static let standard: [StopCategory: CausePattern] = Dictionary(
    uniqueKeysWithValues: (schedulers + machines + placement + setUp + images + secrets + containers)
      .map { ($0.category, $0) })

  // MARK: Decided by people and schedulers

  private static let schedulers: [CausePattern] = [
    CausePattern(.serviceScaling, [.starts("Scaling activity initiated by")]),
    CausePattern(
      .userStopped, [.starts("Task stopped by user"), .starts("Stopped by user")],
      codes: [.userInitiated]),
    CausePattern(.elbHealthCheckFailed, [.starts("Task failed ELB health checks")]),
    CausePattern(.containerHealthCheckFailed, [.starts("Task failed container health checks")]),
    CausePattern(
      .deploymentRollback, [.contains("oll*back"), .contains("circuit breaker")],
      alsoCatches: "reasons that mention another kind of rollback"),
    CausePattern(
      .availabilityZoneRebalance, [.contains("balanc")],
      alsoCatches: "other reasons that mention balancing"),
  ]

  // MARK: The machine or the platform

  private static let machines: [CausePattern] = [
    CausePattern(
      .spotInterruption, [.starts("Your Spot Task"), .starts("Spot"), .contains("Spot instance")],
      codes: [.spotInterruption],
      alsoCatches:
        "other reasons that begin with Spot, and Spot stops with a more specific reason"),
    CausePattern(
      .hostMaintenance, [.contains("performing maintenance on the underlying infrastructure")]),
    CausePattern(
      .hostTerminated,
      [.wildcard("Host EC2 (*) terminated*"), .wildcard("host EC2 (*) terminated*")],
      codes: [.terminationNotice],
      alsoCatches: "every stop with the code TerminationNotice"),
    CausePattern(.hostStopped, [.wildcard("Host EC2 (*) stopped*")]),
    CausePattern(.instanceDeregistered, [.contains("ontainer instance deregist")]),
    CausePattern(
      .instanceDraining, [.contains("draining"), .contains("drained")],
      alsoCatches: "other reasons that mention draining"),
    CausePattern(
      .infrastructureUnhealthy,
      [.contains("nfrastructure"), .contains("unhealthy ")], codes: [.infrastructureHealth],
      alsoCatches:
        "other reasons that name the infrastructure, such as maintenance, or something unhealthy"),
    CausePattern(
      .platformInternal, in: [.task, .containers, .attachments],
      [.contains("InternalError"), .contains("nternal error")],
      alsoCatches: "internal errors of other components"),
    CausePattern(
      .agentLostContainer, in: [.task, .containers], [.contains("ContainerVanishedError")]),
    CausePattern(
      .agentInternal, in: [.task, .containers],
      [.contains("UnknownError"), .starts("ImpossibleStateTransition")],
      alsoCatches: "secrets that could not be fetched because of an unknown error"),
    CausePattern(
      .runtimeTimeout, in: [.task, .containers],
      [.contains("TimeoutError"), .starts("Could not tran")],
      alsoCatches: "timeouts while a container was inspected"),
    CausePattern(.runtimeError, in: [.task, .containers], [.contains("ContainerRuntimeError")]),
    CausePattern(
      .containerInspectFailed, in: [.task, .containers],
      [.starts("CannotInspectContainer"), .contains("transition to inspecting")]),
    CausePattern(.containerStopFailed, in: [.task, .containers], [.starts("CannotStopContainer")]),
    CausePattern(
      .stoppedBeforeStart, in: [.task, .containers], [.contains("stopped before image pull")]),
  ]

  // MARK: Placement and capacity

  private static let placement: [CausePattern] = [
    CausePattern(.placementResources, [.contains("RESOURCE:")]),
    CausePattern(
      .placementNoInstances,
      [.contains("NO ACTIVE INSTANCES"), .contains("EMPTY CAPACITY PROVIDER")]),
    CausePattern(
      .placementConstraint,
      [
        .contains("emberOf"), .starts("TaskFailedToStart: ATTRIBUTE"),
        .starts("TaskFailedToStart: LOCATION"),
      ]),
    CausePattern(.placementAgent, [.equals("TaskFailedToStart: AGENT")]),
    CausePattern(
      .capacityUnavailable, in: [.task, .attachments],
      [.contains("apacity is unavailable"), .contains("nsufficient*apacity")]),
    CausePattern(.computeMismatch, [.contains("not compatible with the selected compute")]),
    CausePattern(
      .roleNotAssumed, in: [.task, .containers, .attachments],
      [.contains("ssume")],
      alsoCatches:
        "other reasons that name an assumed role, such as denied images and volumes"),
  ]

  // MARK: Network and storage set-up

  private static let setUp: [CausePattern] = [
    CausePattern(
      .networkInterfaceTimeout, in: [.task, .containers, .attachments],
      [.contains("etwork interface provision"), .contains("rovisioning*etwork interface")]),
    CausePattern(
      .subnetAddressesExhausted, in: [.task, .containers, .attachments],
      [
        .contains("InsufficientFreeAddresses"), .contains("InsufficientCidrBlocks"),
        .starts(
          "Unexpected EC2 error while attempting to Create Network Interface with public IP"),
      ],
      alsoCatches: "other EC2 errors while creating a network interface with a public IP address"),
    CausePattern(
      .networkInterfaceFailed, in: [.task, .containers, .attachments],
      [
        .starts("Unexpected EC2 error"), .starts("ContainerNetworkingError"),
        .starts("ResourceInitializationError: failed to configure ENI"),
        .starts("netplugin"), .starts("the CNI plugin"),
        .contains("etwork interface"), .contains("network namespace"), .contains("cni plugin"),
      ],
      alsoCatches: "subnets without free addresses, and network interfaces provisioned too late"),
    CausePattern(
      .serviceDiscoveryFailed, in: [.task, .containers, .attachments],
      [.contains("ervice*iscovery"), .contains("Cloud*Map")]),
    CausePattern(
      .ephemeralStorageTimeout, in: [.task, .attachments], [.contains("EphemeralStorage")]),
    CausePattern(
      .ebsAttachFailed, in: [.task, .attachments],
      [.contains("EBS volume"), .contains("ECS Infrastructure Role")]),
    CausePattern(
      .efsMountFailed, in: [.task, .containers, .attachments],
      [.contains("EFS"), .contains(".efs.")]),
    CausePattern(
      .volumeFailed, in: [.task, .containers],
      [
        .starts("CannotCreateVolumeError"), .starts("CannotInspectVolumeError"),
        .starts("CannotRemoveVolumeError"), .starts("InvalidVolumeError"),
      ]),
  ]

  // MARK: Image

  /// How reasons for images that could not be pulled begin.
  private static let pull: [ReasonMatch] = [
    .contains("CannotPull"), .starts("CannotPull"), .starts("pull "),
    .starts("ref pull has been retried"), .starts("inspect image has been retried"),
    .starts("The task can"), .starts("failed to pull and unpack"), .starts("failed to resolve ref"),
    .starts("failed to copy: httpRead"), .starts("httpRead"), .starts("toomanyrequests"),
    .starts("You have reached your"), .equals("Context canceled"),
  ]

  private static let allPulls =
    "every image that could not be pulled, because registries word their answers differently, and secrets and files that the task cannot fetch"

  private static let images: [CausePattern] =
    [
      .imagePullNotFound, .imagePullAuth, .imagePullNetwork, .imagePullRateLimited,
      .imagePullDiskFull, .imagePullOther,
    ].map { category in
      CausePattern(
        category, in: [.task, .containers], pull,
        alsoCatches: allPulls)
    } + [
      CausePattern(
        .imagePlatformMismatch, in: [.task, .containers],
        pull + [.contains("container operating system does not match")],
        alsoCatches: allPulls)
    ]

  // MARK: Secrets, environment, logs

  private static let secrets: [CausePattern] =
    [
      .registryAuthNetwork, .registryAuthDenied, .secretAccessDenied, .secretNotFound,
      .secretInvalid, .secretNetwork, .secretOther,
    ].map { category in
      CausePattern(
        category, in: [.task, .containers],
        [
          .contains("pull secrets"), .starts("Secrets Manager"),
          .starts("an invalid ARN format for the AWS Secrets Manager"),
          .starts("Fetching secret"), .starts("The task can't find and retrieve the secret"),
          .starts("The task can’t find and retrieve the secret"), .starts("SSM Parameter Store"),
        ],
        alsoCatches:
          "every secret, parameter and registry token that could not be fetched, because reasons name them together"
      )
    } + [
      CausePattern(
        .envFileFailed, in: [.task, .containers],
        [.contains("env file"), .contains("environment variable files")]),
      CausePattern(
        .logDriverFailed, in: [.task, .containers],
        [.contains("logger args"), .contains("logging driver"), .contains("atch log ")]),
    ]

  // MARK: Container start and life

  private static let containers: [CausePattern] = [
    CausePattern(
      .containerCreateFailed, in: [.task, .containers], [.starts("CannotCreateContainer")]),
    CausePattern(
      .containerStartFailed, in: [.task, .containers],
      [
        .starts("CannotStartContainer"), .contains("OCI runtime"), .starts("HostConfigError"),
        .starts("DockerClientConfigError"), .starts("DockerStateError"),
      ],
      alsoCatches:
        "failed starts with a more specific cause, such as log drivers and memory limits"
    ),
    CausePattern(
      .taskDependencyFailed, in: [.task, .containers],
      [.starts("TaskDependencyError"), .contains("ependency graph:")]),
    CausePattern(
      .outOfMemory, in: [.task, .containers],
      [
        .contains("OutOfMemory"), .contains("OOM-killed"), .starts("out of memory"),
        .starts("killed due to memory usage"), .starts("Container killed due to memory usage"),
      ],
      others: [
        DetailCondition(
          stopCode: [.text(StopCode.essentialContainerExited.rawValue), .exists(false)],
          exitCodes: [.number(137)]),
        DetailCondition(stoppedReason: [essentialContainer.alternative], exitCodes: [.number(137)]),
      ],
      alsoCatches:
        "tasks in which a container returned 137 after another one had exited, because a pattern cannot express which was first"
    ),
    CausePattern(
      .essentialContainerExited, [essentialContainer], codes: [.essentialContainerExited],
      alsoCatches:
        "every stop with the code EssentialContainerExited, including out-of-memory kills and completed jobs"
    ),
    CausePattern(
      .taskFailedToStart, [.starts("Task failed to start"), .starts("TaskFailedToStart")],
      codes: [.taskFailedToStart],
      others: [
        DetailCondition(stopCode: [.exists(false)], stoppedReason: [.exists(false), .text("")])
      ],
      alsoCatches:
        "every stop with the code TaskFailedToStart, whatever its reason, and stops with neither code nor reason"
    ),
  ]

  private static let essentialContainer = ReasonMatch.starts("Essential container")
}
