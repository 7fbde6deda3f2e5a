import Events
import Glibc
import JSON

/// What became of the records of a file, by the hour of their log time and by account, region and log group.
///
/// Records without a time, and expired stops, are not in it.
package struct HourCounts {
  /// Where records come from: ids of `words` and `log_groups`; nil for what a record does not say.
  struct Place: Hashable {
    var account: Int64?
    var region: Int64?
    var logGroup: Int64?

    var isUnknown: Bool { account == nil && region == nil }
  }

  struct Key: Hashable {
    var place: Place
    /// Counted from 1970 (UTC).
    var hour: Int64
    /// Set for records that are not stopped tasks.
    var kind: SkippedKind?
  }

  struct Cell {
    let key: Key
    var counts = IngestCounts()
    var first = Int64.max
    var last = Int64.min
  }

  /// More cells than this are written before the end of their file, so that memory stays bounded.
  package static let cellsMax = 50_000
  static let hourMilliseconds: Int64 = 3_600_000

  /// A place by the names of its account and region, and its cell that was used last.
  private struct RecentPlace {
    let account: [UInt8]
    let region: [UInt8]
    let place: Place
    var index = -1
  }

  /// So many places are compared with a record.
  private static let recentMax = 16
  /// Longer names are kept alone: those of AWS have some tens of bytes.
  private static let recentBytesMax = 256

  private(set) var cells: ContiguousArray<Cell> = []
  private var indices: [Key: Int] = [:]
  /// The places of the last records: most are of a few, whose cells are found without a lookup.
  private var recent: [RecentPlace] = []

  package init() {}

  /// Whether the cells should be written now.
  package var isFull: Bool { cells.count >= Self.cellsMax }

  /// Adds one record.
  ///
  /// - Parameters:
  ///   - kind: what it is if it is not a stopped task.
  ///   - before, after: the counts of the file before and after it.
  ///   - word: gives the id of an account or region.
  mutating func add(
    _ event: CapturedEvent, of batch: borrowing EventBatch, kind: SkippedKind?, logGroup: Int64?,
    before: IngestCounts, after: IngestCounts,
    word: (UnsafeRawBufferPointer) throws -> Int64
  ) throws {
    guard event.isDated, after.expired == before.expired else { return }
    let number = try recentPlace(
      batch.bytes[event.account], batch.bytes[event.region], logGroup: logGroup, word)
    let index = index(of: number, hour: Self.hour(of: event.loggedAt), kind)
    cells[index].counts.add(after, minus: before)
    cells[index].first = min(cells[index].first, event.loggedAt)
    cells[index].last = max(cells[index].last, event.loggedAt)
  }

  static func hour(of time: Int64) -> Int64 {
    let hour = time / hourMilliseconds
    return time % hourMilliseconds < 0 ? hour - 1 : hour
  }

  private mutating func recentPlace(
    _ account: UnsafeRawBufferPointer, _ region: UnsafeRawBufferPointer, logGroup: Int64?,
    _ word: (UnsafeRawBufferPointer) throws -> Int64
  ) throws -> Int {
    for number in recent.indices
    where recent[number].place.logGroup == logGroup
      && Self.areEqual(account, recent[number].account)
      && Self.areEqual(region, recent[number].region)
    {
      return number
    }
    let bytes = account.count + region.count
    if recent.count == Self.recentMax || bytes > Self.recentBytesMax { recent.removeAll() }
    let place = Place(
      account: account.isEmpty ? nil : try word(account),
      region: region.isEmpty ? nil : try word(region), logGroup: logGroup)
    recent.append(RecentPlace(account: Array(account), region: Array(region), place: place))
    return recent.count - 1
  }

  private static func areEqual(_ bytes: UnsafeRawBufferPointer, _ known: [UInt8]) -> Bool {
    guard bytes.count == known.count else { return false }
    return known.withUnsafeBytes { known in
      guard let left = bytes.baseAddress, let right = known.baseAddress else { return true }
      return memcmp(left, right, bytes.count) == 0
    }
  }

  private mutating func index(of number: Int, hour: Int64, _ kind: SkippedKind?) -> Int {
    let last = recent[number].index
    if last >= 0, cells[last].key.hour == hour, cells[last].key.kind == kind { return last }
    let index = index(of: Key(place: recent[number].place, hour: hour, kind: kind))
    recent[number].index = index
    return index
  }

  private mutating func index(of key: Key) -> Int {
    if let index = indices[key] { return index }
    indices[key] = cells.count
    cells.append(Cell(key: key))
    return cells.count - 1
  }

  /// The cells; records that do not say where they come from count to the place of all others, if it is only one.
  var rows: [Cell] {
    let places = Set(cells.map(\.key.place).filter { !$0.isUnknown })
    guard let only = places.first, places.count == 1 else { return Array(cells) }
    var merged = HourCounts()
    for cell in cells {
      var key = cell.key
      if key.place.isUnknown { key.place = only }
      let index = merged.index(of: key)
      merged.cells[index].counts += cell.counts
      merged.cells[index].first = min(merged.cells[index].first, cell.first)
      merged.cells[index].last = max(merged.cells[index].last, cell.last)
    }
    return Array(merged.cells)
  }
}
