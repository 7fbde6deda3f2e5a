import Glibc
import Testing

@testable import InsightsSQLite

/// What differs from text to text becomes a token, and nothing else does.
@Suite struct MessagePatternTests {
  @Test(arguments: [
    ("exit code: 137", "exit code: <Number-1>"),
    ("Task 0123456789abcdef0123456789abcdef stopped", "Task <ID-1> stopped"),
    ("id 8f14e45f-ceea-467f-a8fb-1d2b3c4d5e6f.", "id <ID-1>."),
    ("at 2026-01-31T09:30:00.123Z, 09:30 and 2026-01-31", "at <Time-1>, <Time-2> and <Time-3>"),
    ("2026-01-31 09:30:00,123 [x]", "<Time-1> [x]"),
    ("from 10.0.1.12:8080/tcp", "from <IP-1>:<Number-2>/tcp"),
    ("host fe80::1ff:fe23:4567:890a up", "host <IP-1> up"),
    ("(arn:aws:ecs:eu-west-1:111122223333:task/a/b)", "(<ARN-1>)"),
    ("see arn:aws:iam::111122223333:role/x.", "see <ARN-1>."),
    ("used 512MiB of 20 GB in 30s", "used <Size-1> of <Size-2> in <Number-3>s"),
    ("version 1.25.3", "version <Number-1>"),
    ("ip-10-0-1-2.internal", "ip-<Number-1>-<Number-2>-<Number-3>-<Number-4>.internal"),
    ("eni-0123456789abcdef0 gone", "eni-<ID-1> gone"),
    ("sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f0", "sha256:<ID-1>"),
    ("ecs-svc/1234567890123456789", "ecs-svc/<Number-1>"),
    ("x86_64 and v2 and h264 stay", "x86_64 and v2 and h264 stay"),
    ("deadbeef facade stay", "deadbeef facade stay"),
    ("7zip 2xx 0x1F", "7zip 2xx 0x1F"),
    ("Überlänge 5€", "Überlänge 5€"),
    ("", ""),
    ("5", "<Number-1>"),
    ("a: b:: c:", "a: b:: c:"),
    ("1.", "<Number-1>."),
  ])
  func makesTokens(_ text: String, _ pattern: String) {
    #expect(Self.applied(text, MessagePattern.pattern) == pattern)
  }

  @Test func regexEscapesWhatIsSpecial() {
    #expect(
      Self.applied("a.b (<Number-1>) [x] /y <b>", MessagePattern.regex)
        == "^a\\.b \\([0-9.]+\\) \\[x\\] \\/y <b>$")
  }

  @Test(arguments: [
    ("CannotPullContainerError: pull access denied", "ERROR"), ("WARN low", "WARN"),
    ("info: a warning, then FATAL", "FATAL"), ("terror and informed", nil), ("", nil),
    ("[debug]", "DEBUG"), ("Essential container in task exited", nil),
  ])
  func findsTheSeverity(_ text: String, _ severity: String?) {
    var text = text
    let found = text.withUTF8 { Severity.severity(of: UnsafeRawBufferPointer($0)) }
    #expect(found?.rawValue == severity)
  }

  /// Long runs of what almost is a token take no more than their length.
  @Test(arguments: ["1.", "a1", "ab:", "arn:", "1-", "0f", "é1", "12:3"])
  func isLinear(_ piece: String) {
    let text = String(repeating: piece, count: 20_000)
    let start = Self.processorTime
    #expect(!Self.applied(text, MessagePattern.pattern).isEmpty)
    #expect(!Self.applied(text + "x", MessagePattern.pattern).isEmpty)
    // Some hundredths of a second; with the square of the length it would be minutes.
    #expect(Self.processorTime - start < 5)
  }

  /// Seconds of the processor in this thread, whatever else the machine does.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func applied(
    _ text: String, _ body: (UnsafeRawBufferPointer) -> [UInt8]
  ) -> String {
    var text = text
    return text.withUTF8 { String(decoding: body(UnsafeRawBufferPointer($0)), as: UTF8.self) }
  }
}
