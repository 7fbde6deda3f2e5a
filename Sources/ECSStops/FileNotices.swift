import Charts
package import Exports
package import Ingest
import TerminalText

/// The messages about files of an ingest, of which there may be thousands.
extension IngestSummary {
  /// How many messages of a kind are printed; a terminal shows some fifty lines.
  package static let fileNoticesMax = 20

  /// The warnings about files, each on its line, and how many more there are.
  static func notices(of warnings: [ExportWarning]) -> [Notice] {
    let more = warnings.dropFirst(fileNoticesMax).reduce(0) { $0 + $1.count }
    return warnings.prefix(fileNoticesMax).map { Notice(.warning, PrintableText.line("\($0)")) }
      + (more > 0
        ? [
          Notice(
            .warning, "\(Quantity.of(more, "more warning")) like \(more == 1 ? "this" : "these")")
        ]
        : [])
  }

  /// The files that could not be read, each on its line, how many more there are, and what helps all of them.
  package static func notices(of failures: [ExportError]) -> [Notice] {
    let more = failures.count - fileNoticesMax
    var notices = failures.prefix(fileNoticesMax).map {
      Notice(.error, PrintableText.line("\($0)"))
    }
    if more > 0 {
      notices.append(Notice(.error, "\(Quantity.of(more, "more file")) could not be read"))
    }
    if failures.contains(where: \.isUnrecognized) { notices.append(formatsNotice) }
    return notices
  }

  /// Where the formats are listed that are read.
  package static let formatsNotice = Notice(
    .note, "`ecs-stops ingest --help` names the formats that are read")
}

extension ExportWarning {
  /// How many warnings it stands for.
  fileprivate var count: Int {
    if case .more(let count, _) = reason { return count }
    return 1
  }
}
