import Glibc
import LogsInsights
import Patterns

/// Searches strings for a pattern; a string that several consecutive calls ask for is searched once.
final class PartSearch {
  enum Method {
    case glob(GlobPattern)
    case regex(Pattern)
  }

  private let method: Method
  /// The text that was searched last.
  private var text: [UInt8]?
  /// The parts found in it, empty without a match.
  private var parts: [Range<Int>?] = []
  /// How often a text was searched.
  private(set) var searchCount = 0

  init(_ method: Method) {
    self.method = method
  }

  /// The bytes of a part of a text, counted from 1; nil if there is no match or no such part.
  func part(_ number: Int, of text: UnsafeRawBufferPointer) throws -> Range<Int>? {
    if !isSearched(text) { try find(in: text) }
    return parts.indices.contains(number - 1) ? parts[number - 1] : nil
  }

  private func isSearched(_ other: UnsafeRawBufferPointer) -> Bool {
    guard let text, text.count == other.count else { return false }
    guard let start = other.baseAddress else { return true }
    return memcmp(text, start, text.count) == 0
  }

  private func find(in text: UnsafeRawBufferPointer) throws {
    self.text = nil
    parts.removeAll(keepingCapacity: true)
    searchCount += 1
    switch method {
    case .glob(let pattern):
      if let found = pattern.match(text) { parts.append(contentsOf: found) }
    case .regex(let pattern):
      if let match = try pattern.firstMatch(in: text) {
        for group in 0..<pattern.groupCount { parts.append(match[group + 1]) }
      }
    }
    self.text = Array(text)
  }
}

/// The searches of one statement.
final class PartSearches {
  /// By the bytes of function and pattern.
  private var made: [[UInt8]: PartSearch] = [:]

  func search(
    for name: String, _ makeMethod: () throws -> PartSearch.Method
  ) rethrows -> PartSearch {
    let key = Array(name.utf8)
    if let known = made[key] { return known }
    let search = PartSearch(try makeMethod())
    made[key] = search
    return search
  }
}
