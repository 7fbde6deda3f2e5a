import TestSupport
import Testing

@testable import Exports

/// What holds for each compression format; what is special about gzip is in `GzipTests`.
@Suite("Compression")
struct CompressionTests {
  private let line = "2020-06-05T12:17:11.000Z {\"a\":1}\n"

  @Test(arguments: Compression.allCases)
  func severalMembers(_ format: Compression) throws {
    let bytes = format.member(line) + format.member("") + format.member(line + line)
    for bufferBytes in Array(1...40) + [4_096] {
      let reading = try read(bytes, bufferBytes: bufferBytes)
      #expect(reading.texts == ["{\"a\":1}", "{\"a\":1}", "{\"a\":1}"])
      #expect(reading.warnings.isEmpty)
      #expect(reading.summary?.bytesOut == Int64(3 * line.utf8.count))
      #expect(reading.summary?.unverified.isEmpty == true)
    }
  }

  @Test(arguments: Compression.allCases, Compression.allCases)
  func nested(_ outer: Compression, _ inner: Compression) throws {
    let bytes = outer.member(inner.member(line) + inner.member(line))
    #expect(try read(bytes).texts == ["{\"a\":1}", "{\"a\":1}"])
    let deep = outer.member(Compression.gzip.member(inner.member(line)))
    #expect(try read(deep, bufferBytes: 7).texts == ["{\"a\":1}"])
    let tooDeep = try read(inner.member(deep))
    #expect(tooDeep.error?.reason == .tooManyLayers)
  }

  @Test(arguments: Compression.allCases)
  func recordAcrossMembers(_ format: Compression) throws {
    let halves = [String(line.prefix(30)), String(line.dropFirst(30))]
    #expect(try read(halves.flatMap { format.member($0) }).texts == ["{\"a\":1}"])
  }

  @Test(arguments: Compression.allCases)
  func nothingInside(_ format: Compression) throws {
    #expect(try read(format.member("")).summary?.shape == .empty)
  }

  /// Many events with random numbers, so that no member is shorter than a few blocks.
  private func events(_ count: Int) -> [String] {
    var generator = SeededGenerator(seed: 11)
    return (0..<count).map { number in
      let id = (0..<6).map { _ in String(UInt64.random(in: 0 ... .max, using: &generator)) }
      return "{\"id\":\"\(id.joined())\",\"n\":[\(number)]}\n"
    }
  }

  @Test(arguments: Compression.allCases)
  func truncatedAnywhere(_ format: Compression) throws {
    let content = events(2_000)
    let first = format.member(content[..<1_000].joined())
    let bytes = first + format.member(content[1_000...].joined())
    let whole = try read(bytes)
    #expect(whole.records.count == 2_000 && whole.warnings.isEmpty)
    let firstBytes = Int64(content[..<1_000].joined().utf8.count)
    for count in [100, first.count / 2, first.count - 1, first.count + 2, first.count + 500]
      + [bytes.count - 9, bytes.count - 1]
    {
      let reading = try read(Array(bytes[..<count]), bufferBytes: 1_000)
      let sound = reading.records.filter { $0.flaw == nil }
      #expect(sound == Array(whole.records.prefix(sound.count)), "cut at \(count)")
      #expect(sound.count >= (count >= first.count ? 1_000 : 0), "cut at \(count)")
      #expect(reading.warnings == [.truncated(format, layer: 1, offset: Int64(count))])
      let from = count < first.count ? 0 : firstBytes
      // Only if something of the member came out.
      let hasUnverified = reading.summary?.bytesOut ?? 0 > from
      let unverified = reading.summary?.unverified.first?.lowerBound
      #expect(unverified == (hasUnverified ? from : nil), "cut at \(count)")
    }
    let between = try read(Array(bytes[..<first.count]))
    #expect(between.records.count == 1_000 && between.warnings.isEmpty)
  }

  @Test(arguments: Compression.allCases)
  func damagedSecondMember(_ format: Compression) throws {
    let content = events(1_000)
    let first = format.member(content[..<500].joined())
    let second = format.member(content[500...].joined())
    let firstBytes = Int64(content[..<500].joined().utf8.count)
    for position in [second.count / 3, second.count / 2, second.count - 3] {
      var damaged = second
      damaged[position] ^= 0x55
      let reading = try read(first + damaged + first, bufferBytes: 4_096)
      #expect(reading.records.count >= 500)
      let hasUnverified = reading.summary?.bytesOut ?? 0 > firstBytes
      let unverified = reading.summary?.unverified.first?.lowerBound
      #expect(unverified == (hasUnverified ? firstBytes : nil), "byte \(position)")
      guard case .corrupt(format, layer: 1, let offset) = reading.warnings.first else {
        Issue.record("\(reading.warnings)")
        continue
      }
      #expect(Int(offset) > first.count && Int(offset) <= first.count + second.count)
      #expect(reading.summary?.warnings.first?.losesRecords == true)
      #expect(
        reading.summary?.warnings.first?.description.contains("damaged \(format.rawValue) data")
          == true)
    }
  }

  @Test(arguments: Compression.allCases)
  func trailingBytes(_ format: Compression) throws {
    let member = format.member(line)
    let offset = Int64(member.count)
    let garbage = try read(member + Array("garbage".utf8))
    #expect(garbage.texts == ["{\"a\":1}"])
    #expect(garbage.warnings == [.trailingBytes(format, layer: 1, offset: offset, areZero: false)])
    let zeros = try read(member + Array(repeating: 0, count: 700) + member, bufferBytes: 16)
    #expect(zeros.texts == ["{\"a\":1}", "{\"a\":1}"])
    let warning = ExportWarning.Reason.trailingBytes(
      format, layer: 1, offset: offset, areZero: true)
    #expect(zeros.warnings == (format == .xz ? [] : [warning]))
    let inner = try read(Compression.zstd.member(member + [1]))
    #expect(inner.warnings == [.trailingBytes(format, layer: 2, offset: offset, areZero: false)])
    #expect(
      inner.summary?.warnings.first?.description
        == "test: ignored the bytes after the last \(format.rawValue) \(format.memberName)"
        + " at byte \(offset) of \(format.rawValue) layer 2")
  }

  @Test(arguments: [Compression.zstd, .bzip2, .xz])
  func bombIsAnError(_ format: Compression) throws {
    let bomb = format.member(Array("{\"a\":\"".utf8) + Array(repeating: 0, count: 66 << 20))
    #expect(bomb.count < 20_000)
    guard case .inflatesTooFar(let bytesIn, let bytesOut) = try read(bomb).error?.reason else {
      Issue.record("the bomb was read")
      return
    }
    #expect(bytesIn == Int64(bomb.count) && bytesOut > 64 << 20)
  }

  @Test func skippableFrames() throws {
    func skippable(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
      [0x50 + number, 0x2a, 0x4d, 0x18, UInt8(content.count), 0, 0, 0] + content
    }
    let frame = Compression.zstd.member(line)
    let bytes = skippable(0, [1, 2, 3]) + frame + skippable(15, Array("index".utf8)) + frame
    for bufferBytes in [1, 5, 64, 4_096] {
      let reading = try read(bytes + skippable(14, []), bufferBytes: bufferBytes)
      #expect(reading.texts == ["{\"a\":1}", "{\"a\":1}"])
      #expect(reading.warnings.isEmpty)
    }
    let cut = try read(frame + skippable(3, [1, 2, 3]).dropLast())
    #expect(cut.warnings == [.truncated(.zstd, layer: 1, offset: Int64(frame.count + 10))])
  }

  @Test func largeWindows() throws {
    let content = Array(repeating: Array("{\"a\":1}\n".utf8), count: 10).flatMap { $0 }
    #expect(try read(Compression.zstdFrame(content, windowLog: 27)).records.count == 10)
    let refused = try read(Compression.zstdFrame(content, windowLog: 28))
    #expect(
      refused.error?.description
        == "test: is compressed with zstd and needs more than 128 MiB to decompress;"
        + " decompress it first with zstd -d --long=31")
    #expect(try read(Compression.xzStream(content, windowCode: 28)).records.count == 10)
    let unusual = try read(Compression.xzStream(content, windowCode: 32))
    #expect(unusual.error?.reason == .windowTooLarge(.xz))
  }

  @Test func dictionaryThatIsMissing() throws {
    let dictionary = ZstdDictionary.trained()
    let frame = Compression.zstdFrame(Array(line.utf8), dictionary: dictionary)
    #expect(
      try read(frame).error?.description
        == "test: is compressed with zstd and a dictionary;"
        + " decompress it first with zstd -d -D and the dictionary")
  }

  @Test(arguments: ["BZh", "BZh0", "BZh9 is not compressed", "\u{28}\u{b5}", "\u{fd}7zXY"])
  func lookalikes(_ text: String) throws {
    #expect(try read(text).summary == nil)
  }
}
