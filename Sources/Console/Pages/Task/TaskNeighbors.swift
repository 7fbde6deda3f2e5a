import LogsAPI
import LogsInsights
import Masking
import Queries
import Reports
import Rows
import Time

/// What else stopped near a task: in its service, on its host, of its deployment, for its reason.
///
/// Each kind is a query, so that the number and the link beside it cannot differ.
struct TaskNeighbors {
  /// One kind, and the nearest of its stops.
  struct Group {
    let title: String
    /// The conditions of the query.
    let conditions: [String]
    /// Milliseconds since 1970, both ends included.
    let times: ClosedRange<Int64>
    /// How many others there are.
    let count: Int
    /// The nearest others, the oldest first.
    let nearest: [Neighbor]

    var query: String { QueryText.stops(where: conditions) }
  }

  struct Neighbor {
    let id: String
    let loggedAt: Int64
    let service: String?
    let category: String
    let reason: String?
  }

  let groups: [Group]

  /// How many of a kind are listed.
  private static let listedMax = 6

  /// Asks the archive.
  ///
  /// - Parameter now: milliseconds since 1970.
  init(_ task: TaskRecord, _ reader: ConsoleReader, now: Int64) throws {
    groups = try Kind.all(of: task).map { try Self.group($0, task, reader, now: now) }
  }

  private static func group(
    _ kind: Kind, _ task: TaskRecord, _ reader: ConsoleReader, now: Int64
  ) throws -> Group {
    let runner = try reader.archive.currentView().runner
    let times = (task.loggedAt - kind.distance)...(task.loggedAt + kind.distance)
    let options = CompileOptions(
      start: times.lowerBound, end: times.upperBound, now: now, rowsMax: listedMax + 1)
    let plan = try runner.plan(
      """
      filter \(kind.conditions.joined(separator: " and "))
      | fields @taskId, toMillis(@timestamp) as at, @service, @cause, detail.stoppedReason, abs(at - \(task.loggedAt)) as distance
      | sort distance
      """, options: options)
    let rows = RowCollector()
    try runner.run(runner.compile(plan), to: rows)
    var nearest = rows.rows
    try reader.reports.masker?.mask(&nearest, of: rows.columns)
    let count = try runner.number(plan.countOfMatches)
    return Group(
      title: kind.title, conditions: kind.conditions, times: times, count: max(0, count - 1),
      nearest: nearest.compactMap(Neighbor.init).filter { $0.id != task.id }
        .prefix(listedMax).sorted { $0.loggedAt < $1.loggedAt })
  }
}

extension TaskNeighbors.Neighbor {
  /// A row of the query.
  init?(_ row: [Cell]) {
    func text(_ index: Int) -> String? {
      if case .text(let text) = row[index] { text } else { nil }
    }
    guard row.count >= 5, let id = text(0) else { return nil }
    self.id = id
    switch row[1] {
    case .integer(let time): loggedAt = time
    case .real(let time): loggedAt = Int64(time)
    default: return nil
    }
    service = text(2)
    category = text(3) ?? "unknown"
    reason = text(4)
  }
}

// MARK: - The kinds

extension TaskNeighbors {
  private struct Kind {
    let title: String
    /// How long before and after the task, in milliseconds.
    let distance: Int64
    let conditions: [String]

    private static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000

    static func all(of task: TaskRecord) -> [Kind] {
      // A query is at most 10,000 characters long.
      [service(task), host(task), address(task), deployment(task), reason(task)]
        .compactMap(\.self).filter { $0.conditions.allSatisfy { $0.utf8.count < 2000 } }
    }

    private static func service(_ task: TaskRecord) -> Kind? {
      guard let group = task.event.text("detail.group") else { return nil }
      return Kind(
        title: "Same service within 15 minutes", distance: 15 * minute,
        conditions: [QueryText.equals("detail.group", group)] + cluster(task))
    }

    private static func host(_ task: TaskRecord) -> Kind? {
      let field = "detail.containerInstanceArn"
      guard let host = task.event.text(field) else { return nil }
      return Kind(
        title: "Same container instance within a day", distance: day,
        conditions: [QueryText.equals(field, host)])
    }

    /// Tasks on Fargate have no host that anybody sees, but an address that others may have had before.
    private static func address(_ task: TaskRecord) -> Kind? {
      let field = "detail.containers.0.networkInterfaces.0.privateIpv4Address"
      guard task.event.text("detail.containerInstanceArn") == nil,
        let address = task.event.text(field)
      else { return nil }
      return Kind(
        title: "Same IP address within a day", distance: day,
        conditions: [QueryText.equals(field, address)] + cluster(task))
    }

    private static func deployment(_ task: TaskRecord) -> Kind? {
      guard let starter = task.event.text("detail.startedBy"), starter.hasPrefix("ecs-svc/"),
        let group = task.event.text("detail.group")
      else { return nil }
      return Kind(
        title: "Same deployment within 7 days", distance: 7 * day,
        conditions: [
          QueryText.equals("detail.group", group), QueryText.equals("detail.startedBy", starter),
        ])
    }

    /// The reason that the verdict rests on, where the event has it at one place.
    private static func reason(_ task: TaskRecord) -> Kind? {
      guard let pattern = task.pattern, let field = task.reasonPath else { return nil }
      return Kind(
        title: "Same cause and reason within a day", distance: day,
        conditions: [
          QueryText.equals("@cause", task.category), QueryText.matches(field, pattern: pattern),
        ])
    }

    private static func cluster(_ task: TaskRecord) -> [String] {
      let field = "detail.clusterArn"
      return task.event.text(field).map { [QueryText.equals(field, $0)] } ?? []
    }
  }
}

extension TaskRecord {
  /// The path whose text the pattern is of; nil if the event has it nowhere.
  fileprivate var reasonPath: String? {
    let parts = (pattern ?? "").split(separator: "*")
    return (["detail.stoppedReason"] + evidence).first { path in
      guard var rest = event.text(path)?[...] else { return false }
      return parts.allSatisfy { part in
        guard let found = rest.firstRange(of: part) else { return false }
        rest = rest[found.upperBound...]
        return true
      }
    }
  }
}
