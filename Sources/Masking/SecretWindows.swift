import CByteWindows

/// Where a word that tells of secrets may end, by the last four bytes there.
///
/// They are searched for in 32 places at a time, roughly: a search finds all such places, and some others.
final class SecretWindows: Sendable {
  /// Nil on processors that cannot search so.
  static let all = byte_windows_can_search() ? SecretWindows() : nil

  private nonisolated(unsafe) let tables: UnsafeMutablePointer<byte_windows>

  /// Allocated once and kept.
  private init() {
    tables = .allocate(capacity: 1)
    tables.initialize(to: byte_windows())
    let kinds = ByteWindow.kinds(
      of: SecretRule.all.flatMap(\.windows) + ByteWindow.names + ByteWindow.prefixes,
      atMost: Int(BYTE_WINDOW_GROUPS) * 8)
    let bytes = UnsafeMutableRawBufferPointer(
      start: tables, count: MemoryLayout<byte_windows>.size)
    for (number, kind) in kinds.enumerated() {
      let group = number / 8 * MemoryLayout<byte_window_kinds>.size
      for column in 0..<ByteWindow.length {
        for half in 0..<16 {
          let low = group + column * 16 + half
          let bit = UInt8(1) << UInt8(number % 8)
          if kind.low[column] & 1 << UInt16(half) != 0 { bytes[low] |= bit }
          if kind.high[column] & 1 << UInt16(half) != 0 {
            bytes[low + ByteWindow.length * 16] |= bit
          }
        }
      }
    }
  }

  /// The next place of a search at which such a word may end; nil if there is none.
  @inline(__always)
  func next(in text: UnsafeRawBufferPointer, _ search: inout byte_windows_search) -> Int? {
    guard let base = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
    let place = byte_windows_next(tables, base, text.count, &search)
    return place < text.count ? place : nil
  }
}

/// A set of bytes for each of four places next to each other, by their lower and upper halves.
struct ByteWindow {
  static let length = Int(BYTE_WINDOW_LENGTH)

  /// The halves that are allowed, a bit for each; all at first.
  private(set) var low = SIMD4<UInt16>(repeating: .max)
  private(set) var high = SIMD4<UInt16>(repeating: .max)

  /// - Parameter sets: the bytes that are allowed at the last places; nil for any.
  init(_ sets: [[UInt8]?]) {
    for (column, set) in zip((Self.length - sets.count)..., sets) {
      guard let set else { continue }
      low[column] = set.reduce(0) { $0 | 1 << UInt16($1 & 15) }
      high[column] = set.reduce(0) { $0 | 1 << UInt16($1 >> 4) }
    }
  }

  private func union(_ other: ByteWindow) -> ByteWindow {
    var union = self
    union.low |= other.low
    union.high |= other.high
    return union
  }

  /// How often a window like this is found, compared with others.
  private var frequency: Int {
    (0..<Self.length).reduce(1) { product, column in
      let isAllowed = (SIMD16(repeating: low[column]) & Self.bits) .!= 0
      var sum = SIMD16<UInt16>.zero
      var halves = high[column]
      while halves != 0 {
        sum &+= Self.frequencies[halves.trailingZeroBitCount]
        halves &= halves - 1
      }
      return product * Int(sum.replacing(with: 0, where: .!isAllowed).wrappedSum())
    }
  }

  private static let bits = SIMD16<UInt16>(
    1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15)

  /// How often each byte is found in events, by its halves: in a piece of one, and a little besides.
  private static let frequencies = #"""
    "containerArn":"arn:aws:ecs:eu-west-1:123456789012:container/prod/0a1b2c3d4e5f67890123456789abcdef","exitCode":137,
    "lastStatus":"STOPPED","name":"main","image":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.0","imageDigest":
    "sha256:0b2d4f6a8c","attachments":[{"id":"1f2e3d4c-5b6a-7980-a1b2","details":[{"name":"subnetId","value":"subnet-0e"}]}],
    "createdAt":"2026-01-02T03:04:05.678Z","cpu":"256","stoppedReason":"Essential container in task exited"
    """#.utf8.reduce(into: Array(repeating: SIMD16<UInt16>(repeating: 1), count: 16)) {
      $0[Int($1 >> 4)][Int($1 & 15)] += 4
    }

  /// Puts windows together to a number of kinds, so that these are found as rarely as possible.
  static func kinds(of windows: [ByteWindow], atMost count: Int) -> [ByteWindow] {
    var kinds: [(window: ByteWindow, frequency: Int)] = []
    // What is frequent anyway comes first, and has a kind of its own.
    let sorted = windows.map { ($0, $0.frequency) }.sorted { $0.1 > $1.1 }
    for (window, frequency) in sorted {
      let costs = kinds.map { $0.window.union(window).frequency - $0.frequency }
      let best = costs.indices.min { costs[$0] < costs[$1] }
      if let best, costs[best] < frequency || kinds.count == count {
        let union = kinds[best].window.union(window)
        kinds[best] = (union, union.frequency)
      } else {
        kinds.append((window, frequency))
      }
    }
    return kinds.map(\.window)
  }
}

extension ByteWindow {
  private static let quotes = Array("\"'".utf8)
  private static let backslash = Array("\\".utf8)

  private static func bothCases(_ byte: UInt8) -> [UInt8] {
    SecretBytes.isLetter(byte) || byte >= 0x80 ? [byte | 0x20, byte & ~0x20] : [byte]
  }

  /// The names that tell of secrets: before a sign, in quotes, in quotes that are escaped, and with blanks after them.
  static var names: [ByteWindow] {
    let after = quotes + Array(":=".utf8)
    let ends = Set(SecretName.allWords.map { Array($0.utf8.suffix(3)) })
      .sorted { $0.lexicographicallyPrecedes($1) }.map { $0.map(bothCases) }
    let seconds = ends.flatMap { $0[$0.count - 2] }
    let lasts = ends.flatMap { $0[$0.count - 1] }
    var windows = ends.map { ByteWindow($0 + [after]) }
    // `ACCESS_KEY_ID` has signs between the words that it is compared with.
    windows.append(ByteWindow([SecretBytes.signs, seconds, lasts, after]))
    windows.append(ByteWindow([seconds, SecretBytes.signs, lasts, after]))
    windows.append(ByteWindow([SecretBytes.signs, after]))
    windows.append(ByteWindow([lasts + SecretBytes.signs + backslash, backslash, quotes]))
    windows.append(ByteWindow([Array(" \t\n\r".utf8), Array(":=".utf8)]))
    return windows
  }

  /// The prefixes of tokens.
  static var prefixes: [ByteWindow] {
    SecretRule.prefixTexts.map { ByteWindow($0.utf8.suffix(length).map { [$0] }) }
  }
}

extension SecretRule {
  /// Where the rule looks closer, if no word says it.
  fileprivate var windows: [ByteWindow] {
    guard word == .any else { return [] }
    return at.map { ByteWindow(after.count < 256 ? [after, [$0]] : [[$0]]) }
  }
}
