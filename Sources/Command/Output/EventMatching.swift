import ArgumentParser
import ECSStops

/// Prints whether a pattern matches single events, and ends with the exit status that says so.
struct EventMatching {
  private let pattern: EventPattern
  private let explains: Bool
  private let output: OutputOptions

  init(_ pattern: EventPattern, explains: Bool, output: OutputOptions) {
    self.pattern = pattern
    self.explains = explains
    self.output = output
  }

  /// The exit status where an event does not match, as of `grep`.
  private static let noMatch = ExitCode(1)

  /// What is known after some events.
  private struct Tally {
    var events = 0
    var areAllMatched = true
    var isIncomplete = false
    /// That of each event, in order, if they are asked for.
    var explanations: [PatternExplanation] = []
    /// The secrets of the events that are explained.
    var secrets = KnownSecrets()
  }

  /// Tests the events in files.
  func run(files: [String]) throws {
    let found = ExportFinder.find(files)
    for failure in found.errors { StandardError.message(.error, "\(failure)", color: output.color) }
    var tally = Tally()
    tally.isIncomplete = !found.errors.isEmpty
    for file in found.files {
      do {
        try EventTest(pattern).run(file) { event in try take(event, of: file.path, &tally) }
      } catch let error as ExportError {
        StandardError.message(.error, "\(error)", color: output.color)
        tally.isIncomplete = true
      }
    }
    try finish(tally)
  }

  /// Tests the archived event of a task.
  func run(task: String, in archive: borrowing Archive) throws {
    let row = try TaskFinder(archive.connection).row(of: task)
    let message = try MessageReader(archive).withMessage(ofTask: row) { Array($0) }
    var tally = Tally()
    try take(message, isMatch: pattern.matches(message), &tally)
    try finish(tally)
  }

  private func take(_ event: EventTest.Event, of file: String, _ tally: inout Tally) throws {
    switch event.result {
    case .matches(let isMatch): try take(event.text, isMatch: isMatch, &tally)
    case .unreadable(let why):
      tally.isIncomplete = true
      StandardError.message(.error, "\(file): \(event.position): \(why)", color: output.color)
    }
  }

  private func take(_ event: [UInt8], isMatch: Bool, _ tally: inout Tally) throws {
    tally.events += 1
    tally.areAllMatched = tally.areAllMatched && isMatch
    guard explains else { return try StandardOutput.line(isMatch ? "true" : "false") }
    event.withUnsafeBytes { tally.secrets.add(from: $0) }
    tally.explanations.append(try pattern.explain(event))
  }

  private static let columns = [
    ResultColumn("event", .count), ResultColumn("matches", .boolean), ResultColumn("field", .text),
    ResultColumn("condition", .text), ResultColumn("values", .text),
    ResultColumn("satisfied", .boolean),
    ResultColumn("why", .text),
  ]

  private func rows(_ explanation: PatternExplanation, event number: Int) -> [[Cell]] {
    explanation.fields.map { field in
      [
        .integer(Int64(number)), .integer(explanation.isMatch ? 1 : 0), .text(field.path.text),
        .text(field.condition),
        field.values.isEmpty ? .null : .text(field.values.joined(separator: ", ")),
        .integer(field.isSatisfied ? 1 : 0), field.reason.map { .text($0) } ?? .null,
      ]
    }
  }

  /// On a terminal lines to read: a table would cut off the reasons.
  private func write(_ explanations: [PatternExplanation], _ secrets: KnownSecrets) throws {
    let masker = output.secrets.unmask ? nil : Masker { secrets }
    let numbered = zip(1..., try explanations.map { try $0.masked(by: masker) })
    if output.resolvedFormat == .table, output.output == nil {
      var text = ExplanationText()
      for (number, explanation) in numbered { text.append(explanation, event: number) }
      try StandardOutput.line(text.text, pager: output.paging.pager())
      return SecretOptions.note(masker, color: output.color)
    }
    let cells = numbered.flatMap { number, explanation in rows(explanation, event: number) }
    try output.write(TableHints(), masking: masker) {
      try $0.write(columns: Self.columns, rows: cells)
    }
  }

  private func finish(_ tally: Tally) throws {
    if explains { try write(tally.explanations, tally.secrets) }
    if explains, pattern.combinations.count > 1 {
      StandardError.message(
        .note,
        "$or gives the pattern \(pattern.combinations.count) combinations of fields; of each event the one that matches "
          + "or comes closest is shown", color: output.color)
    }
    if tally.isIncomplete { throw ExitCode.rejected }
    guard tally.events > 0 else {
      throw Failure("there is no event in what was given", exitCode: .rejected)
    }
    if !tally.areAllMatched { throw Self.noMatch }
  }
}
