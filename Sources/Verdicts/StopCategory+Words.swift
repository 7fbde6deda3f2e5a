extension StopCategory {
  /// A short phrase for people.
  package var title: String { words.title }

  /// One sentence on what to do.
  package var advice: String { words.advice }

  private var words: (title: String, advice: String) {
    switch self {
    case .serviceScaling:
      (
        "Scaled in or replaced by a deployment",
        "Nothing to do; new tasks of the group with another deployment id mean a rollout."
      )
    case .userStopped:
      (
        "Stopped by a user or a tool",
        "If nobody meant to, look up the StopTask call in CloudTrail, and pass a reason next time."
      )
    case .elbHealthCheckFailed:
      (
        "Failed the load balancer's health checks",
        "Check the path and port of the check, security groups, grace period and start-up time."
      )
    case .containerHealthCheckFailed:
      (
        "Failed the container's health check",
        "Check that the image holds the tool the check runs, its start period, and the load."
      )
    case .deploymentRollback:
      (
        "Deployment rolled back",
        "Look at the deployment events of the service, then at the first failures of its tasks."
      )
    case .availabilityZoneRebalance:
      ("Moved to balance availability zones", "Nothing to do.")
    case .spotInterruption:
      (
        "Spot capacity taken back",
        "Handle SIGTERM within two minutes, and mix in on-demand capacity for what must not stop."
      )
    case .hostMaintenance:
      (
        "Maintenance of the machine below",
        "Services replace such tasks; run standalone tasks again."
      )
    case .hostTerminated:
      (
        "Container instance terminated",
        "Drain container instances before they are terminated, outside of scale-in and Spot."
      )
    case .hostStopped:
      (
        "Container instance stopped",
        "Find out who stopped the instance, and drain it before the next time."
      )
    case .instanceDeregistered:
      (
        "Container instance deregistered by force",
        "Nothing to do if meant; drain the instance first to let tasks end in order."
      )
    case .platformInternal:
      ("Internal error of the platform", "Run it again; open a support case if it repeats.")
    case .agentLostContainer:
      (
        "Container vanished from the host",
        "Check the host for a restart of Docker or a clean-up job that removes containers."
      )
    case .agentInternal:
      (
        "Internal error of the agent",
        "Update the agent, and report the text with the agent's log if it repeats."
      )
    case .runtimeTimeout:
      (
        "Container runtime did not answer in time",
        "Relieve disk and CPU of the host: a bigger or faster disk, fewer pulls at once."
      )
    case .runtimeError:
      ("Container runtime failed", "Run it again; open a support case if it repeats.")
    case .containerInspectFailed:
      (
        "Container could not be inspected",
        "Relieve disk and CPU of the host; the exit code of this container is lost."
      )
    case .containerStopFailed:
      (
        "Container could not be stopped",
        "Check the health of Docker on the host, and for processes that hang in the kernel."
      )
    case .stoppedBeforeStart:
      ("Stopped before the image was pulled", "Nothing to do; the task was still waiting.")

    case .placementResources:
      (
        "No instance had enough resources free",
        "Add instances to the cluster, or ask for less in the task definition."
      )
    case .placementNoInstances:
      (
        "No container instance registered",
        "Check that instances start, and that their user data names this cluster."
      )
    case .placementConstraint:
      (
        "No instance fits the placement constraints",
        "Compare the constraints of the task with the attributes of the instances."
      )
    case .placementAgent:
      (
        "Agent disconnected at placement",
        "Check the agent on the instance and its way to the service endpoints."
      )
    case .capacityUnavailable:
      (
        "No capacity available",
        "Try again later, and allow more availability zones."
      )
    case .computeMismatch:
      (
        "Task definition does not fit the compute",
        "Make the launch type or capacity provider agree with the task definition."
      )

    case .networkInterfaceTimeout:
      (
        "Network interface did not come up in time",
        "Try again; if it repeats, check the limits on network interfaces of the account."
      )
    case .subnetAddressesExhausted:
      ("Subnet out of addresses", "Add subnets or larger ones, and remove unused interfaces.")
    case .networkInterfaceFailed:
      (
        "Network could not be set up",
        "Read the text: limits, tag policies and the network of the host are usual causes."
      )
    case .ephemeralStorageTimeout:
      ("Ephemeral storage did not come up in time", "Try again.")
    case .ebsAttachFailed:
      (
        "EBS volume could not be attached",
        "Check trust and rights of the infrastructure role, the key policy and the file system."
      )
    case .efsMountFailed:
      (
        "EFS file system could not be mounted",
        "Check mount targets, port 2049 in the security groups, access point and DNS."
      )
    case .volumeFailed:
      (
        "Volume could not be set up",
        "Check the volumes of the task definition and their driver on the host."
      )

    case .imagePullNotFound:
      (
        "Image not found",
        "Check name and tag; services go on pulling the digest of a tag that has been deleted."
      )
    case .imagePullAuth:
      (
        "Registry refused the image",
        "Check the execution role (on EC2 the instance role) or the registry's credentials."
      )
    case .imagePullNetwork:
      (
        "Registry could not be reached",
        "Check routes, NAT, VPC endpoints, security groups and DNS of the subnet."
      )
    case .imagePullRateLimited:
      (
        "Registry limits the rate of pulls",
        "Sign in to the registry, or pull through a cache or from a mirror."
      )
    case .imagePullDiskFull:
      ("No space for the image", "Give the task more ephemeral storage or the host more disk.")
    case .imagePlatformMismatch:
      (
        "Image is for another platform",
        "Build the image for the CPU architecture and system that the task asks for."
      )
    case .imagePullOther:
      ("Image could not be pulled", "Read the text.")

    case .registryAuthNetwork:
      (
        "Amazon ECR could not be reached for a token",
        "Check routes, NAT, VPC endpoints and security groups of the subnet."
      )
    case .registryAuthDenied:
      (
        "Amazon ECR refused a token",
        "Allow ecr:GetAuthorizationToken to the execution role."
      )
    case .secretAccessDenied:
      (
        "Secret or parameter refused",
        "Allow the execution role to read it, and to decrypt with its key."
      )
    case .secretNotFound:
      ("Secret or parameter not found", "Check its name, its version and the region.")
    case .secretInvalid:
      (
        "Secret cannot be read as asked for",
        "Check the JSON of the secret, the key, and the ARN in the task definition."
      )
    case .secretNetwork:
      (
        "Secrets could not be reached",
        "Check routes and VPC endpoints to Secrets Manager and Systems Manager."
      )
    case .secretOther:
      ("Secrets could not be fetched", "Read the text; it may be cut short.")
    case .envFileFailed:
      (
        "Environment file could not be fetched",
        "Check bucket, key and region, the execution role, and the way to Amazon S3."
      )
    case .logDriverFailed:
      (
        "Log driver could not be set up",
        "Create the log group, allow the role to write to it, and check the way to it."
      )

    case .containerCreateFailed:
      (
        "Container could not be created",
        "Check the disk space of the host and the owner of files in volumes."
      )
    case .containerStartFailed:
      (
        "Container could not be started",
        "Check entry point and command, mounts, devices and ports."
      )
    case .taskDependencyFailed:
      (
        "A container it depends on was not ready",
        "Check the conditions of dependsOn and why the other container missed them."
      )
    case .outOfMemory:
      ("Out of memory", "Raise the memory limit, or find what the container needs so much for.")
    case .essentialContainerExited:
      (
        "An essential container ended",
        "Look at the exit codes and reasons of the containers, then at their logs."
      )
    case .taskFailedToStart:
      ("Did not start", "Look at the reasons of the containers and attachments.")
    case .unknown:
      ("Unknown reason", "Read the text; it is new to this version.")
    }
  }
}
