/// The records of one account, region and log group by hour, sorted, for sums over any time.
struct CoverageHours {
  /// Hours since 1970 in which there were records.
  let hours: [Int64]
  /// The number of records in all hours before the one with the same index.
  private let sums: [Int]

  init(_ records: [Int64: Int]) {
    hours = records.keys.sorted()
    var sum = 0
    var sums: [Int] = [0]
    for hour in hours {
      sum += records[hour] ?? 0
      sums.append(sum)
    }
    self.sums = sums
  }

  var total: Int { sums[sums.count - 1] }

  /// The number of records in some hours.
  func count(in range: Range<Int64>) -> Int {
    sums[index(of: range.upperBound)] - sums[index(of: range.lowerBound)]
  }

  /// The number of hours before this one that have records.
  func index(of hour: Int64) -> Int {
    var (low, high) = (0, hours.count)
    while low < high {
      let middle = (low + high) / 2
      if hours[middle] < hour { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// What is usual at a time: the numbers of records in other times that correspond to it.
struct CoverageComparison {
  /// Sorted.
  private let counts: [Int]

  init(_ counts: [Int]) { self.counts = counts.sorted() }

  var number: Int { counts.count }
  var median: Int { counts.isEmpty ? 0 : counts[(counts.count - 1) / 2] }
  var empty: Int { counts.prefix { $0 == 0 }.count }

  /// Half of the numbers are this near to the median, in standard deviations of a normal distribution; at least what
  /// events that are independent of each other spread.
  var spread: Double {
    let median = median
    let distances = counts.map { abs($0 - median) }.sorted()
    let middle = distances.isEmpty ? 0 : distances[(distances.count - 1) / 2]
    return max(1.4826 * Double(middle), Double(median).squareRoot())
  }
}
