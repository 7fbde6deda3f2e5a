import Events
import Verdicts

/// A reason of a stop that is judged: its row in `reasons`, and what its text says by itself.
struct KnownReason {
  var id: Int64
  var finding: TextFinding
}

/// The reasons of a stop: the task's, its containers', its attachments'.
extension [KnownReason] {
  /// The place of the reason that a verdict's pattern is made of: the first of its category, else the first there is.
  func mostTelling(for category: StopCategory) -> Int? {
    firstIndex { $0.finding.category == category } ?? indices.first
  }
}

extension Judge {
  /// What is kept with the texts of a small table while stops are judged.
  func tag(of dictionary: Dictionary) -> Interner.Tag? {
    switch dictionary {
    case .reasons:
      { text in
        let finding = self.finding(of: text)
        return (finding.number, finding.category.rawValue)
      }
    case .containerNames: { (Int(self.role(of: $0).rawValue), nil) }
    default: nil
    }
  }
}

extension StopFacts {
  /// Whether a task of this group was one of a service.
  static func isService(group: UnsafeRawBufferPointer) -> Bool {
    group.starts(with: "service:".utf8)
  }
}

/// What was worked out lately for the ids of a small table.
struct RecentValues<Value> {
  /// How many are kept before all are dropped.
  private static var keptMax: Int { 1 << 16 }

  private var values: [Int64: Value] = [:]

  subscript(id: Int64) -> Value? {
    get { values[id] }
    set {
      if values.count >= Self.keptMax { removeAll() }
      values[id] = newValue
    }
  }

  mutating func removeAll() { values.removeAll(keepingCapacity: true) }
}
