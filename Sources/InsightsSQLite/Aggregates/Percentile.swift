import LogsInsights
import SQLite

/// What `pct` has seen so far: all numbers of the group.
final class Percentile: GroupState {
  private var numbers: [Double] = []
  private var part: (numerator: Int64, denominator: Int64) = (1, 1)

  /// The numbers, and the copy that is being sorted.
  var heldBytes: Int { 2 * numbers.capacity * MemoryLayout<Double>.size }

  func step(_ arguments: borrowing FunctionArguments) {
    guard let number = arguments[0].double, case .integer(let numerator) = arguments[1],
      case .integer(let denominator) = arguments[2], denominator > 0
    else { return }
    part = (numerator, denominator)
    numbers.append(number)
  }

  /// The number at the nearest rank.
  var value: GroupValue {
    guard !numbers.isEmpty else { return .null }
    var numbers = numbers
    return GroupValue(whole: Self.select(&numbers, at: rank(of: numbers.count) - 1))
  }

  /// ceil(p / q · n) in whole numbers, so that 99.9 % of 1000 is 999 and not 1000.
  private func rank(of count: Int) -> Int {
    let product = Int64(count).multipliedFullWidth(by: part.numerator)
    let (quotient, remainder) = part.denominator.dividingFullWidth(product)
    return max(1, min(count, Int(quotient) + (remainder > 0 ? 1 : 0)))
  }

  /// The number that sorting would bring to a place, found without sorting all (quickselect).
  private static func select(_ numbers: inout [Double], at place: Int) -> Double {
    var (low, high) = (0, numbers.count - 1)
    while low < high {
      let pivot = median(numbers[low], numbers[(low + high) / 2], numbers[high])
      var (left, right) = (low, high)
      while left <= right {
        while numbers[left] < pivot { left += 1 }
        while numbers[right] > pivot { right -= 1 }
        guard left <= right else { break }
        numbers.swapAt(left, right)
        left += 1
        right -= 1
      }
      if place <= right { high = right } else if place >= left { low = left } else { break }
    }
    return numbers[place]
  }

  private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
