@testable import Verdicts

/// Texts of images and secrets; both families tell a refusal from silence by the same words.
extension CategoryExamples {
  static let refusals = [
    "User: arn:aws:sts::000000000042:assumed-role/r/s is not authorized to perform: x:Get",
    "AccessDeniedException: no", "AccessDenied", "server: access denied", "401 Unauthorized",
    "no basic auth credentials", "Access to KMS is not allowed", "denied: User: nobody",
    "Check that the role has the permissions", "credentials: not found",
  ]

  static let silences = [
    "read: i/o timeout", "dial tcp 203.0.113.9:443", "dial udp 203.0.113.9:53",
    "net/http: request canceled", "RequestCanceled: late", "(Client.Timeout exceeded)",
    "connection refused", "connection reset by peer", "There is a connection issue",
    "connection timed out", "TLS handshake took too long", "lookup r.example: no such host",
    "context canceled", "context deadline exceeded", "context ca...",
    "Check your network configuration.", ": signal: killed", "signal:killed",
    "exceeded maximum number of attempts, 3",
  ]

  static let image = [
    CategoryExamples(
      .imagePullRateLimited,
      [
        "CannotPullContainerError: toomanyrequests: slow down", "toomanyrequests: slow down",
        "CannotPullContainerError: 429 Too Many Requests",
        "You have reached your unauthenticated pull rate limit.",
      ], not: [("429 Too Many Requests", .unknown)]),
    CategoryExamples(
      .imagePullDiskFull,
      [
        "CannotPullContainerError: write /layer: no space left on device",
        "CannotPullImageManifestError: no space left on device",
      ], not: [("write /data: no space left on device", .unknown)]),
    CategoryExamples(
      .imagePlatformMismatch,
      [
        "CannotPullContainerError: image Manifest does not contain descriptor matching platform "
          + "'linux/arm64'",
        "CannotPullContainerError: no matching manifest for linux/arm64/v8",
        "CannotPullContainerError: exec format error",
      ],
      not: [("CannotStartContainerError: exec format error", .containerStartFailed)]),
    CategoryExamples(
      .imagePullAuth,
      refusals.map { "CannotPullContainerError: \($0)" } + [
        "CannotPullECRContainerError: it would not", "CannotPullContainerAuthError: it would not",
        "The task can’t pull the image. Check that the role has the permissions to pull images "
          + "from the registry.",
      ],
      not: [
        ("CannotPullContainerError: pull access denied for shop", .imagePullOther),
        (
          "CannotPullContainerError: pull access denied for shop: denied: "
            + "requested access to the resource is denied", .imagePullNotFound
        ),
      ]),
    CategoryExamples(
      .imagePullNetwork,
      silences.map { "CannotPullContainerError: \($0)" } + [
        "CannotPullContainerError: API error", "context canceled", "Context canceled ",
        "ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: x",
        "pull command failed: panic: runtime error: index out of range",
        "The task cannot pull ‘shop’ from the repository ‘r’. There is a connection issue",
      ],
      not: [
        ("the context canceled it", .unknown),
        ("CannotPullContainerError: API error (500): x", .imagePullOther),
      ]),
    CategoryExamples(
      .imagePullNotFound,
      [
        "CannotPullContainerError: API error (404): repository shop not found",
        "CannotPullContainerError: manifest unknown",
        "pull image manifest has been retried 5 time(s): failed to resolve ref r.example/shop:9",
        "The task can't pull the image. Check whether the image exists.",
        "CannotPullContainerError: requested access to the resource is denied",
        "CannotPullImageManifestError: failed to find a repo digest matching 'shop'",
        "CannotPullContainerError: No such image: shop:9",
      ], not: [("repository shop not found", .unknown)]),
    CategoryExamples(
      .imagePullOther,
      [
        "CannotPullContainerError: failed to register layer: it is bad",
        "CannotPullContainerError: failed to unpack image on snapshotter overlayfs: it is bad",
        "CannotPullContainerError: ", "ref pull has been retried 2 time(s): it is bad",
      ], not: [("failed to register layer: it is bad", .unknown)]),
  ]

  private static let resource =
    "ResourceInitializationError: unable to pull secrets or registry auth: "

  static let secrets = [
    CategoryExamples(
      .registryAuthDenied,
      refusals.map { "\(resource)unable to retrieve ecr registry auth: \($0)" }
        + [resource + "unable to retrieve ecr registry auth: AccessDeniedExcept"],
      not: [("unable to retrieve ecr registry auth: AccessDeniedException", .unknown)]),
    CategoryExamples(
      .registryAuthNetwork,
      [
        resource
          + "The task cannot pull registry auth from Amazon ECR: There is a connection issue",
        resource + "unable to retrieve ecr registry auth: dial tcp 203.0.113.9:443: i/o timeout",
        resource + "pull command failed: : signal: killed",
        resource + "Check your task network configuration. : signal: killed",
      ], not: [(resource + "signal: killed", .secretNetwork)]),
    CategoryExamples(
      .secretInvalid,
      [
        resource + "invalid character 'x' looking for beginning of value",
        "fetching secret data: secret s did not contain json key k",
        "an invalid ARN format for the AWS Secrets Manager secret was specified",
      ], not: [("invalid character 'x' looking for beginning of value", .unknown)]),
    CategoryExamples(
      .secretAccessDenied,
      refusals.map { "\(resource)unable to retrieve secret from asm: \($0)" } + [
        "Fetching secret data from AWS Secrets Manager in region eu-north-1: secret s: "
          + "AccessDeniedException: no"
      ], not: [("AccessDeniedException: secretsmanager:GetSecretValue", .unknown)]),
    CategoryExamples(
      .secretNotFound,
      [
        resource + "ResourceNotFoundException: no",
        "Secrets Manager can’t find the specified secret.",
        "The secret manager can't find it", "The task can't find and retrieve the secret",
        resource + "unable to retrieve secrets from ssm: invalid ssm parameters: /shop/key",
        "Fetching secret data from SSM Parameter Store in eu-north-1: invalid parameters: /k",
        "SSM Parameter Store: ParameterNotFound",
      ], not: [("ResourceNotFoundException: no", .unknown)]),
    CategoryExamples(
      .secretNetwork, silences.map { "\(resource)unable to retrieve secrets from ssm: \($0)" },
      not: [("context deadline exceeded", .unknown)]),
    CategoryExamples(
      .secretOther,
      [
        resource, "The task cannot pull secrets",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution...",
      ], not: [("ResourceInitializationError: unable to pull sec...", .unknown)]),
    CategoryExamples(
      .envFileFailed,
      [
        "ResourceInitializationError: failed to download env files: file download command: x",
        "unable to download env file with key k.env from bucket b",
        "The task can't download the environment variable files from Amazon S3.",
      ], not: [("unable to download env filesystem", .unknown)]),
    CategoryExamples(
      .logDriverFailed,
      [
        "ResourceInitializationError: failed to validate logger args: create stream: x",
        "failed to initialize logging driver: no address",
        "CannotStartContainerError: failed to create Cloudwatch log stream: "
          + "ResourceNotFoundException: The specified log group does not exist.",
        "The task cannot find the Amazon CloudWatch log group",
      ], not: [("The log group does not exist", .unknown)]),
  ]
}
