import Glibc

/// Reads a file of the time zone database (RFC 9636): from version 2 on its second part, which has
/// times of 64 bits and a rule for those after the last change.
package struct ZoneFile {
  private var rest: ArraySlice<UInt8>

  /// The rules in a file; nil if it is none, or counts leap seconds as no other clock here does.
  package static func rules(in bytes: [UInt8]) -> ZoneRules? {
    var file = ZoneFile(rest: bytes[...])
    guard let header = file.header() else { return nil }
    guard header.version >= UInt8(ascii: "2") else {
      return file.rules(header, timeBytes: 4, hasRule: false)
    }
    guard file.take(header.byteCount(timeBytes: 4)) != nil, let header = file.header() else {
      return nil
    }
    return file.rules(header, timeBytes: 8, hasRule: true)
  }

  private struct Header {
    let version: UInt8
    let isUTCount, isStandardCount, leapCount, timeCount, typeCount, characterCount: Int

    /// How long the part after the header is.
    func byteCount(timeBytes: Int) -> Int {
      timeCount * (timeBytes + 1) + typeCount * 6 + characterCount + leapCount * (timeBytes + 4)
        + isStandardCount + isUTCount
    }
  }

  private mutating func header() -> Header? {
    guard let start = take(20), start.starts(with: "TZif".utf8), let counts = take(24) else {
      return nil
    }
    let numbers = stride(from: counts.startIndex, to: counts.endIndex, by: 4).map {
      Int(Self.number(counts[$0..<$0 + 4]))
    }
    guard numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    return Header(
      version: start[start.startIndex + 4], isUTCount: numbers[0], isStandardCount: numbers[1],
      leapCount: numbers[2], timeCount: numbers[3], typeCount: numbers[4],
      characterCount: numbers[5])
  }

  private mutating func rules(_ header: Header, timeBytes: Int, hasRule: Bool) -> ZoneRules? {
    guard header.leapCount == 0, let times = take(header.timeCount * timeBytes),
      let indexes = take(header.timeCount), let types = take(header.typeCount * 6),
      let names = take(header.characterCount),
      take(header.isStandardCount + header.isUTCount) != nil
    else { return nil }
    let clocks = stride(from: types.startIndex, to: types.endIndex, by: 6).compactMap { start in
      Self.clock(types[start..<start + 6], names)
    }
    guard let first = clocks.first, clocks.count == header.typeCount,
      indexes.allSatisfy({ Int($0) < clocks.count })
    else { return nil }
    let changes = stride(from: times.startIndex, to: times.endIndex, by: timeBytes).map {
      Self.number(times[$0..<$0 + timeBytes])
    }
    return ZoneRules(
      changes: changes, clocks: indexes.map { clocks[Int($0)] }, first: first,
      rule: hasRule ? footer().flatMap { ZoneRule($0) } : nil)
  }

  /// Four bytes of the offset, one for summer time, and one for where the abbreviation begins.
  private static func clock(
    _ type: ArraySlice<UInt8>, _ names: ArraySlice<UInt8>
  ) -> ZoneRules.Clock? {
    guard let start = type.last.map(Int.init), start < names.count else { return nil }
    let name = names.dropFirst(start).prefix { $0 != 0 }
    return ZoneRules.Clock(
      offset: number(type.prefix(4)), abbreviation: String(decoding: name, as: UTF8.self))
  }

  /// The line after the times.
  private func footer() -> ArraySlice<UInt8>? {
    guard rest.first == UInt8(ascii: "\n") else { return nil }
    return rest.dropFirst().prefix { $0 != UInt8(ascii: "\n") }
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// A number with a sign, its highest byte first.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
    let start: Int64 = bytes.first.map { $0 & 0x80 != 0 } == true ? -1 : 0
    return bytes.reduce(start) { $0 << 8 | Int64($1) }
  }
}

extension ZoneFile {
  private static let bytesMax = 1 << 20

  /// The rules in a file; nil if it cannot be read or is not such a file.
  static func rules(atPath path: String) -> ZoneRules? {
    guard let file = fopen(path, "rbe") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: bytesMax)
    let count = fread(&bytes, 1, bytes.count, file)
    return rules(in: Array(bytes.prefix(count)))
  }
}
