/// What the texts of Amazon ECS, its agent and Fargate are known by: the first rule that matches
/// decides.
///
/// The patterns see the text as `ReasonText` prepares it: lower case, single spaces, straight
/// apostrophes. Names of errors are searched anywhere, for they nest: the outer one is the phase
/// and the inner one the cause, so rules for causes stand above rules for phases. Texts get cut,
/// so a pattern is as short as it can be and still be right.
enum ReasonRules {
  static let all: [ReasonRule] = [
    .when(["out ?of ?memory", "oom-killed", "due to memory usage"], .outOfMemory),
    .when(["spot (task|capacity|instance).*(interrupted|reclaimed)"], .spotInterruption),
    .when(["performing maintenance on the underlying infrastructure"], .hostMaintenance),
    .when([#"^host ec2 \(.*\) stopped"#], .hostStopped),
    .when([#"^host ec2 \(.*\) terminated"#], .hostTerminated),
    .when(["container instance deregist"], .instanceDeregistered),
    .when(["^task failed elb health checks"], .elbHealthCheckFailed),
    .when(["^task failed container health checks"], .containerHealthCheckFailed),
    .when(["^scaling activity initiated by"], .serviceScaling),
    .when(["ebs volume", "ecs infrastructure role"], .ebsAttachFailed),
    .when(["not compatible with the selected compute"], .computeMismatch),
    .family(
      [
        "cannotpull", "can't pull the image", "the task cannot pull '", "image manifest",
        "ref pull has been retried", "pull command failed: panic", "pull rate limit",
        "toomanyrequests", "^context canceled$",
      ], image),
    .when(["logger args", "logging driver", "cloudwatch log (group|stream)"], .logDriverFailed),
    .when([#"env files?\b"#, "environment variable files"], .envFileFailed),
    .when([#"\befs\b"#], .efsMountFailed),
    .when(
      ["failed to configure eni", "netplugin", "cni plugin", "network namespace"],
      .networkInterfaceFailed),
    .family(
      [
        "unable to pull secrets", "fetching secret", "secrets? manager", "retrieve the secret",
        "ssm parameter store", "pull secrets",
      ], secrets),
    .when(
      ["network interface provision", "provisioning.*network interface"],
      .networkInterfaceTimeout),
    .when(
      ["insufficientfreeaddresses", "create network interface with public ip"],
      .subnetAddressesExhausted),
    .when(["network interface", "unexpected ec2 error"], .networkInterfaceFailed),
    .when(["ephemeralstorage"], .ephemeralStorageTimeout),
    .when([#"\bresource:"#], .placementResources),
    .when(["no active instances", "empty capacity provider"], .placementNoInstances),
    .when(["memberof", "taskfailedtostart: (attribute|location)"], .placementConstraint),
    .when(["taskfailedtostart: agent$"], .placementAgent),
    .when(["capacity is unavailable", "insufficient ?capacity"], .capacityUnavailable),
    .when(["cannotinspectcontainer", "transition to inspecting"], .containerInspectFailed),
    .when(
      ["(docker|containerruntime)timeouterror", #"could not tran\w+ to"#], .runtimeTimeout),
    .when(["cannotstopcontainer"], .containerStopFailed),
    .when(["cannotcreatecontainer"], .containerCreateFailed),
    .when(["(cannot(create|inspect|remove)|invalid)volumeerror"], .volumeFailed),
    .when(
      [
        "cannotstartcontainer", "oci runtime",
        "(hostconfig|dockerclientconfig|dockerstate)error",
      ], .containerStartFailed),
    .when(["containerruntimeerror"], .runtimeError),
    .when(["containervanishederror"], .agentLostContainer),
    .when(["taskdependencyerror", "dependency graph:"], .taskDependencyFailed),
    .when(["stopped before image pull"], .stoppedBeforeStart),
    .when(["impossiblestatetransition"], .agentInternal),
    .when(["internal ?error"], .platformInternal),
    // Wide names, after everything that knows more.
    .when(["containernetworkingerror"], .networkInterfaceFailed),
    .when(["unknownerror"], .agentInternal),
    .when(["^(task )?stopped by user"], .userStopped),
    .when(["^essential container"], .essentialContainerExited),
    .when(["^task ?failed ?to ?start"], .taskFailedToStart),
  ]

  /// An image that could not be pulled.
  private static let image: [ReasonRule] = [
    .when(["toomanyrequests", "too many requests", "pull rate limit"], .imagePullRateLimited),
    .when(["no space left"], .imagePullDiskFull),
    .when(["matching platform", "no matching manifest", "exec format"], .imagePlatformMismatch),
    .when(
      denied + ["cannotpullecrcontainererror", "cannotpullcontainerautherror"], .imagePullAuth),
    .when(unreachable + ["failed to copy", "panic", "api error$"], .imagePullNetwork),
    .when(
      [
        "not found", "manifest unknown", "failed to resolve ref", "check whether the image exists",
        "requested access to the resource is denied", "repo digest", "no such image",
      ], .imagePullNotFound),
    .otherwise(.imagePullOther),
  ]

  /// A secret, a parameter, or the registry's token that could not be fetched.
  private static let secrets: [ReasonRule] = [
    .when(["ecr registry auth"], and: denied, .registryAuthDenied),
    .when(
      [
        "registry auth from amazon ecr", "ecr registry auth",
        "registry auth: (pull command failed|check your task network)",
      ], .registryAuthNetwork),
    .when(["invalid character", "json key", "invalid arn"], .secretInvalid),
    .when(denied, .secretAccessDenied),
    .when(
      ["resourcenotfound", "can't find", "invalid (ssm )?parameters", "parameternotfound"],
      .secretNotFound),
    .when(unreachable, .secretNetwork),
    .otherwise(.secretOther),
  ]

  /// Somebody answered, and said no.
  ///
  /// «Pull access denied» says nothing: it also stands for images that are missing.
  private static let denied = [
    "not authorized", "accessdenied", "(?<!pull )access denied", "unauthorized", "no basic auth",
    "access to kms", "denied: user", "check that the role", "credentials: not found",
  ]

  /// Nobody answered.
  private static let unreachable = [
    "i/o timeout", "dial (tcp|udp)", "request canceled", "requestcanceled", #"client\.timeout"#,
    "connection (refused|reset|issue|timed out)", "tls handshake", "no such host",
    #"context (canceled|deadline|ca\.\.\.)"#, "network configuration", "signal: ?killed",
    "exceeded maximum number of attempts",
  ]
}
