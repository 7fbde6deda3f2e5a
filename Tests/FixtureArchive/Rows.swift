package import LogsInsights
import Output
package import Queries
package import Rows
import Storage

/// What a query or report gave, a JSON object a line.
package struct Rows {
  package var text = ""
  package var lines: [Substring] { text.split(separator: "\n") }

  /// Runs a query.
  package init(_ query: String, _ runner: QueryRunner, _ options: CompileOptions = .init(now: now))
    throws
  {
    try self.init { try runner.run(try runner.compile(query, options: options), to: $0) }
  }

  /// Takes what a writer is given.
  package init(_ write: (any RowWriter) throws -> Void) throws {
    var bytes: [UInt8] = []
    let sink = ByteSink { piece in bytes.append(contentsOf: piece) }
    try write(JSONWriter(to: sink, framing: .lines))
    text = String(decoding: bytes, as: UTF8.self)
  }
}

/// What queries take for the present: 2026-03-04T00:00:00Z.
package let now: Int64 = 1_772_582_400_000
