import TestSupport
import Testing

@testable import Exports

@Suite("gzip")
struct GzipTests {
  private let line = "2020-06-05T12:17:11.000Z {\"a\":1}\n"

  @Test func severalMembers() throws {
    let bytes = GzipWriter.member(line) + GzipWriter.member("") + GzipWriter.member(line + line)
    for bufferBytes in Array(1...70) + [4_096] {
      let reading = try read(bytes, bufferBytes: bufferBytes)
      #expect(reading.texts == ["{\"a\":1}", "{\"a\":1}", "{\"a\":1}"])
      #expect(reading.warnings.isEmpty)
      #expect(reading.summary?.bytesOut == Int64(3 * line.utf8.count))
    }
  }

  @Test func recordAcrossMembers() throws {
    let halves = [String(line.prefix(30)), String(line.dropFirst(30))]
    #expect(try read(halves.flatMap { GzipWriter.member($0) }).texts == ["{\"a\":1}"])
  }

  @Test func layers() throws {
    var bytes = Array("{\"a\":1}{\"b\":2}".utf8)
    for _ in 1...3 {
      bytes = GzipWriter.member(bytes)
      for bufferBytes in [1, 17, 4_096] {
        #expect(try read(bytes, bufferBytes: bufferBytes).texts == ["{\"a\":1}", "{\"b\":2}"])
      }
    }
    let tooDeep = try read(GzipWriter.member(bytes))
    #expect(tooDeep.error?.reason == .tooManyLayers)
    #expect(tooDeep.error?.description.contains("more than 3 times over") == true)
  }

  @Test func membersInsideALayer() throws {
    let inner = GzipWriter.member("{\"a\":1}") + GzipWriter.member("{\"b\":2}")
    #expect(try read(GzipWriter.member(inner)).texts == ["{\"a\":1}", "{\"b\":2}"])
  }

  @Test func emptyMember() throws {
    #expect(try read(GzipWriter.member("")).summary?.shape == .empty)
  }

  @Test(arguments: ["s3", "bare"])
  func truncatedAnywhere(_ shape: String) throws {
    var generator = SeededGenerator(seed: 7)
    let content = (0..<400).map { number in
      let event =
        "{\"id\":\"\(UInt64.random(in: 0 ... .max, using: &generator))\",\"n\":[\(number)]}\n"
      return shape == "s3" ? "2020-06-05T12:17:11.000Z \(event)" : event
    }
    let bytes =
      GzipWriter.member(content[..<200].joined()) + GzipWriter.member(content[200...].joined())
    let whole = try read(bytes)
    #expect(whole.records.count == 400 && whole.warnings.isEmpty)
    let firstMember = GzipWriter.member(content[..<200].joined()).count
    var counts: Set<Int> = []
    for count in Array(stride(from: 100, to: bytes.count, by: 100)) + [
      firstMember + 1, bytes.count - 1,
    ] {
      let reading = try read(Array(bytes[..<count]), bufferBytes: 1_000)
      let sound = reading.records.filter { $0.flaw == nil }
      #expect(sound == Array(whole.records.prefix(sound.count)), "cut at \(count)")
      #expect(reading.records.dropLast().allSatisfy { $0.flaw == nil }, "cut at \(count)")
      #expect(reading.warnings == [.truncated(.gzip, layer: 1, offset: Int64(count))])
      #expect(reading.summary?.warnings.first?.losesRecords == true)
      counts.insert(sound.count)
    }
    #expect(counts.count > 50 && counts.max() == 400)
    let between = try read(Array(bytes[..<firstMember]))
    #expect(between.records.count == 200 && between.warnings.isEmpty)
  }

  @Test func corruptMember() throws {
    let first = GzipWriter.member(String(repeating: line, count: 100))
    var second = first
    // The invalid block type 3.
    second[10] |= 0b110
    let reading = try read(first + second + first)
    #expect(reading.records.count == 100)
    guard case .corrupt(.gzip, 1, let offset) = reading.warnings.first else {
      Issue.record("\(reading.warnings)")
      return
    }
    #expect(Int(offset) > first.count && Int(offset) <= first.count + 12)
  }

  @Test func wrongCheckSum() throws {
    var bytes = GzipWriter.member(line)
    bytes[bytes.count - 6] ^= 1
    let reading = try read(bytes)
    #expect(reading.texts == ["{\"a\":1}"])
    #expect(reading.warnings == [.corrupt(.gzip, layer: 1, offset: Int64(bytes.count - 4))])
  }

  @Test func trailingBytes() throws {
    let member = GzipWriter.member(line)
    let offset = Int64(member.count)
    let garbage = try read(member + Array("garbage".utf8))
    #expect(garbage.texts == ["{\"a\":1}"])
    #expect(garbage.warnings == [.trailingBytes(.gzip, layer: 1, offset: offset, areZero: false)])
    #expect(garbage.summary?.warnings.first?.losesRecords == true)
    for bufferBytes in [1, 16, 4_096] {
      let zeros = try read(member + Array(repeating: 0, count: 700), bufferBytes: bufferBytes)
      #expect(zeros.texts == ["{\"a\":1}"])
      #expect(zeros.warnings == [.trailingBytes(.gzip, layer: 1, offset: offset, areZero: true)])
      #expect(zeros.summary?.warnings.first?.losesRecords == false)
      let padded = try read(member + [0, 0, 0] + member, bufferBytes: bufferBytes)
      #expect(padded.texts == ["{\"a\":1}", "{\"a\":1}"])
      #expect(padded.warnings == [.trailingBytes(.gzip, layer: 1, offset: offset, areZero: true)])
    }
    let cut = try read(member + [0x1f])
    #expect(cut.warnings == [.truncated(.gzip, layer: 1, offset: offset + 1)])
  }

  @Test func damageInAnInnerLayer() throws {
    let member = GzipWriter.member(line)
    let reading = try read(GzipWriter.member(member + [1]))
    #expect(reading.texts == ["{\"a\":1}"])
    #expect(
      reading.warnings == [
        .trailingBytes(.gzip, layer: 2, offset: Int64(member.count), areZero: false)
      ])
    #expect(
      reading.summary?.warnings.first?.description
        == "test: ignored the bytes after the last gzip member at byte \(member.count) of gzip layer 2"
    )
  }

  @Test func bombIsAnError() throws {
    // More than 64 MiB of zeros, then compressed again: each layer is within what deflate can do.
    let bomb = GzipWriter.member(GzipWriter.zeros(66 << 20, after: "{\"a\":\""))
    #expect(bomb.count < 20_000)
    let reading = try read(bomb)
    guard case .inflatesTooFar(let bytesIn, let bytesOut) = reading.error?.reason else {
      Issue.record("\(String(describing: reading.error))")
      return
    }
    #expect(bytesIn == Int64(bomb.count) && bytesOut > 64 << 20)
  }
}
