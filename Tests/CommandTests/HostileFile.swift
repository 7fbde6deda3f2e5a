import Foundation
import TestSupport
import Testing

/// A file that is made to exhaust memory, time or disk, or to confuse what reads it.
///
/// Those that take their size from a number are as large as the number says with `NIGHTLY=1`, and smaller otherwise.
struct HostileFile: CustomTestStringConvertible, Sendable {
  let name: String
  /// What the ingest says of its records: `2 stored, 1 rejected`.
  var outcome = ""
  /// Part of a message, if the file is refused.
  var message = ""
  var exitCode: Int32 = 3
  /// The peak in MB, of a debug build: the command itself takes about 30.
  var peakMax = 120
  let write: @Sendable (inout FileWriter) -> Void

  var testDescription: String { name }

  static func size(_ nightly: Int, _ usual: Int) -> Int { TestRun.isNightly ? nightly : usual }

  /// A stop of a task of its own, as bare JSON.
  static func stop(_ number: Int, _ more: String = "", reason: String = "gone") -> String {
    let id = "\(10_000_000 + number)"
    let arn = "arn:aws:ecs:us-east-1:123456789012:task/prod/000000000000000000000000\(id)"
    return """
      {"version":"0","id":"\(number)","detail-type":"ECS Task State Change","source":"aws.ecs","account":"123456789012",\
      "time":"2026-01-31T09:30:00Z","region":"us-east-1","resources":["\(arn)"],"detail":{"clusterArn":\
      "arn:aws:ecs:us-east-1:123456789012:cluster/prod","containers":[{"exitCode":1,"name":"web"}],"lastStatus":"STOPPED",\
      "stoppedReason":"\(reason)","taskArn":"\(arn)","updatedAt":"2026-01-31T09:30:00.000Z","version":1\(more)}}
      """
  }

  /// The same as a line of an export.
  static func line(_ number: Int) -> String { "\(time) \(stop(number))\n" }

  static let time = "2026-01-31T09:30:00.000Z"
}

/// Writes a file piece by piece.
struct FileWriter {
  private var file: FileHandle

  init(_ file: FileHandle) { self.file = file }

  mutating func put(_ text: String) { file.write(Data(text.utf8)) }
  mutating func put(_ bytes: [UInt8]) { file.write(Data(bytes)) }

  /// A text so often.
  mutating func put(_ text: String, times: Int) {
    let piece = max(1, (1 << 20) / text.utf8.count)
    let whole = Data(String(repeating: text, count: piece).utf8)
    for _ in 0..<times / piece { file.write(whole) }
    put(String(repeating: text, count: times % piece))
  }
}
