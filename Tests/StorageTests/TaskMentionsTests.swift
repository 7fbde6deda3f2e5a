import JSON
import Testing

@testable import Storage

/// Which tasks an unreadable record proves to have been in it.
@Suite struct TaskMentionsTests {
  private static let arn =
    "arn:aws:ecs:eu-west-1:111122223333:task/shop/0123456789abcdef0123456789abcdef"
  private static let other =
    "arn:aws:ecs:eu-west-1:111122223333:task/shop/ffffffffffffffffffffffffffffffff"

  private static func tasks(_ record: String) -> Int? {
    Array(record.utf8).withUnsafeBytes { TaskMentions($0, parser: JSONParser()).tasks?.count }
  }

  @Test(arguments: [
    ("{\"a\":[\"\(arn)\",\"\(other)\"]}", 2),
    ("{\"detail-type\":\"x\",\"resources\":[\"\(arn)\"],\"detail\":{\"con", 1),
    ("{\"detail-type\":\"x\",\"resources\":[\"\(arn)\"],\"taskArn\":\"\(arn.prefix(60))", 1),
    ("{\"a\":\"\(arn.replacing("/", with: "\\/"))\"}", 1),
  ]) func countsTasks(_ record: String, _ count: Int) {
    #expect(Self.tasks(record) == count)
  }

  @Test(arguments: [
    // Which task it is cannot be seen.
    "{\"detail-type\":\"x\",\"resources\":[\"\(arn.prefix(60))",
    // Others may have followed.
    "{\"logEvents\":[{\"detail-type\":\"x\",\"resources\":[\"\(arn)\"]},{\"det",
    "{\"tasks\":[{\"taskArn\":\"\(arn)\",\"lastSt",
    // Compressed data may hold others.
    "{\"a\":\"\(arn)\",\"data\":\"H4sIAAAAAAAA\"}",
    "{\"cluster\":\"arn:aws:ecs:eu-west-1:111122223333:cluster/shop\"}",
    "",
  ]) func provesNothing(_ record: String) {
    #expect(Self.tasks(record) == nil)
  }
}
