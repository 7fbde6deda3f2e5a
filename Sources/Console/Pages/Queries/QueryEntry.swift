import Charts
import LogsAPI
import Pages
import Reports
import Rows
import Time

/// A query of the server, as a row of data and as a part of the page.
struct QueryEntry {
  private let question: QueryJob.Question
  private let progress: QueryJob.Progress
  /// How long it has taken, in seconds.
  private let seconds: Double

  private static let textMax = 1000

  /// - Parameter now: milliseconds since 1970.
  init(_ job: QueryJob, now: Int64) {
    question = job.question
    progress = job.progress
    seconds = Double(max(0, (job.endedAt ?? now) - job.question.createdAt)) / 1000
  }

  private var isRunning: Bool { progress.status == .running }

  static let columns: [ResultColumn] = [
    ResultColumn("id", .id, meaning: "the query's ID"),
    ResultColumn("status", .code, meaning: "Running, Complete, Failed or Cancelled"),
    ResultColumn("query", .text, meaning: "its text"),
    ResultColumn("client", .text, meaning: "the program that started it, by its `User-Agent`"),
    ResultColumn("log_groups", .text, meaning: "the log groups that it reads"),
    ResultColumn("start", .time, meaning: "the first log time that it reads, UTC"),
    ResultColumn("end", .time, meaning: "the last log time that it reads, UTC"),
    ResultColumn("started", .time, meaning: "when it was started, UTC"),
    ResultColumn("seconds", .duration, unit: .seconds, meaning: "how long it has taken"),
    ResultColumn("rows", .count, meaning: "rows of its result"),
    ResultColumn("matched", .count, meaning: "events that its filters let through"),
    ResultColumn("scanned", .count, meaning: "events of its time and log groups"),
    ResultColumn("failure", .text, meaning: "why it failed"),
  ]

  var cells: [Cell] {
    let counts = progress.statistics
    func number(_ value: Int) -> Cell {
      progress.status == .complete ? .integer(Int64(value)) : .null
    }
    return [
      .text(question.id), .text(progress.status.rawValue), .text(question.text),
      .text(question.client), .text(question.groups.joined(separator: ", ")),
      .text(Timestamp.insightsText(question.start)), .text(Timestamp.insightsText(question.end)),
      .text(Timestamp.insightsText(question.createdAt)), .real(seconds), number(counts.rows),
      number(counts.matched), number(counts.scanned), progress.failure.map { .text($0) } ?? .null,
    ]
  }

  var markup: Markup {
    var markup = Markup()
    markup.element("p", ["class": "state"]) { line in
      line.element("b", text: progress.status.rawValue)
      line.append(" \(state)")
    }
    markup.element("pre") { LongText.append(question.text, max: Self.textMax, to: &$0) }
    markup.element("p", ["class": "note"]) { line in
      line.append("By ")
      LongText.append(question.client.isEmpty ? "unknown" : question.client, max: 120, to: &line)
      line.append(
        ", started \(TimeText.second(question.createdAt)); reads \(TimeText.minute(question.start)) to "
          + "\(TimeText.minute(question.end)) UTC of ")
      LongText.append(question.groups.joined(separator: ", "), max: 200, to: &line)
    }
    markup.append(action)
    return markup
  }

  /// What became of it, in a few words.
  private var state: String {
    let time = DurationText.text(seconds: seconds)
    let counts = progress.statistics
    switch progress.status {
    case .complete:
      return "\(Quantity.of(counts.rows, "row")) of "
        + "\(Quantity.of(counts.matched, "matching event")) in \(time)"
    case .failed: return "after \(time)" + (progress.failure.map { ": \($0)" } ?? "")
    default: return "for \(time)"
    }
  }

  private var action: Markup {
    var action = Markup()
    if isRunning {
      action.element(
        "form", ["method": "post", "action": "/queries/\(question.id)/stop", "class": "controls"]
      ) {
        $0.element("button", ["type": "submit", "id": "stop-\(question.id)"], text: "Stop")
      }
    } else {
      action.element("p", ["class": "controls"]) {
        $0.element("a", ["href": QueryLink.text(of: question)], text: "Open the result")
      }
    }
    return action
  }
}
