/// The parts of an ARN: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` (IAM user guide, "Amazon Resource Names").
struct ResourceARN {
  /// The ARN as it was given.
  private let text: String
  /// What follows the account, such as `cluster/shop`.
  let resource: Substring

  /// - Parameter wanted: the kind of ARN that is expected, for the error.
  /// - Throws: `CaptureError` with what is wrong with the text and an example.
  init(_ text: String, of wanted: Wanted) throws(CaptureError) {
    func fail(_ problem: String) -> CaptureError {
      .invalidARN(problem, example: wanted.example)
    }
    guard !text.isEmpty else { throw fail("it is empty") }
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn" else {
      throw fail("an ARN begins with \"arn\" and has six parts separated by colons")
    }
    guard !text.contains(where: { "*?".contains($0) }) else {
      throw fail("an event pattern compares this field literally, without wildcards")
    }
    guard (try? /aws(-[a-z]+)*/.wholeMatch(in: parts[1])) != nil else {
      throw fail("\"\(parts[1])\" is not a partition, such as aws, aws-cn or aws-us-gov")
    }
    guard parts[2] == wanted.service else {
      throw fail("it is an ARN of the AWS service \"\(parts[2])\", not of \(wanted.service)")
    }
    guard (try? /[a-z]{2,}(-[a-z]+)+-[0-9]+/.wholeMatch(in: parts[3])) != nil else {
      throw fail("\"\(parts[3])\" is not a Region, such as eu-west-1")
    }
    guard (try? /[0-9]{12}/.wholeMatch(in: parts[4])) != nil else {
      throw fail("\"\(parts[4])\" is not an account number, which has 12 digits")
    }
    self.text = text
    resource = parts[5]
  }

  /// The partition, Region and account; a rule sees the events of only one.
  var place: Substring {
    text.prefix(text.utf8.count - resource.utf8.count)
  }

  /// What an ARN should identify.
  struct Wanted {
    let service: Substring
    let example: String

    static let cluster = Wanted(
      service: "ecs", example: "arn:aws:ecs:eu-west-1:111122223333:cluster/shop")
    static let taskDefinition = Wanted(
      service: "ecs", example: "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7")
    static let key = Wanted(
      service: "kms",
      example: "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001")
    static let queue = Wanted(
      service: "sqs", example: "arn:aws:sqs:eu-west-1:111122223333:undelivered-stops")
  }
}
