import JSON
import SQLite

/// The aggregate `coverage_rows(hours, start, end, export, damage, hour, account, region, log group, kind, stored,
/// duplicates, superseded, conflicting, filtered, skipped, rejected, resolved, first, last, kept)` over rows of
/// `export_hours`, whose `kept` is NULL, and over the numbers of stops in the archive by hour, which are `kept`.
///
/// It gives a JSON array for `json_each`, an item for each account, region and log group and each period of `hours` hours
/// between `start` and `end`: `[finding, is alarm, account, region, log group, start, stops, files, first, last,
/// duplicates, superseded, skipped, kinds, rejected, resolved, why, records]`.
enum CoverageFunction {
  static let name = "coverage_rows"
  private static let argumentCount: Int32 = 21

  static func register(on connection: Connection) throws(SQLiteError) {
    try connection.createAggregate(name: name, argumentCount: argumentCount) { _ in State() }
  }

  private final class State: AggregateState {
    private var history = CoverageHistory()
    private var length: Int64 = 24
    private var window: ClosedRange<Int64> = 0...0
    private var rowCount = 0

    /// Bytes of memory for an hour of a place.
    private static let bytesOfRow = 400

    var heldBytes: Int { rowCount * Self.bytesOfRow }

    func step(_ row: borrowing FunctionArguments) throws {
      rowCount += 1
      func number(_ index: Int) -> Int { Int(clamping: row.integer(at: index)) }
      length = row.integer(at: 0) == 1 ? 1 : 24
      let start = row.integer(at: 1)
      window = start...max(start, row.integer(at: 2))
      let place = CoveragePlaceName(
        account: row.string(at: 6), region: row.string(at: 7), logGroup: row.string(at: 8))
      if !row.isNull(at: 20) {
        let times = row.integer(at: 18)...row.integer(at: 19)
        return history.add(stops: number(20), at: times, hour: row.integer(at: 5), of: place)
      }
      history.add(
        CoverageRow(
          export: row.isNull(at: 3) ? nil : row.integer(at: 3),
          damage: .init(rawValue: number(4)) ?? .none, hour: row.integer(at: 5),
          kind: row.string(at: 9),
          stored: number(10), duplicates: number(11), superseded: number(12),
          conflicting: number(13), filtered: number(14), skipped: number(15),
          rejected: number(16), resolved: number(17), first: row.integer(at: 18),
          last: row.integer(at: 19)),
        of: place)
    }

    func finish(_ context: borrowing FunctionContext) throws {
      let json = ByteBuffer(capacity: 1 << 16)
      json.append("[")
      for (index, row) in history.rows(ofHours: length, in: window).enumerated() {
        if index > 0 { json.append(",") }
        Self.write(row, to: json)
        try context.checkLength(json.count)
      }
      json.append("]")
      context.returnText(json.bytes)
    }

    private static func write(_ row: CoverageHistory.Row, to json: ByteBuffer) {
      let period = row.period
      let isEmpty = period.first > period.last
      let kinds = period.kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      json.append("[")
      write(row.finding.rawValue, to: json)
      json.append(row.finding.isAlarm ? ",1," : ",0,")
      for text in [row.place.account, row.place.region, row.place.logGroup] {
        write(text, to: json)
        json.append(",")
      }
      let numbers: [Int64?] = [
        row.start, Int64(period.kept),
        period.hasUnknownFiles && period.files.isEmpty ? nil : Int64(period.files.count),
        isEmpty ? nil : period.first, isEmpty ? nil : period.last, Int64(period.duplicates),
        Int64(period.superseded), Int64(period.skipped),
      ]
      for number in numbers {
        write(number, to: json)
        json.append(",")
      }
      write(kinds.isEmpty ? nil : kinds.joined(separator: ", "), to: json)
      json.append(",")
      write(Int64(period.rejected), to: json)
      json.append(",")
      write(Int64(period.resolved), to: json)
      json.append(",")
      write(row.why, to: json)
      json.append(",")
      write(Int64(period.records), to: json)
      json.append("]")
    }

    private static func write(_ number: Int64?, to json: ByteBuffer) {
      if let number { json.append(integer: number) } else { json.append("null") }
    }

    private static func write(_ text: String?, to json: ByteBuffer) {
      guard var text else { return json.append("null") }
      text.withUTF8 { json.append(json: UnsafeRawBufferPointer($0)) }
    }
  }
}
