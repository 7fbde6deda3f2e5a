import FixtureArchive
import JSON
import LogsAPI
import Testing
import Time

/// Calls in process: what each answers, over the fixture.
struct CallTests {
  private static func answer(_ operation: String, _ body: String) async throws -> (Int, String) {
    var settings = LogsService.Settings(path: try FixtureArchive.path.get())
    settings.time = .system
    let answer = await LogsService(settings).answer(
      APICall(operation, body: Array(body.utf8), requestID: "request"))
    return (answer.status, String(decoding: answer.body, as: UTF8.self))
  }

  @Test(arguments: [
    ("DescribeLogGroups", #"{"limit":51}"#, "Member must have value less than or equal to 50"),
    ("DescribeLogGroups", #"{"limit":0}"#, "Member must have value greater than or equal to 1"),
    ("DescribeLogGroups", #"{"logGroupNamePrefix":""}"#, "length greater than or equal to 1"),
    ("DescribeLogGroups", #"{"logGroupNamePrefix":"a b"}"#, #"pattern: [\\.\\-_/#A-Za-z0-9]+"#),
    (
      "DescribeLogGroups", #"{"logGroupClass":"x"}"#, "enum value set: [STANDARD, INFREQUENT_ACCESS"
    ),
    ("StartQuery", "{}", "Value null at 'queryString'"),
    ("StartQuery", #"{"queryString":"limit 1","startTime":1,"endTime":2}"#, "name the log groups"),
    (
      "StartQuery",
      #"{"queryString":"limit 1","startTime":1,"endTime":2,"logGroupName":"a","logGroupNames":["b"]}"#,
      "name log groups with one of"
    ),
    ("FilterLogEvents", #"{"logGroupName":"/none"}"#, "The specified log group does not exist."),
    ("GetQueryResults", #"{"queryId":"none"}"#, "ResourceNotFoundException"),
    ("GetLogRecord", #"{"logRecordPointer":"x"}"#, "Invalid logRecordPointer provided"),
    ("GetLogRecord", #"{"logRecordPointer":"\u0000"}"#, "Invalid logRecordPointer provided"),
  ])
  func refuses(_ operation: String, _ body: String, _ part: String) async throws {
    let (status, text) = try await Self.answer(operation, body)
    #expect(status == 400)
    #expect(text.contains(part), "\(text)")
  }

  @Test(arguments: ["{", "[]", "5", #"{"limit":"five"}"#, #"{"limit":1.5}"#])
  func refusesWhatIsNoRequest(_ body: String) async throws {
    let (status, text) = try await Self.answer("DescribeLogGroups", body)
    #expect(status == 400)
    #expect(text.contains("SerializationException"))
  }

  @Test func ignoresWhatItDoesNotKnow() async throws {
    let (status, _) = try await Self.answer("DescribeLogGroups", #"{"newMember":[1,{"a":2}]}"#)
    #expect(status == 200)
  }

  @Test func aMissingArchiveIsAFault() async throws {
    let service = LogsService(LogsService.Settings(path: "/no/such/archive.sqlite"))
    let answer = await service.answer(APICall("DescribeLogGroups", body: [], requestID: "request"))
    #expect(answer.status == 500)
    #expect(String(decoding: answer.body, as: UTF8.self).contains("ServiceUnavailableException"))
  }

  @Test func stoppingEndsAQueryAtOnce() async throws {
    let service = LogsService(LogsService.Settings(path: try FixtureArchive.path.get()))
    let text = "stats count(*) by bin(1d)"
    let body = """
      {"queryString":"\(text)","startTime":0,"endTime":4000000000,"logGroupName":"\(GroupNaming.sampleName)"}
      """
    let started = await service.answer(
      APICall("StartQuery", body: Array(body.utf8), requestID: "request"))
    #expect(started.status == 200, "\(String(decoding: started.body, as: UTF8.self))")
    service.stopAll()
    #expect(service.jobs.all.allSatisfy { $0.status != .running })
  }

  @Test func aStatementThatWouldBeTooLargeIsAnErrorOfTheQuery() async throws {
    let sixteen = { (name: String) in
      "concat(" + [String](repeating: name, count: 16).joined(separator: ",") + ")"
    }
    let text =
      "fields \(sixteen("@message")) as a | fields \(sixteen("a")) as b | fields \(sixteen("b")) as c | fields strlen(c)"
    let body = """
      {"queryString":"\(text)","startTime":0,"endTime":4000000000,"logGroupName":"\(GroupNaming.sampleName)"}
      """
    let (status, answer) = try await Self.answer("StartQuery", body)
    #expect(status == 400)
    #expect(answer.contains("MalformedQueryException"), "\(answer)")
  }
}
