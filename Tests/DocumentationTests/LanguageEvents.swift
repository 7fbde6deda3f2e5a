/// The six stops on which docs/language.md runs its examples; the first lies before the time that is asked.
enum LanguageEvents {
  static let all: [String] = [
    event(
      1, day: 20, group: "service:api", cpu: 1024, code: "SpotInterruption",
      reason: "Your Spot Task was interrupted.", exitCode: 143),
    event(
      2, day: 21, group: "service:web", cpu: 512, code: "ServiceSchedulerInitiated",
      reason: "Scaling activity initiated by (deployment ecs-svc/4501827364019283746)",
      exitCode: 0),
    event(
      3, day: 21, group: "family:report", cpu: 2048, code: "EssentialContainerExited",
      reason: "Essential container in task exited", exitCode: 1),
    event(
      4, day: 22, group: "service:web", cpu: 256, code: "EssentialContainerExited",
      reason: "Essential container in task exited", exitCode: 1),
    event(
      5, day: 22, group: "service:api", cpu: 512, code: "EssentialContainerExited",
      reason: "OutOfMemoryError: Container killed due to memory usage", exitCode: 137),
    event(
      6, day: 23, group: "service:web", cpu: 256, code: "TaskFailedToStart",
      reason: "CannotPullContainerError: web:12 not found", exitCode: nil),
  ]

  private static func event(
    _ number: Int, day: Int, group: String, cpu: Int, code: String, reason: String, exitCode: Int?
  ) -> String {
    let name = group.split(separator: ":").last.map(String.init) ?? group
    let arn = "arn:aws:ecs:eu-west-1:111122223333:"
    let id = "5f1c0d0\(number)a1b2c3d4e5f607180000000\(number)"
    let time = "2026-01-\(day)T0\(number):30:1"
    let exit = exitCode.map { #""exitCode":\#($0),"# } ?? ""
    return #"""
      {"version":"0","id":"7f000000-0000-4000-8000-00000000000\#(number)",
      "detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",
      "time":"\#(time)5Z","region":"eu-west-1","resources":["\#(arn)task/prod/\#(id)"],"detail":{
      "attachments":[{"id":"0a1b2c3d-0000-4000-8000-00000000000\#(number)","type":"eni","status":"DELETED",
      "details":[{"name":"privateIPv4Address","value":"10.0.0.\#(number)"}]}],
      "availabilityZone":"eu-west-1\#(number % 2 == 0 ? "a" : "b")","clusterArn":"\#(arn)cluster/prod",
      "containers":[{"name":"\#(name)","image":"registry.example.com/\#(name):1\#(number)",\#(exit)
      "lastStatus":"STOPPED","cpu":"\#(cpu)"}],
      "cpu":"\#(cpu)","memory":"\#(cpu * 2)","createdAt":"\#(time)0Z","desiredStatus":"STOPPED",
      "overrides":{"containerOverrides":[{"name":"\#(name)"}]},
      "group":"\#(group)","launchType":"FARGATE","lastStatus":"STOPPED","platformVersion":"1.4.0",
      "startedBy":"ecs-svc/4501827364019283746","stopCode":"\#(code)","stoppedReason":"\#(reason)",
      "stoppedAt":"\#(time)5.25Z","updatedAt":"\#(time)5.25Z","taskArn":"\#(arn)task/prod/\#(id)",
      "taskDefinitionArn":"\#(arn)task-definition/\#(name):1\#(number)","version":\#(number + 3)}}
      """#
  }
}
