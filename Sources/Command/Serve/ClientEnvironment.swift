import ECSStops

/// What points the AWS CLI and SDKs at the server: variables of the environment.
package struct ClientEnvironment {
  private let variables: [(name: String, value: String)]

  /// - Parameter region: any will do, but clients need one.
  package init(port: Int, region: String) {
    variables = [
      ("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "http://127.0.0.1:\(port)"),
      ("AWS_DEFAULT_REGION", region),
      ("AWS_ACCESS_KEY_ID", "ecs-stops"),
      ("AWS_SECRET_ACCESS_KEY", "ecs-stops"),
    ]
  }

  /// Lines for a shell.
  package var lines: [String] { variables.map { "export \($0.name)=\($0.value)" } }
}
