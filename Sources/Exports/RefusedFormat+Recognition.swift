// The bytes by which refused formats other than JSON are recognized.
extension RefusedFormat {
  private static let magics: [(bytes: [UInt8], format: RefusedFormat)] = [
    (Array("PAR1".utf8), .parquet),
    (Array("Obj\u{1}".utf8), .avro),
    (Array("ORC".utf8), .orc),
    ([0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59], .snappy),
    ([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00], .snappy),
    (Array("SQLite format 3\u{0}".utf8), .sqlite),
    ([0xff, 0xfe], .utf16),
    ([0xfe, 0xff], .utf16),
  ]

  /// The format whose magic number the content begins with.
  init?(magicOf content: UnsafeRawBufferPointer) {
    guard let match = Self.magics.first(where: { content.starts(with: $0.bytes) }) else {
      return nil
    }
    self = match.format
  }

  /// The text format whose first line the text begins with.
  init?(firstLineOf text: UnsafeRawBufferPointer) {
    let end = text.firstLineFeed(from: 0) ?? text.count
    let line = String(decoding: text[from: 0, to: min(end, 4_096)], as: UTF8.self)
    if Self.isCLIText(line) {
      self = .cliText
    } else if Self.isTail(Array(line.utf8)) {
      self = .tail
    } else if Self.isInsightsTable(line) {
      self = .insightsTable
    } else {
      return nil
    }
  }

  private static func isCLIText(_ line: String) -> Bool {
    line.hasPrefix("EVENTS\t") || line.hasPrefix("SEARCHEDLOGSTREAMS\t")
      || line.hasPrefix("b/") && line.contains("\tf/")
  }

  /// Whether a line is the header of a table of query results, with a name that Logs Insights uses.
  private static func isInsightsTable(_ line: String) -> Bool {
    let names = line.split { ",|\" \r".contains($0) }
    return names.contains { $0 == "@timestamp" || $0 == "@message" || $0 == "@ptr" }
  }

  /// `2020-06-05T12:17:11`, optionally `.000000`, optionally `+00:00`, and a space; possibly colored.
  private static func isTail(_ line: [UInt8]) -> Bool {
    var rest = line[...]
    if rest.first == 0x1b {
      rest = rest[((rest.firstIndex(of: UInt8(ascii: "m")) ?? rest.endIndex - 1) + 1)...]
    }
    guard rest.takePrefix("0000-00-00T00:00:00") else { return false }
    _ = rest.takePrefix(".000000")
    _ = rest.takePrefix("+00:00") || rest.takePrefix("-00:00")
    return rest.first == 0x20 || rest.first == 0x1b
  }
}

extension ArraySlice<UInt8> {
  /// Removes the pattern from the beginning if it is there; `0` stands for any digit.
  fileprivate mutating func takePrefix(_ pattern: String) -> Bool {
    let pattern = Array(pattern.utf8)
    guard count >= pattern.count else { return false }
    let fits = zip(self, pattern).allSatisfy { byte, wanted in
      wanted == 0x30 ? (0x30...0x39).contains(byte) : byte == wanted
    }
    if fits { removeFirst(pattern.count) }
    return fits
  }
}
