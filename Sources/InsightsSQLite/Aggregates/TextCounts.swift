import LogsInsights
import SQLite

/// What `values` has seen so far: each text once.
final class DistinctTexts: GroupState {
  private var texts: Set<[UInt8]> = []
  private(set) var heldBytes = 0

  func step(_ arguments: borrowing FunctionArguments) {
    guard let bytes = arguments.text(at: 0) else { return }
    if texts.insert(Array(bytes)).inserted { heldBytes += heldBytesOfText(bytes.count) }
  }

  var value: GroupValue {
    texts.isEmpty ? .null : .text(joined(texts.sorted(by: isBefore)))
  }
}

/// What `topk` has seen so far: how often each text came.
final class TextCounts: GroupState {
  private var counts: [[UInt8]: Int] = [:]
  private var textsMax = 0
  private(set) var heldBytes = 0

  func step(_ arguments: borrowing FunctionArguments) {
    guard let bytes = arguments.text(at: 0), case .integer(let count) = arguments[1] else {
      return
    }
    textsMax = Int(clamping: count)
    let before = counts.count
    counts[Array(bytes), default: 0] += 1
    if counts.count > before { heldBytes += heldBytesOfText(bytes.count) }
  }

  var value: GroupValue {
    counts.isEmpty ? .null : .text(joined(ranked.map(\.key)))
  }

  /// The first strings by rank, without ranking all of them.
  private var ranked: ArraySlice<(key: [UInt8], value: Int)> {
    let room = min(textsMax, counts.count)
    var best: [(key: [UInt8], value: Int)] = []
    var last: (key: [UInt8], value: Int)?
    for entry in counts {
      if let last, !ranks(entry, last) { continue }
      best.append(entry)
      guard best.count >= 2 * room else { continue }
      best.sort(by: ranks)
      best.removeSubrange(room...)
      last = best.last
    }
    return best.sorted(by: ranks).prefix(room)
  }

  private func ranks(
    _ left: (key: [UInt8], value: Int), _ right: (key: [UInt8], value: Int)
  ) -> Bool {
    left.value == right.value ? isBefore(left.key, right.key) : left.value > right.value
  }
}

/// A text of its own, its place in a table and in the sorted list, and its part of the result.
private func heldBytesOfText(_ count: Int) -> Int { 96 + 3 * count }

private func joined(_ texts: [[UInt8]]) -> [UInt8] {
  Array(texts.joined(separator: [UInt8(ascii: ",")]))
}

private func isBefore(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  left.withUnsafeBytes { left in right.withUnsafeBytes { SortOrder.compare(left, $0) } } < 0
}
