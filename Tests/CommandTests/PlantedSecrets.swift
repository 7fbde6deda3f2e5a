/// Events with a secret in every place where people and programs can put one.
enum PlantedSecrets {
  /// What begins each secret, and nothing else.
  static let mark = "Pl4nt3d"

  /// The places, as parts of the secrets: `Pl4nt3dTag7Zq` is that of a tag of event 7.
  static let places = [
    "Attachment", "Attribute", "Basic", "Bearer", "Command", "Container", "ContainerEnvironment",
    "Environment", "Escaped", "EventEnvironment", "Group", "Image", "Member", "Sentence",
    "Signature", "StartedBy", "Tag",
  ]

  static func secret(_ place: String, _ event: Int) -> String { "\(mark)\(place)\(event)Zq" }

  /// Events as lines of JSON, some of which are of earlier versions of one task.
  static var lines: String {
    ((1...4).map { line($0, version: 5) } + [line(4, version: 4)]).joined(separator: "\n") + "\n"
  }

  private static func line(_ event: Int, version: Int) -> String {
    func secret(_ place: String) -> String { Self.secret(place, event) }
    let task =
      "arn:aws:ecs:us-east-1:123456789012:task/prod/\(String(repeating: "\(event)", count: 32))"
    let time = "2026-01-30T10:00:0\(version).000Z"
    return
      #"{"version":"0","id":"00000000-0000-0000-0000-00000000000\#(event)","detail-type":"ECS Task State Change","#
      + #""source":"aws.ecs","account":"123456789012","time":"2026-01-30T10:00:00Z","region":"us-east-1","#
      + #""resources":["\#(task)"],"detail":{"attachments":[{"id":"a-\#(event)","type":"eni","status":"DELETED","#
      + #""details":[{"name":"subnetId","value":"subnet-1"},{"name":"api_key","value":"\#(secret("Attachment"))"}]}],"#
      + #""attributes":[{"name":"client_secret","value":"\#(secret("Attribute"))"}],"availabilityZone":"us-east-1a","#
      + #""clusterArn":"arn:aws:ecs:us-east-1:123456789012:cluster/prod","containers":[{"containerArn":"\#(task)/c","#
      + #""exitCode":1,"lastStatus":"STOPPED","name":"app","image":"https://u:\#(secret("Image"))@registry/app:1","#
      + #""reason":"CannotPullContainerError: Get https:\/\/user:\#(secret("Container"))@registry/v2: denied","#
      + #""environment":[{"name":"MODE","value":"\#(secret("ContainerEnvironment"))"}],"#
      + #""taskArn":"\#(task)","cpu":"0"}],"note":"dial postgres:\/\/u:\#(secret("Escaped"))\u0040db failed","#
      + #""Environment":[{"name":"MODE","value":"\#(secret("EventEnvironment"))"}],"#
      + #""settings":{"dbPassword":"\#(secret("Member"))"},"createdAt":"2026-01-30T09:00:00.000Z","startedAt":"2026-01-30T09:01:00.000Z","#
      + #""stoppingAt":"2026-01-30T09:59:00.000Z","stoppedAt":"2026-01-30T10:00:00.000Z","updatedAt":"\#(time)","#
      + #""cpu":"256","memory":"512","desiredStatus":"STOPPED","launchType":"FARGATE","lastStatus":"STOPPED","#
      + #""group":"\#(event % 2 == 0 ? "service:web" : "password=" + secret("Group"))","startedBy":"token=\#(secret("StartedBy"))","#
      + #""overrides":{"containerOverrides":[{"name":"app","command":["run","--password","\#(secret("Command"))"],"#
      + #""environment":[{"name":"MODE","value":"\#(secret("Environment"))"},"#
      + #"{"value":"several words \#(secret("Sentence"))","name":"B"}]}]},"stopCode":"TaskFailedToStart","#
      + #""stoppedReason":"ResourceInitializationError: GET https://b.s3.amazonaws.com/k?X-Amz-Expires=60&X-Amz-Signature=\#(secret("Signature")): "#
      + #"sent Authorization: Bearer \#(secret("Bearer")), then Basic \#(secret("Basic"))==","#
      + #""tags":[{"key":"db_password","value":"\#(secret("Tag"))"}],"taskArn":"\#(task)","#
      + #""taskDefinitionArn":"arn:aws:ecs:us-east-1:123456789012:task-definition/web:7","version":\#(version),"platformVersion":"1.4.0"}}"#
  }
}
