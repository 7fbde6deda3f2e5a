/// How to point each client at the server: texts with its address in them, for the command, the documents and pages.
package struct ConnectingClients: Sendable {
  /// A client, and what to type or to write into a file for it.
  package struct Client: Equatable, Sendable {
    /// Such as `boto3`.
    package let name: String
    /// The language of the text: `sh`, `python`, `go`, `yaml` or `json`.
    package let language: String
    /// Where the text goes, or which versions it is for: a sentence.
    package let note: String
    package let text: String
  }

  /// Without a slash at its end.
  private let url: String
  private let region: String
  private let isKeyed: Bool

  /// What may stand where clients need a key and the server accepts any.
  private static let anyKey = "ecs-stops"

  /// - Parameters:
  ///   - url: where the server is, for those who read this.
  ///   - isKeyed: whether the server answers only those who have a key.
  ///   - region: any will do, but clients need one.
  package init(url: String, isKeyed: Bool, region: String = "us-east-1") {
    self.url = url
    self.region = region
    self.isKeyed = isKeyed
  }

  /// All of them, those that most people have first.
  package var all: [Client] { [shell, olderCommandLine, boto3, go, awslogs, grafana, mcp] }

  /// Variables of the environment that the AWS CLI and SDKs read.
  ///
  /// Keys are among them only where any will do.
  package var environment: [(name: String, value: String)] {
    let keys = [("AWS_ACCESS_KEY_ID", Self.anyKey), ("AWS_SECRET_ACCESS_KEY", Self.anyKey)]
    return [("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", url), ("AWS_DEFAULT_REGION", region)]
      + (isKeyed ? [] : keys)
  }

  /// The variables as lines for a shell.
  package var exports: [String] { environment.map { "export \($0.name)=\($0.value)" } }
}

// MARK: - Each client

extension ConnectingClients {
  private var keyNote: String { isKeyed ? " The key is that of your profile or environment." : "" }

  private var shell: Client {
    Client(
      name: "AWS CLI and SDKs", language: "sh",
      note: "In a shell, for the AWS CLI since 2.13 and 1.29 and SDKs since 2023." + keyNote,
      text: exports.joined(separator: "\n"))
  }

  private var olderCommandLine: Client {
    Client(
      name: "AWS CLI before 2.13", language: "sh",
      note: "The endpoint is an option of each call." + keyNote,
      text: "aws \(isKeyed ? "" : "--no-sign-request ")--endpoint-url \(url) --region \(region) "
        + "logs describe-log-groups")
  }

  private var boto3: Client {
    let keys =
      "\n    aws_access_key_id=\"\(Self.anyKey)\", aws_secret_access_key=\"\(Self.anyKey)\","
    return Client(
      name: "boto3", language: "python", note: "In Python." + keyNote,
      text: """
        import boto3

        logs = boto3.client(
            "logs", endpoint_url="\(url)", region_name="\(region)",\(isKeyed ? "" : keys)
        )
        """)
  }

  private var go: Client {
    let keys =
      "\n\tCredentials:  credentials.NewStaticCredentialsProvider(\"\(Self.anyKey)\", \"\(Self.anyKey)\", \"\"),"
    let own = "\n\tCredentials:  configuration.Credentials,"
    return Client(
      name: "AWS SDK for Go v2", language: "go",
      note: isKeyed ? "The configuration is that of config.LoadDefaultConfig." : "In Go.",
      text: """
        client := cloudwatchlogs.New(cloudwatchlogs.Options{
        \tBaseEndpoint: aws.String("\(url)"),
        \tRegion:       "\(region)",\(isKeyed ? own : keys)
        })
        """)
  }

  private var awslogs: Client {
    let keys = "AWS_ACCESS_KEY_ID=\(Self.anyKey) AWS_SECRET_ACCESS_KEY=\(Self.anyKey) "
    return Client(
      name: "awslogs", language: "sh", note: "The endpoint is an option of each call." + keyNote,
      text: (isKeyed ? "" : keys)
        + "awslogs groups --aws-endpoint-url \(url) --aws-region \(region)")
  }

  private var grafana: Client {
    Client(
      name: "Grafana", language: "yaml",
      note:
        "A file in /etc/grafana/provisioning/datasources; restart Grafana, then \"Save & test\"."
        + (isKeyed ? " Fill in a key of the server." : ""),
      text: """
        apiVersion: 1
        datasources:
          - name: ecs-stops
            uid: ecs-stops
            type: cloudwatch
            access: proxy
            jsonData:
              authType: keys
              defaultRegion: \(region)
              endpoint: \(url)
            secureJsonData:
              accessKey: \(isKeyed ? "KEY_ID" : Self.anyKey)
              secretKey: \(isKeyed ? "SECRET" : Self.anyKey)
        """)
  }

  private var mcp: Client {
    let variables = environment.map { name, value in
      // The server of AWS reads this name alone.
      "        \"\(name == "AWS_DEFAULT_REGION" ? "AWS_REGION" : name)\": \"\(value)\""
    }
    return Client(
      name: "AWS's CloudWatch MCP server", language: "json",
      note: "In the configuration of the MCP client." + keyNote,
      text: """
        {
          "mcpServers": {
            "ecs-stops": {
              "command": "uvx",
              "args": ["awslabs.cloudwatch-mcp-server@latest"],
              "env": {
        \(variables.joined(separator: ",\n"))
              }
            }
          }
        }
        """)
  }
}
