/// Whether the way to a level's events leads through an index.
///
/// SQLite takes an index wherever there is one for a condition or an order. Where many rows are
/// wanted that takes several times as long as a look at each row, in the order in which they lie.
struct AccessPath {
  /// Which of the rows that meet the conditions a level wants.
  enum Demand {
    case all
    /// So many, the first in the order of time.
    case first(Int)
  }

  let demand: Demand
  private let catalog: any SQLiteCatalog
  /// Whether a condition leads to few rows.
  private(set) var isSelective = false

  /// With fewer events than this all ways are short.
  private static let eventsMin = 10_000
  /// An index that leads to more than one row in so many takes longer than all rows do.
  private static let selectivityMin = 10
  /// More rows are not counted: to count them takes time too.
  private static let countMax = 100_000

  init(_ demand: Demand, in catalog: any SQLiteCatalog) {
    self.demand = demand
    self.catalog = catalog
  }

  /// Notes a condition that an index answers with few rows.
  mutating func noteSelective() { isSelective = true }

  /// Whether a test of an interned id had better not use the index of that id.
  mutating func avoidsIndex(of ids: [Int64], in dictionary: FieldDictionary) throws -> Bool {
    let indexes = catalog.indexes.filter { $0.first == dictionary.idSQL }
    guard !indexes.isEmpty, !ids.isEmpty, catalog.eventCount >= Self.eventsMin else { return false }
    if case .first = demand, ids.count == 1,
      indexes.contains(where: { $0.dropFirst().first == catalog.timestamp })
    {
      return false
    }
    let bound = min(rowsMax, Self.countMax)
    guard let count = try catalog.count(ids, in: dictionary, upTo: bound) else { return false }
    if count < bound { isSelective = true }
    return count >= bound
  }

  /// With more rows than this in an index, another way is shorter.
  private var rowsMax: Int {
    switch demand {
    case .all: catalog.eventCount / Self.selectivityMin
    case .first(let limit):
      // In the order of time one row in `events / rows` matches: limit · events / rows are read.
      Int((Double(limit) * Double(catalog.eventCount)).squareRoot())
    }
  }

  /// Whether to look at each row, in no order.
  func isScan(reading columns: Set<String>) -> Bool {
    guard !isSelective, catalog.eventCount >= Self.eventsMin else { return false }
    // An index that has all columns is a smaller table.
    return !catalog.indexes.contains { columns.isSubset(of: $0) }
  }
}
