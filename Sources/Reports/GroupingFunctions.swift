package import SQLite

/// Aggregates that group rows themselves, in one pass.
///
/// SQLite's GROUP BY sorts its rows, which takes several times as long as all else where millions of rows make few
/// groups. Each gives a JSON array for `json_each`, an item a group, in the order of the groups' first rows:
///
/// - `tally(time, key, …)`: `[count, first time, last time, key, …]`
/// - `quantiles(number, key, …)`: `[count, median, 90th, 95th, 99th percentile, maximum, key, …]` of those numbers that
///   are not NULL, by nearest rank
///
/// Times and numbers are whole ones; a key may be a text too.
package enum GroupingFunctions {
  private static let keysMax = 8

  /// Makes the functions known to a connection.
  package static func register(on connection: Connection) throws(SQLiteError) {
    try CoverageFunction.register(on: connection)
    for keyCount in 1...keysMax {
      try connection.createAggregate(name: "tally", argumentCount: Int32(keyCount + 1)) { _ in
        Tally(keyCount: keyCount)
      }
      try connection.createAggregate(name: "quantiles", argumentCount: Int32(keyCount + 1)) { _ in
        Quantiles(keyCount: keyCount)
      }
    }
  }
}

private final class Tally: AggregateState {
  private var groups: RowGroups
  private var counts: [(count: Int64, first: Int64, last: Int64)] = []

  init(keyCount: Int) {
    groups = RowGroups(keyCount: keyCount)
  }

  func step(_ arguments: borrowing FunctionArguments) throws {
    let group = try groups.group(of: arguments)
    if group == counts.count { counts.append((0, .max, .min)) }
    counts[group].count += 1
    guard let time = try RowGroups.number(arguments, at: 0) else { return }
    counts[group].first = min(counts[group].first, time)
    counts[group].last = max(counts[group].last, time)
  }

  var heldBytes: Int { groups.heldBytes + counts.capacity * 3 * MemoryLayout<Int64>.size }

  func finish(_ context: borrowing FunctionContext) throws {
    try groups.write(context) { group in
      let found = counts[group]
      return found.first > found.last
        ? [found.count, nil, nil] : [found.count, found.first, found.last]
    }
  }
}

private final class Quantiles: AggregateState {
  private static let percents = [50, 90, 95, 99, 100]
  private var groups: RowGroups
  private var numbers: [[Int64]] = []
  private var numberBytes = 0

  init(keyCount: Int) {
    groups = RowGroups(keyCount: keyCount)
  }

  func step(_ arguments: borrowing FunctionArguments) throws {
    let group = try groups.group(of: arguments)
    if group == numbers.count {
      numbers.append([])
      numberBytes += Self.bytesOfGroup
    }
    guard let value = try RowGroups.number(arguments, at: 0) else { return }
    let capacity = numbers[group].capacity
    numbers[group].append(value)
    numberBytes += (numbers[group].capacity - capacity) * MemoryLayout<Int64>.size
  }

  /// What an array takes besides its elements.
  private static let bytesOfGroup = 40

  var heldBytes: Int { groups.heldBytes + numberBytes }

  func finish(_ context: borrowing FunctionContext) throws {
    try groups.write(context) { group in
      // In place: nobody asks twice.
      numbers[group].sort()
      let sorted = numbers[group]
      let found = Self.percents.map { percent in
        sorted.isEmpty ? nil : sorted[(sorted.count * percent + 99) / 100 - 1]
      }
      return [Int64(sorted.count)] + found
    }
  }
}
