/// A cache of values derived from the rows of a text table, by their ids.
struct RecentValues<Value> {
  /// The cache is emptied when it holds this many.
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
