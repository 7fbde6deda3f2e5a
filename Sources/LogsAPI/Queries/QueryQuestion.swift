import JSON
import LogsInsights
import Masking
import Queries

/// A query as a caller asks it, on its way to become a job.
struct QueryQuestion: Sendable {
  private let call: APICall
  private let request: StartQuery

  init(_ request: StartQuery, _ call: APICall) {
    self.request = request
    self.call = call
  }

  /// Compiles the query, so that its errors are the answer, and hands it to the threads that run queries.
  ///
  /// - Throws: `APIError`.
  func start(in api: LogsService) async throws -> QueryJob {
    let names = try await api.readers.read(seconds: LogsService.readSecondsMax) { reader in
      let view = try reader.currentView()
      let chosen = try self.groups(in: view.directory(for: call))
      do {
        let plan = try view.runner.plan(request.text, options: options(chosen, api))
        _ = try view.runner.compile(plan)
      } catch let error as QueryError {
        throw APIError(error)
      }
      return chosen.map(\.name)
    }
    let question = QueryJob.Question(
      id: UUIDText.random(), text: request.text, groups: names, start: request.start,
      end: request.end, createdAt: api.now, client: call.client)
    let job = QueryJob(question, WorkToken(api.settings.time))
    guard api.queryReaders.submit(job.token, { run(job, $0, in: api) }) else {
      throw APIError.tooManyQueries
    }
    api.jobs.add(job, now: api.now)
    return job
  }

  private func options(_ groups: [LogGroup], _ api: LogsService) -> CompileOptions {
    var options = CompileOptions(
      start: request.start, end: request.end, now: api.now, rowsMax: request.limit)
    options.selection = EventSelection(groups)
    options.showsPointer = true
    return options
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
    } catch {
      switch job.token.stopReason {
      case .cancelled, .abandoned: job.end(.cancelled, at: api.now)
      case .timedOut:
        fail(job, "it took more than \(api.settings.secondsMax) seconds", in: api)
      case nil: fail(job, APIError(explaining: error).message, in: api)
      }
    }
  }

  /// The API has no member for the reason, so the server's owner is told.
  private func fail(_ job: QueryJob, _ reason: String, in api: LogsService) {
    api.settings.onFailure("the query \(job.question.id) failed: \(reason)")
    job.end(.failed, at: api.now)
  }

  private func rows(
    _ job: QueryJob, _ reader: ArchiveReader, in api: LogsService
  ) throws -> ResultRows {
    let view = try reader.currentView()
    // What is found out once for each state of the archive is not the query's.
    job.token.begin(seconds: api.settings.secondsMax)
    let groups = try self.groups(in: view.directory(for: call))
    let plan = try view.runner.plan(request.text, options: options(groups, api))
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
    }
    return rows
  }
}

// MARK: - Groups

extension QueryQuestion {
  /// The groups that the call or the query names; none for a text that cannot be parsed, of which compiling says all
  /// that is wrong.
  private func groups(in directory: GroupDirectory) throws -> [LogGroup] {
    guard let sources = try? Query(request.text).sources else { return [] }
    guard sources.isEmpty || request.groups.isEmpty else {
      throw APIError.invalid(
        "both the call and the query's SOURCE name log groups; leave one of them out")
    }
    if sources.isEmpty { return try named(request.groups, in: directory) }
    let groups = try sources.flatMap { try chosen(by: $0, in: directory) }
    guard !groups.isEmpty else { throw APIError.unknownGroup }
    return groups
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
          requestID: call.requestID)
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
