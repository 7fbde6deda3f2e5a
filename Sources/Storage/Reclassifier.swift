import Events
package import SQLite
package import Verdicts

/// Re-evaluates why the tasks in the archive stopped, when the rules have changed.
///
/// It reads only rows, in short transactions, each of which leaves verdicts and totals consistent. It may be killed at
/// any point; the next run starts over and finds less to change. Other processes can read and write meanwhile.
package final class Reclassifier {
  /// The number of stops read at once.
  private static let groupMax = 1_000
  /// The maximum number of passes over all stops while other processes keep adding verdicts by older rules.
  private static let passesMax = 3

  private let connection: Connection
  private let sidecars: SidecarList
  private let classifier: StopClassifier
  private let verdicts: VerdictTable
  private let totals: DailyTotals
  private let patternTexts: Interner
  private let patterns: ReasonPatterns
  private let update: Statement
  private let selectVerdict: Statement

  /// Cached rows, until another process writes; verdicts by the classifier's numbers.
  private var rowsOfVerdicts: [Int: [Int64]] = [:]
  private var formerCategories: [Int64: String] = [:]
  private var dataVersion: Int64?

  /// - Parameter sidecars: the user's sidecar names, which become the archive's; nil to use the archive's own.
  package convenience init(
    _ archive: borrowing Archive, sidecars: SidecarList? = nil
  ) throws(SQLiteError) {
    try self.init(archive.connection, sidecars: sidecars)
  }

  private init(
    _ connection: Connection, sidecars: SidecarList?
  ) throws(SQLiteError) {
    self.connection = connection
    if let sidecars {
      self.sidecars = sidecars
    } else {
      self.sidecars = try SidecarList(in: connection)
    }
    let rules = VerdictClassifier(sidecars: self.sidecars)
    classifier = StopClassifier(rules)
    verdicts = try VerdictTable(connection, rules)
    totals = try DailyTotals(connection)
    patternTexts = try Interner(.reasonPatterns, of: connection)
    patterns = try ReasonPatterns(connection, patternTexts)
    update = try connection.prepare(
      "UPDATE tasks SET verdict_id = ?2, pattern_id = ?3 WHERE id = ?1")
    selectVerdict = try connection.prepare("SELECT category FROM verdicts WHERE id = ?1")
  }

  private var rules: VerdictClassifier { classifier.rules }

  /// What re-evaluating all stops would change.
  ///
  /// It writes nothing, so an archive opened for reading is sufficient.
  package func plan(
    progress: (ReclassifyProgress) throws -> Void = { _ in }
  ) throws -> ReclassifySummary {
    let transaction = try Transaction(connection, .deferred)
    let reader = try StopRowsReader(connection, rules)
    let total = try Self.countStops(connection)
    var summary = ReclassifySummary()
    var last = Int64.min
    while true {
      try progress(ReclassifyProgress(done: summary.evaluated, total: total))
      let stops = try reader.stops(after: last, max: Self.groupMax)
      guard let end = stops.last?.id else { break }
      for stop in stops { try note(stop, classifier.classify(stop.rows).verdict, in: &summary) }
      last = end
    }
    try transaction.commit()
    return summary
  }

  /// Re-evaluates all stops.
  ///
  /// - Parameter progress: called between transactions; an error that it throws ends the run, and nothing is lost.
  package func reclassify(
    progress: (ReclassifyProgress) throws -> Void = { _ in }
  ) throws -> ReclassifySummary {
    // This comes first, so that an ingest that begins meanwhile uses the same list.
    if try SidecarList(in: connection) != sidecars { try sidecars.write(to: connection) }
    try reclassifyReasons()
    var summary = ReclassifySummary()
    for _ in 0..<Self.passesMax {
      var pass = try Pass(of: self, summary)
      repeat { try progress(pass.progress) } while try reclassifyBatch(&pass)
      summary = pass.summary
      if try adoptVerdicts() { return summary }
    }
    summary.leftOlderVerdicts = true
    return summary
  }

  private static func countStops(_ connection: Connection) throws(SQLiteError) -> Int {
    Int(try connection.integer("SELECT sum(stops) FROM daily_stops") ?? 0)
  }
}

extension Reclassifier {
  /// The position of a pass over the stops.
  private struct Pass {
    let reader: StopRowsReader
    let total: Int
    var last = Int64.min
    var summary: ReclassifySummary

    init(
      of reclassifier: Reclassifier, _ summary: ReclassifySummary
    ) throws(SQLiteError) {
      reader = try StopRowsReader(reclassifier.connection, reclassifier.rules)
      total = try Reclassifier.countStops(reclassifier.connection)
      self.summary = summary
      self.summary.evaluated = 0
    }

    var progress: ReclassifyProgress { ReclassifyProgress(done: summary.evaluated, total: total) }
  }

  /// Re-evaluates one batch of stops in its own transaction; false if none are left.
  private func reclassifyBatch(_ pass: inout Pass) throws(SQLiteError) -> Bool {
    let transaction = try CountedTransaction(connection, totals)
    try forgetWhatIsStale(pass.reader)
    let clock = BatchClock()
    var isMore = true
    while isMore, !clock.isOver {
      let stops = try pass.reader.stops(after: pass.last, max: Self.groupMax)
      isMore = !stops.isEmpty
      try reclassify(stops, into: &pass.summary)
      pass.last = stops.last?.id ?? pass.last
    }
    try transaction.commit()
    return isMore
  }

  private func reclassify(
    _ stops: [ArchivedStop], into summary: inout ReclassifySummary
  ) throws(SQLiteError) {
    guard let first = stops.first?.id, let last = stops.last?.id else { return }
    // Unchanged stops cancel out.
    try totals.add(-1, forTasks: first...last)
    for stop in stops { try reclassify(stop, into: &summary) }
    try totals.add(1, forTasks: first...last)
  }

  private func reclassify(
    _ stop: ArchivedStop, into summary: inout ReclassifySummary
  ) throws(SQLiteError) {
    let classification = classifier.classify(stop.rows)
    try note(stop, classification.verdict, in: &summary)
    let id = try row(of: classification.verdict)
    // 0 without a reason, as in `ArchivedStop`.
    var pattern: Int64 = 0
    if let reason = classification.reason { pattern = try patterns.id(ofReason: reason) ?? 0 }
    guard id != stop.verdict || pattern != stop.pattern else { return }
    try update.bind(stop.id, at: 1)
    try update.bind(id, at: 2)
    if pattern == 0 { try update.bindNull(at: 3) } else { try update.bind(pattern, at: 3) }
    try update.run()
  }

  /// Counts a stop, and the change of its verdict.
  private func note(
    _ stop: ArchivedStop, _ number: Int, in summary: inout ReclassifySummary
  ) throws(SQLiteError) {
    summary.evaluated += 1
    guard try !rows(of: number).contains(stop.verdict) else { return }
    let verdict = rules.verdicts[number]
    let change = ReclassifySummary.Change(
      from: try formerCategory(stop.verdict), to: verdict.category.rawValue, rule: verdict.rule)
    summary.stopsByChange[change, default: 0] += 1
  }

  /// The row of a verdict: one of older rules if the current rules have none yet, because it becomes theirs.
  private func row(of number: Int) throws(SQLiteError) -> Int64 {
    if let row = try rows(of: number).first { return row }
    let row = try verdicts.id(of: number)
    rowsOfVerdicts[number] = [row]
    return row
  }

  private func rows(of number: Int) throws(SQLiteError) -> [Int64] {
    if let rows = rowsOfVerdicts[number] { return rows }
    let rows = try verdicts.allIDs(of: number)
    rowsOfVerdicts[number] = rows
    return rows
  }

  private func formerCategory(_ verdict: Int64) throws(SQLiteError) -> String {
    if let category = formerCategories[verdict] { return category }
    try selectVerdict.bind(verdict, at: 1)
    defer { selectVerdict.reset() }
    let category = try selectVerdict.step() ? selectVerdict.string(at: 0) ?? "" : ""
    formerCategories[verdict] = category
    return category
  }

  /// Drops cached ids if another connection has written, for example a prune that deleted strings.
  private func forgetWhatIsStale(_ reader: StopRowsReader) throws(SQLiteError) {
    let version = try connection.pragma("data_version")
    guard version != dataVersion else { return }
    dataVersion = version
    reader.forget()
    verdicts.removeAll()
    patternTexts.removeAll()
    patterns.removeAll()
    rowsOfVerdicts.removeAll()
    formerCategories.removeAll()
  }

  /// Updates the category that each reason has by itself.
  private func reclassifyReasons() throws(SQLiteError) {
    let select = try connection.prepare(
      "SELECT id, reason, category FROM reasons WHERE id > ?1 ORDER BY id LIMIT \(Self.groupMax)")
    let update = try connection.prepare("UPDATE reasons SET category = ?2 WHERE id = ?1")
    var last: Int64? = .min
    while let row = last {
      let transaction = try Transaction(connection)
      last = nil
      try select.bind(row, at: 1)
      while try select.step() {
        let id = select.integer(at: 0)
        let category = select.withBytes(at: 1) { rules.finding(of: $0).category.rawValue }
        if select.string(at: 2) != category {
          try update.bind(id, at: 1)
          try update.bind(text: category, at: 2)
          try update.run()
        }
        last = id
      }
      select.reset()
      try transaction.commit()
    }
  }

  private func adoptVerdicts() throws(SQLiteError) -> Bool {
    let transaction = try Transaction(connection)
    let isComplete = try verdicts.adopt()
    try transaction.commit()
    // Its rows have changed.
    rowsOfVerdicts.removeAll()
    verdicts.removeAll()
    return isComplete
  }
}
