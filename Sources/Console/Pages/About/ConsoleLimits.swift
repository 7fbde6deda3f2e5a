import Charts
import LogsAPI
import Queries

extension Console {
  /// How much one caller may take, of the API and of pages.
  var limits: [AboutPart.Fact] {
    let logs = self.logs.settings
    let reads = ReadLimits(seconds: nil)
    var facts: [AboutPart.Fact] = [
      .init("query_seconds", .real(logs.secondsMax), "seconds for a query"),
      .init("page_seconds", .real(Self.secondsMax), "seconds for a page"),
      .init("queries", .integer(Int64(logs.queries)), "queries at the same time"),
      .init("queries_waiting", .integer(Int64(LogsService.waitingMax)), "queries that wait"),
      .init("rows", .integer(Int64(LogsService.rowsMax)), "rows of a result"),
      .init(
        "results_minutes", .integer(QueryJobs.keptMilliseconds / 60_000),
        "minutes that a result is kept"),
      .init("results", .integer(Int64(QueryJobs.countMax)), "results kept"),
    ]
    if let bytes = reads.memoryBytesMax {
      facts.append(
        .init(
          "memory_bytes", .integer(bytes), "memory of SQLite, of all queries together",
          shown: "\(bytes >> 20) MiB"))
    }
    if let bytes = reads.valueBytesMax {
      facts.append(
        .init(
          "value_bytes", .integer(Int64(bytes)), "a value", shown: "\(bytes >> 20) MiB"))
    }
    if let connections = settings.connectionsMax {
      facts.append(.init("connections", .integer(Int64(connections))))
    }
    return facts
  }
}
