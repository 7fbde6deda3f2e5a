import Time

/// What files held of one account, region and log group.
struct CoveragePlace {
  /// What one file held.
  struct File {
    var first: Int64
    var last: Int64
    /// Whether it was cut off or damaged, and nothing replaces it.
    var isDamaged: Bool
    /// Whether it brought records that were not in the archive before.
    var hasNews = false
    /// The number of its records by hour.
    var records: [Int64: Int] = [:]

    init(_ row: CoverageRow) {
      (first, last, isDamaged) = (row.first, row.last, row.isDamaged)
      add(row)
    }

    mutating func add(_ row: CoverageRow) {
      first = min(first, row.first)
      last = max(last, row.last)
      isDamaged = row.isDamaged
      hasNews = hasNews || row.records > row.duplicates
      records[row.hour, default: 0] += row.records
    }
  }

  /// A day or an hour.
  struct Period {
    /// Stops by what files held, each counted once, for comparison with other times.
    var events = 0
    /// Stops that are in the archive, in the time range and scope.
    var kept = 0
    var records = 0
    var files: Set<Int64> = []
    var first = Int64.max
    var last = Int64.min
    var duplicates = 0
    var superseded = 0
    var skipped = 0
    var rejected = 0
    var resolved = 0
    var kinds: [String: Int] = [:]
    /// Whether there are stops of which the file is not known.
    var hasUnknownFiles = false
  }

  let name: CoveragePlaceName
  private(set) var files: [Int64: File] = [:]
  /// The number of records by hour, of stops by hour in each file, and of stored stops.
  private(set) var records: [Int64: Int] = [:]
  private var stored: [Int64: Int] = [:]
  private var stopsOfFile: [Int64: [Int64: Int]] = [:]
  private var details: [Int64: Period] = [:]

  init(_ name: CoveragePlaceName) { self.name = name }

  mutating func add(_ row: CoverageRow) {
    records[row.hour, default: 0] += row.records
    // What a damaged file brought, an intact one stores again.
    if row.damage == .none { stored[row.hour, default: 0] += row.stored }
    var period = details[row.hour] ?? Period()
    if let file = row.export {
      if files[file] == nil { files[file] = File(row) } else { files[file]?.add(row) }
      stopsOfFile[row.hour, default: [:]][file, default: 0] += row.stops
      period.files.insert(file)
    } else {
      period.hasUnknownFiles = true
    }
    period.records += row.records
    period.first = min(period.first, row.first)
    period.last = max(period.last, row.last)
    period.duplicates += row.duplicates
    period.superseded += row.superseded
    period.skipped += row.skipped
    period.rejected += row.rejected
    period.resolved += row.resolved
    if let kind = row.kind { period.kinds[kind, default: 0] += row.skipped }
    details[row.hour] = period
  }

  mutating func add(stops: Int, at times: ClosedRange<Int64>, hour: Int64) {
    var period = details[hour] ?? Period()
    period.kept += stops
    period.first = min(period.first, times.lowerBound)
    period.last = max(period.last, times.upperBound)
    details[hour] = period
  }

  /// The number of stops in an hour, each counted once.
  ///
  /// What was stored first, another file may have brought again; what was read again is counted as duplicates only.
  func events(inHour hour: Int64) -> Int {
    max(stored[hour] ?? 0, stopsOfFile[hour]?.values.max() ?? 0)
  }

  /// The hours put together to periods of this many hours.
  func periods(ofHours length: Int64) -> [Int64: Period] {
    var periods: [Int64: Period] = [:]
    for (hour, detail) in details {
      let number = hour.flooredQuotient(by: length)
      var period = periods[number] ?? Period()
      period.events += events(inHour: hour)
      period.kept += detail.kept
      period.records += detail.records
      period.files.formUnion(detail.files)
      period.first = min(period.first, detail.first)
      period.last = max(period.last, detail.last)
      period.duplicates += detail.duplicates
      period.superseded += detail.superseded
      period.skipped += detail.skipped
      period.rejected += detail.rejected
      period.resolved += detail.resolved
      period.kinds.merge(detail.kinds) { $0 + $1 }
      period.hasUnknownFiles = period.hasUnknownFiles || detail.hasUnknownFiles
      periods[number] = period
    }
    return periods
  }
}

/// Where records come from; nil for what they do not say.
struct CoveragePlaceName: Hashable {
  var account: String?
  var region: String?
  var logGroup: String?
}

/// A row of `export_hours`.
struct CoverageRow {
  var export: Int64?
  var damage = Damage.none
  var hour: Int64
  var kind: String?
  var stored = 0
  var duplicates = 0
  var superseded = 0
  var conflicting = 0
  var filtered = 0
  var skipped = 0
  var rejected = 0
  var resolved = 0
  /// Milliseconds since 1970.
  var first: Int64
  var last: Int64

  /// Whether its file is damaged, and whether another one replaces it.
  enum Damage: Int {
    case none, unresolved, resolved
  }

  var isDamaged: Bool { damage == .unresolved }
  var stops: Int { stored + duplicates + superseded + conflicting }
  var records: Int { stops + filtered + skipped + rejected }
}
