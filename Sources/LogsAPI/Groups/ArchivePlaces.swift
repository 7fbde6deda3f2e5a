import SQLite

/// Where the stops of an archive come from: how many of each account, region, cluster, log group and stream, and from
/// when to when.
struct ArchivePlaces: Sendable {
  /// Stops that have all of these in common.
  struct Place: Hashable, Sendable {
    let account: String?
    let region: String?
    /// The cluster's name.
    let cluster: String?
    /// `account:group` or the group alone, where the import knew it.
    let log: String?
    let stream: String?
  }

  struct Extent: Sendable {
    var stops = 0
    /// Log times in milliseconds since 1970.
    var first = Int64.max
    var last = Int64.min

    mutating func add(_ other: Extent) {
      stops += other.stops
      first = min(first, other.first)
      last = max(last, other.last)
    }
  }

  private(set) var extents: [Place: Extent] = [:]
  private(set) var total = Extent()

  /// Passes once over the stops.
  ///
  /// - Throws: `SQLiteError`.
  init(_ connection: Connection) throws {
    struct IDs: Hashable {
      let account, region, cluster, log, stream: Int64
    }
    let select = try connection.prepare(
      "SELECT account_id, region_id, cluster_id, log_group_id, log_stream_id, logged_at FROM tasks",
      persistent: false)
    var counts: [IDs: Extent] = [:]
    while try select.step() {
      let ids = IDs(
        account: select.integer(at: 0), region: select.integer(at: 1),
        cluster: select.integer(at: 2), log: select.integer(at: 3), stream: select.integer(at: 4))
      let time = select.integer(at: 5)
      counts[ids, default: Extent()].add(Extent(stops: 1, first: time, last: time))
    }
    var words = Names("words", "word", connection)
    var clusters = Names("clusters", "name", connection)
    var logs = Names("log_groups", "name", connection)
    var streams = Names("log_streams", "name", connection)
    for (ids, extent) in counts {
      let place = Place(
        account: try words[ids.account], region: try words[ids.region],
        cluster: try clusters[ids.cluster], log: try logs[ids.log],
        stream: try streams[ids.stream])
      extents[place, default: Extent()].add(extent)
      total.add(extent)
    }
  }

  /// The names in a table, each read once.
  private struct Names {
    private let sql: String
    private let connection: Connection
    private var known: [Int64: String?] = [:]

    init(_ table: String, _ column: String, _ connection: Connection) {
      sql = "SELECT \(column) FROM \(table) WHERE id = ?1"
      self.connection = connection
    }

    subscript(id: Int64) -> String? {
      mutating get throws {
        // No row has the number 0: it stands for NULL.
        if id == 0 { return nil }
        if let name = known[id] { return name }
        let select = try connection.prepare(sql)
        try select.bind(id, at: 1)
        let name = try select.step() ? select.string(at: 0) : nil
        known[id] = .some(name)
        return name
      }
    }
  }
}
