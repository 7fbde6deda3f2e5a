import Testing
import Verdicts

@testable import Capture

/// What options take and refuse.
@Suite struct ArgumentTests {
  @Test(arguments: [
    "arn:aws:ecs:eu-west-1:111122223333:cluster/shop",
    "arn:aws-cn:ecs:cn-north-1:111122223333:cluster/A-b_9",
    "arn:aws-us-gov:ecs:us-gov-west-1:111122223333:cluster/shop",
    "arn:aws-iso-b:ecs:us-isob-east-1:111122223333:cluster/shop",
  ])
  func clustersOfAllPartitions(text: String) throws {
    #expect(try ClusterARN(text).text == text)
  }

  @Test(arguments: [
    ("", "empty"), ("shop", "six parts"), ("arn:aws:ecs:eu-west-1:111122223333", "six parts"),
    ("arn:gcp:ecs:eu-west-1:111122223333:cluster/shop", "partition"),
    ("arn:aws:iam:eu-west-1:111122223333:cluster/shop", "service \"iam\""),
    ("arn:aws:ecs::111122223333:cluster/shop", "not a Region"),
    ("arn:aws:ecs:eu-west-1:1111:cluster/shop", "12 digits"),
    ("arn:aws:ecs:eu-west-1:111122223333:service/shop/web", "cluster/NAME"),
    ("arn:aws:ecs:eu-west-1:111122223333:cluster/", "cluster/NAME"),
    ("arn:aws:ecs:eu-west-1:111122223333:cluster/shop:1", "cluster/NAME"),
    ("arn:aws:ecs:eu-west-1:111122223333:cluster/*", "wildcards"),
    (" arn:aws:ecs:eu-west-1:111122223333:cluster/shop", "begins with"),
  ])
  func badClusters(text: String, problem: String) throws {
    let error = try #require(throws: CaptureError.self) { try ClusterARN(text) }
    #expect("\(error)".contains(problem), "\(error)")
    #expect("\(error)".contains("example: arn:aws:ecs:eu-west-1:111122223333:cluster/shop"))
  }

  @Test func taskDefinitions() throws {
    let family = "arn:aws:ecs:eu-west-1:111122223333:task-definition/web"
    #expect(try !TaskDefinitionARN(family).hasRevision)
    #expect(try TaskDefinitionARN(family + ":12").hasRevision)
    for end in [":", ":0", ":x", ":1:2", "/x", ":*"] {
      #expect(throws: CaptureError.self, "\(end)") { try TaskDefinitionARN(family + end) }
    }
  }

  @Test func services() throws {
    for (text, problem) in [
      ("service:web", "web"), ("arn:aws:ecs:eu-west-1:111122223333:service/shop/web", "web"),
      ("", "1 to 255"), ("web*", "letters"), ("a b", "letters"),
    ] {
      let error = try #require(throws: CaptureError.self) { try ServiceName(text) }
      #expect("\(error)".contains(problem), "\(error)")
    }
  }

  @Test func logGroups() throws {
    for text in ["a", "/aws/events/x", "A.b_c-d#1", String(repeating: "x", count: 512)] {
      #expect(try LogGroupName(text).text == text)
    }
    for text in ["", "aws/events", "a b", "a:b", "ä", "a\n", String(repeating: "x", count: 513)] {
      #expect(throws: CaptureError.self, "\(text)") { try LogGroupName(text) }
    }
  }

  @Test func rules() throws {
    for text in ["a", "A.b_c-9", String(repeating: "x", count: 64)] {
      #expect(try RuleName(text).text == text)
    }
    for text in ["", "a b", "a/b", "ä", String(repeating: "x", count: 65)] {
      #expect(throws: CaptureError.self, "\(text)") { try RuleName(text) }
    }
  }

  @Test func keysAndQueues() throws {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001"
    #expect(try CaptureSettings.kmsKey(key) == key)
    let queue = "arn:aws:sqs:eu-west-1:111122223333:undelivered"
    #expect(try CaptureSettings.queue(queue) == queue)
    for text in ["arn:aws:kms:eu-west-1:111122223333:alias/logs", queue] {
      #expect(throws: CaptureError.self) { try CaptureSettings.kmsKey(text) }
    }
    for text in [queue + ".fifo", key] {
      #expect(throws: CaptureError.self) { try CaptureSettings.queue(text) }
    }
  }

  @Test func causes() throws {
    #expect(try CausePattern(named: "out_of_memory").category.rawValue == "out_of_memory")
    let unknown = try #require(throws: CaptureError.self) { try CausePattern(named: "unknown") }
    #expect("\(unknown)".contains("out_of_memory"))
    #expect(throws: CaptureError.self) { try CausePattern(named: "oom") }
  }
}
