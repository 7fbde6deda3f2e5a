import CMessageDigest
import Exports
import Foundation
import Ingest
import SQLite
import Storage
import TestSupport
import Testing

/// Every sample in `Tests/FormatSamples`, imported by itself.
///
/// The manifest says which stops come out of each, with which log times, streams, groups and messages, and what its
/// outcome is.
@Suite("Samples of all formats") struct FormatSampleTests {
  /// A line of the manifest.
  struct Sample: Decodable, Sendable, CustomStringConvertible {
    let file: String
    let stops: Int
    let taskARNs: String
    let hasLogTime: Bool
    let logStream: Names?
    let logGroup: String?
    let expected: String
    let alsoAcceptable: [String]?
    let logTimeUnit: String?
    let logTimes: String?
    let messages: String?
    let exitCode: Int?
    /// More stops than `stops`, up to this number, are right too.
    let stopsAtMost: Int?

    enum CodingKeys: String, CodingKey {
      case file, stops, expected
      case taskARNs = "task_arns_sha256"
      case hasLogTime = "has_log_time"
      case logStream = "log_stream"
      case logGroup = "log_group"
      case alsoAcceptable = "also_acceptable"
      case logTimeUnit = "log_time_unit"
      case logTimes = "log_times_sha256"
      case messages = "messages_sha256"
      case exitCode = "exit_code"
      case stopsAtMost = "stops_at_most"
    }

    var description: String { file }
    var accepted: [String] { [expected] + (alsoAcceptable ?? []) }
  }

  /// One name or several.
  enum Names: Decodable, Sendable {
    case several([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let names = try? container.decode([String].self) {
        self = .several(names)
      } else {
        self = .several([try container.decode(String.self)])
      }
    }

    var all: Set<String> { if case .several(let names) = self { Set(names) } else { [] } }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "FormatSamples")

  static let samples: [Sample] = {
    let text =
      (try? String(contentsOf: folder.appending(path: "manifest.jsonl"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Sample.self, from: Data($0.utf8))
    }
  }()

  @Test func manifestNamesEachFile() throws {
    #expect(Self.samples.count == 179)
    for sample in Self.samples {
      let path = Self.folder.appending(path: sample.file).path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test(arguments: samples) func outcome(_ sample: Sample) throws {
    let place = try Workplace()
    let path = Self.folder.appending(path: sample.file).path(percentEncoded: false)
    let archive = try Archive(path: place.archivePath, .write)
    let found = ExportFinder.find([path])
    let summary = try Ingestor(archive, now: Workplace.now).ingest(found.files)
    let tasks = try place.rows("SELECT task_arn FROM stopped_tasks ORDER BY task_arn")
    let outcome = Self.outcome(of: summary, found.errors, stops: tasks.count)
    let isDamaged = sample.exitCode == 3
    #expect(sample.accepted.contains(isDamaged && outcome == "stored in part" ? "stored" : outcome))
    guard tasks.count > 0 else { return }
    #expect((sample.stops...(sample.stopsAtMost ?? sample.stops)).contains(tasks.count))
    guard tasks.count == sample.stops else { return }
    #expect(Self.digest(of: tasks) == sample.taskARNs)
    try expectMetadata(of: sample, place)
    if let messages = sample.messages {
      let texts = try place.messages().map { Self.digest(of: [$0]) }.sorted()
      #expect(Self.digest(of: texts) == messages)
    }
  }

  private func expectMetadata(of sample: Sample, _ place: Workplace) throws {
    let streams = Set(try place.rows("SELECT ifnull(log_stream, '') FROM stopped_tasks"))
    if let names = sample.logStream {
      #expect(streams.isSubset(of: names.all) && !streams.isEmpty)
    }
    if let group = sample.logGroup {
      let groups = try place.rows("SELECT DISTINCT ifnull(log_group, '') FROM stopped_tasks")
      #expect(groups.allSatisfy { $0 == group || $0.hasSuffix(":" + group) })
    }
    if let times = sample.logTimes {
      let unit = sample.logTimeUnit == "s" ? 1000 : 1
      let lines = try place.rows(
        "SELECT task_arn || ' ' || (logged_at_ms / \(unit) * \(unit)) FROM stopped_tasks ORDER BY 1"
      )
      #expect(Self.digest(of: lines.sorted()) == times)
    }
  }

  private static func outcome(
    of summary: IngestSummary, _ errors: [ExportError], stops: Int
  ) -> String {
    let isRefused =
      !errors.isEmpty || !summary.failures.isEmpty || summary.counts.rejected > 0
      || summary.warnings.contains(where: \.losesRecords)
    return switch (stops > 0, isRefused) {
    case (true, false): "stored"
    case (true, true): "stored in part"
    case (false, true): "refused by name"
    case (false, false): "skipped by kind"
    }
  }

  /// The SHA-256 of lines, in hex.
  private static func digest(of lines: [String]) -> String {
    let text = Array(lines.joined(separator: "\n").utf8)
    var context = SHA2_CTX()
    SHA256Init(&context)
    SHA256Update(&context, text, text.count)
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    return digest.map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }.joined()
  }
}

extension Workplace {
  /// The messages of all stops.
  func messages() throws -> [String] {
    let archive = try Archive(path: archivePath, .read)
    let reader = try MessageReader(archive)
    let select = try archive.connection.prepare("SELECT id FROM tasks", persistent: false)
    var ids: [Int64] = []
    while try select.step() { ids.append(select.integer(at: 0)) }
    return try ids.map { id in
      try reader.withMessage(ofTask: id) { String(decoding: $0, as: UTF8.self) }
    }
  }
}
