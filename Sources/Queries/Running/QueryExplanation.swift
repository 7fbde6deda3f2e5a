import InsightsSQLite
import LogsInsights

/// The steps of a query, their SQL, and SQLite's query plan, as text.
struct QueryExplanation {
  private let query: CompiledQuery
  private let plan: QueryPlan

  init(_ query: CompiledQuery, _ plan: QueryPlan) {
    self.query = query
    self.plan = plan
  }

  /// Four sections: steps, SQL, plan, and the plan in words.
  var text: String {
    let sql = query.displayText.split(separator: "\n").map(String.init)
    let sections = [
      ("Steps of the query, and the SELECT that does each", steps), ("SQL", sql),
      ("SQLite's plan", plan.lines), ("In words", plan.sentences),
    ]
    return sections.map { title, lines in
      ([title + ":"] + lines.map { "  " + $0 }).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private var steps: [String] {
    let commands = query.steps.enumerated().map { index, step in
      // The text of a computed column may have line ends.
      let words = step.text.split { $0.isNewline }
      return (index == 0 ? "" : "| ") + words.joined(separator: " ")
    }
    let widthMax = 60
    let width = commands.map(\.count).filter { $0 <= widthMax }.max() ?? 0
    return zip(commands, query.steps).map { command, step in
      let blanks = String(repeating: " ", count: max(0, width - command.count))
      return "\(command)\(blanks)  -> \(step.select ?? QueryPlan.last)"
    }
  }
}
