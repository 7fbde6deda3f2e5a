import Exports

extension Envelope {
  /// `aws ecs describe-tasks`, `run-task` and `stop-task` (events.md, c.12).
  static let tasks = Envelope(
    name: "aws ecs describe-tasks", marks: ["tasks"])

  /// An execution of Step Functions that ran a task: its input, output and cause are texts.
  static let execution = Envelope(
    name: "Step Functions execution", marks: ["executionArn", "stateMachineArn"])

  /// `aws stepfunctions get-execution-history`: outputs and causes are texts in its events.
  static let executionHistory = Envelope(
    name: "aws stepfunctions get-execution-history",
    marks: ["events", "events.0.previousEventId"])

  /// `aws ecs list-tasks`: only ARNs, nothing to keep.
  static let listOfARNs = Envelope(
    name: "aws ecs list-tasks", marks: ["taskArns"],
    custom: { object, scope, opener, handler in
      try opener.refuse(object.bytes, .refused(.listOfTasks), scope, handler)
    })
}
