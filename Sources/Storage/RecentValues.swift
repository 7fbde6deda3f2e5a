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
