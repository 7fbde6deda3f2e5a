package import Masking
package import Queries
import SQLite
import Storage
import Time

/// What a reader has found out of the archive as it is now.
package final class ArchiveView {
  private let directory: GroupDirectory
  package let runner: QueryRunner
  package let masker: Masker
  /// How many days stops are kept; nil for ever.
  package let retentionDays: Int?
  /// Bytes of a message, on average over the last ones.
  let messageBytes: Double
  /// Bytes of the archive's file.
  package let fileBytes: Int64
  private let connection: Connection
  /// The events of which ``fieldList`` tells.
  package private(set) lazy var sample = Result { try EventSample(connection) }
  /// The fields of the events.
  package private(set) lazy var fieldList = Result {
    try FieldList(connection, sample.get())
  }

  /// - Throws: `SQLiteError`, or what reading the tables of `lookup` throws.
  init(
    _ archive: borrowing Archive, _ statements: StatementRunner, _ options: ReaderOptions
  ) throws {
    let connection = archive.connection
    self.connection = connection
    directory = GroupDirectory(try ArchivePlaces(connection), options.naming)
    let defaults = LogRecordDefaults(
      account: LogGroup.Owner.unknown.account, group: options.naming.main,
      stream: GroupNaming.unknownStream)
    runner = try QueryRunner(
      connection, statements, tables: options.tables, defaults: defaults)
    masker = Masker(connection)
    retentionDays = try archive.retentionPolicy()?.days
    messageBytes = try Self.meanMessageBytes(connection)
    fileBytes =
      (try connection.integer(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
      ?? 0
  }

  /// The groups that a call sees.
  func directory(for call: APICall) -> GroupDirectory {
    call.region.map(directory.narrowed(toRegion:)) ?? directory
  }

  /// The names of the log groups that have all stops together, and the ARN of each.
  package var groups: [(name: String, arn: String)] {
    directory.mainNames.map { name in
      let owner = directory.groups[name]?.mainOwner ?? .unknown
      return (name, "arn:aws:logs:\(owner.region):\(owner.account):log-group:\(name)")
    }
  }

  /// The groups that the server's owner sees.
  var wholeDirectory: GroupDirectory { directory }

  /// The fields of the events, from the most frequent to the rarest, and in how many of a hundred events each is.
  func fields() throws -> [(name: String, percent: Int)] {
    let list = try fieldList.get()
    let total = max(list.eventCount, 1)
    return list.entries.filter { $0.origin != .archive }
      // A field that any event has is there.
      .map { (name: $0.name, percent: max(1, $0.events * 100 / total)) }
      .sorted { ($1.percent, $0.name) < ($0.percent, $1.name) }
  }

  private static func meanMessageBytes(_ connection: Connection) throws -> Double {
    let select = try connection.prepare(
      """
      SELECT avg(length(CAST(message(id) AS BLOB))) FROM (
        SELECT id FROM tasks ORDER BY logged_at DESC LIMIT \(sampleCount))
      """, persistent: false)
    return try select.step() ? select.real(at: 0) : 0
  }

  private static let sampleCount = 32
}

/// What readers need to know besides the archive.
struct ReaderOptions: Sendable {
  let path: String
  let naming: GroupNaming
  /// The folder whose CSV files `lookup` reads.
  let tables: String?
}
