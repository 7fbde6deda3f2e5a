import JSON
package import LogsInsights
import Masking
import Queries

/// A query as it is asked, on its way to become a job.
package struct QueryQuestion: Sendable {
  /// Which stops it is about, if it has no SOURCE.
  package enum Stops: Sendable {
    /// Those of the log groups that a call of the API names, perhaps none.
    case ofGroups([String], APICall)
    /// All that pass some tests, whatever their log group; these narrow what a SOURCE names.
    case passing([EventSelection.Test])
  }

  private let text: String
  private let stops: Stops
  private let start: Int64
  private let end: Int64
  private let limit: Int?
  private let client: String
  private let page: String?

  /// - Parameters:
  ///   - start: milliseconds since 1970, like `end`; both are included.
  ///   - limit: the caller's bound on rows; nil for that of the language.
  ///   - client: the program that asks.
  ///   - page: the parameters of the console's page that asks.
  package init(
    _ text: String, _ stops: Stops, start: Int64, end: Int64, limit: Int?, client: String,
    page: String? = nil
  ) {
    self.text = text
    self.stops = stops
    self.start = start
    self.end = end
    self.limit = limit
    self.client = client
    self.page = page
  }

  /// Whether a job asks the same: for the same page, or by the API in the same time.
  package func isThat(of job: QueryJob) -> Bool {
    let other = job.question
    guard let theirs = other.page else {
      guard case .passing(let tests) = stops, tests.isEmpty, limit == nil else { return false }
      return other.text == text && other.start == start && other.end == end
    }
    return theirs == page
  }

  /// Compiles the query, so that its errors are the answer, and hands it to the threads that run queries.
  ///
  /// - Throws: `QueryError` with all that is wrong with the text, `APIError`.
  package func start(in api: LogsService) async throws -> QueryJob {
    let names = try await api.readers.read(seconds: LogsService.readSecondsMax) { reader in
      let view = try reader.currentView()
      let groups = try groups(in: view)
      _ = try view.runner.compile(
        view.runner.plan(text, options: options(of: groups, now: api.now)))
      return groups.map(\.name)
    }
    let question = QueryJob.Question(
      id: UUIDText.random(), text: text, groups: names, start: start, end: end,
      createdAt: api.now, client: client, page: page)
    let job = QueryJob(question, WorkToken(api.settings.time))
    guard api.queryReaders.submit(job.token, { run(job, $0, in: api) }) else {
      throw APIError.tooManyQueries
    }
    api.jobs.add(job, now: api.now)
    return job
  }

  /// What the query is compiled with.
  ///
  /// - Throws: `QueryError`, `APIError` for log groups that there are none of.
  package func options(in view: ArchiveView, now: Int64) throws -> CompileOptions {
    options(of: try groups(in: view), now: now)
  }

  private func options(of groups: [LogGroup], now: Int64) -> CompileOptions {
    var options = CompileOptions(start: start, end: end, now: now, rowsMax: limit)
    options.selection = selection(of: groups)
    options.showsPointer = true
    return options
  }

  /// The stops of the groups that pass the tests; nil for all stops.
  private func selection(of groups: [LogGroup]) -> EventSelection? {
    let selection = EventSelection(groups)
    guard case .passing(let tests) = stops, !tests.isEmpty else { return selection }
    return EventSelection((selection?.alternatives ?? [[]]).map { $0 + tests })
  }
}

// MARK: - Running

extension QueryQuestion {
  /// Runs the query on the thread that it is called on.
  private func run(
    _ job: QueryJob, _ reader: Result<ArchiveReader, any Error>, in api: LogsService
  ) {
    do {
      let reader = try reader.get()
      let result = try reader.perform(job.token) { try rows(job, reader, in: api) }
      job.end(.complete, rows: result, at: api.now)
      api.jobs.forget(now: api.now)
    } catch {
      switch job.token.stopReason {
      case .cancelled, .abandoned: job.end(.cancelled, at: api.now)
      case .timedOut:
        fail(job, "it took more than \(api.settings.secondsText)", in: api)
      case .overdrawn:
        fail(job, "all queries together needed too much memory, and this one had the most", in: api)
      case nil: fail(job, APIError(explaining: error).message, in: api)
      }
    }
  }

  /// The API has no member for the reason, so the server's owner is told.
  private func fail(_ job: QueryJob, _ reason: String, in api: LogsService) {
    api.settings.onFailure("the query \(job.question.id) failed: \(reason)")
    job.end(.failed, failure: reason, at: api.now)
  }

  private func rows(
    _ job: QueryJob, _ reader: ArchiveReader, in api: LogsService
  ) throws -> ResultRows {
    let view = try reader.currentView()
    // What is found out once for each state of the archive is not the query's.
    job.token.begin(seconds: api.settings.secondsMax)
    let groups = try groups(in: view)
    let plan = try view.runner.plan(text, options: options(of: groups, now: api.now))
    let scanned = try view.runner.number(plan.countOfScanned)
    job.note { statistics in
      statistics.groups = groups.count
      statistics.scanned = scanned
      statistics.bytesScanned = Double(scanned) * view.messageBytes
    }
    let rows = ResultRows()
    let query = try view.runner.compile(plan)
    let outcome = try view.runner.run(
      query, mayUnmask: api.settings.unmasks,
      to: MaskingWriter(view.masker, to: rows))
    let matched =
      plan.showsMatches && !outcome.isCut
      ? outcome.rows : try view.runner.number(plan.countOfMatches)
    job.note { statistics in
      statistics.rows = rows.count
      statistics.matched = matched
      statistics.isCut = outcome.isCut
    }
    return rows
  }
}

// MARK: - Groups

extension QueryQuestion {
  /// The groups that the call or the query names; none for a text that cannot be parsed, of which compiling says all
  /// that is wrong.
  private func groups(in view: ArchiveView) throws -> [LogGroup] {
    guard let sources = try? Query(text).sources else { return [] }
    let directory = directory(in: view)
    guard sources.isEmpty else {
      if case .ofGroups(let names, _) = stops, !names.isEmpty {
        throw APIError.invalid(
          "both the call and the query's SOURCE name log groups; leave one of them out")
      }
      let groups = try sources.flatMap { try chosen(by: $0, in: directory) }
      guard !groups.isEmpty else { throw APIError.unknownGroup }
      return groups
    }
    switch stops {
    case .ofGroups(let names, _): return try named(names, in: directory)
    case .passing: return [directory.everything]
    }
  }

  private func directory(in view: ArchiveView) -> GroupDirectory {
    switch stops {
    case .ofGroups(_, let call): view.directory(for: call)
    case .passing: view.wholeDirectory
    }
  }

  private var requestID: String {
    if case .ofGroups(_, let call) = stops { call.requestID } else { "" }
  }

  private func named(_ identifiers: [String], in directory: GroupDirectory) throws -> [LogGroup] {
    guard !identifiers.isEmpty else {
      throw APIError.invalid(
        "name the log groups, with logGroupNames or with SOURCE in the query")
    }
    return try identifiers.map { identifier in
      let identifier = GroupIdentifier(identifier)
      guard let group = directory.group(identifier) else {
        throw APIError.unknownGroup(
          identifier.name, account: identifier.account ?? directory.mainOwner.account,
          requestID: requestID)
      }
      return group
    }
  }

  private func chosen(by source: SourceChoice, in directory: GroupDirectory) throws -> [LogGroup] {
    guard source.names.isEmpty else { return try named(source.names, in: directory) }
    // No group of an archive has tags, or another class.
    guard !source.choosesByTag, source.classes?.contains("STANDARD") ?? true else { return [] }
    let prefixes = source.prefixes ?? [""]
    let groups = directory.sorted.filter { group in
      prefixes.contains { group.name.hasPrefix($0) }
    }
    guard let accounts = source.accounts else { return groups }
    return groups.compactMap { $0.narrowed(toAccounts: accounts) }
  }
}

extension APIError {
  /// What is wrong with a query: one line for people, the first place for programs, and all of it for those that know
  /// our members.
  init(_ error: QueryError) {
    self.init("MalformedQueryException", error.line)
    members = DiagnosticsJSON.members(error).filter { $0.name != "message" }
  }
}

extension QueryError {
  /// The first error with its place and its hint, and how many more there are.
  fileprivate var line: String {
    let errors = diagnostics.filter { $0.severity == .error }
    guard let first = errors.first else { return "the query has errors" }
    var line = first.message
    // Messages in AWS's own words say the place already.
    if !line.contains("at line") {
      let position = source.position(of: first.range.lower)
      line += " at line \(position.line) and position \(position.column)"
    }
    if let hint = first.hints.first { line += "; \(hint.text)" }
    if errors.count > 1 { line += " (and \(errors.count - 1) more)" }
    return line
  }
}
