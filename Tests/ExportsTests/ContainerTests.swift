import TestSupport
import Testing

@testable import Exports

@Suite("tar and zip archives")
struct ContainerTests {
  private let line = "2020-06-05T12:17:11.000Z {\"a\":1}\n"

  /// An export and bare events in an archive of one kind.
  private func archive(_ format: ContainerFormat) -> [UInt8] {
    let members: [(String, [UInt8])] = [
      ("exportedlogs/59535bce/a-stream/000000.gz", GzipWriter.member(line)),
      ("exportedlogs/59535bce/b-stream/000000.gz", GzipWriter.member(line + line)),
      ("exportedlogs/aws-logs-write-test", Array("Permission Check Successful".utf8)),
      ("events.ndjson", Array("{\"b\":2}\n{\"c\":3}\n".utf8)),
      ("empty", []),
      ("events.ndjson.xz", Compression.xz.member("{\"d\":4}")),
    ]
    switch format {
    case .tar:
      var tar = TarWriter()
      for (name, content) in members { tar.add(name, content) }
      return tar.finished
    case .zip:
      var zip = ZipWriter()
      for (name, content) in members { zip.add(name, content) }
      return zip.finished
    }
  }

  private let texts = [
    "{\"a\":1}", "{\"a\":1}", "{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}",
  ]

  @Test(arguments: ContainerFormat.allCases, [nil] + Compression.allCases)
  func membersOfEachKind(_ format: ContainerFormat, _ compression: Compression?) throws {
    let plain = archive(format)
    let bytes = compression?.member(plain) ?? plain
    for bufferBytes in [1, 7, 512, 4_096] {
      let reading = try read(bytes, bufferBytes: bufferBytes)
      #expect(reading.texts == texts)
      #expect(reading.warnings.isEmpty && reading.failures.isEmpty)
      #expect(reading.summary?.unverified.isEmpty == true)
      #expect(
        reading.members.map(\.path) == [
          "test: exportedlogs/59535bce/a-stream/000000.gz",
          "test: exportedlogs/59535bce/b-stream/000000.gz", "test: events.ndjson", "test: empty",
          "test: events.ndjson.xz",
        ])
      #expect(reading.members.map(\.logStream) == ["a-stream", "b-stream", nil, nil, nil])
      // Lines are those of a member, bytes those of all members.
      let offsets = reading.records.map(\.position.offset)
      #expect(offsets == [25, 58, 91, 99, 107, 115])
      #expect(reading.records.map(\.position.line) == [1, 1, 2, 1, 2, 1])
    }
  }

  @Test func nested() throws {
    var bytes = archive(.tar)
    for depth in 2...4 {
      var zip = ZipWriter()
      zip.add("inner.tar", bytes)
      zip.add("after.json", "{\"z\":1}")
      bytes = zip.finished
      let reading = try read(bytes)
      if depth <= 3 {
        #expect(reading.texts == texts + Array(repeating: "{\"z\":1}", count: depth - 1))
        #expect(reading.failures.isEmpty)
      } else {
        #expect(reading.texts == ["{\"z\":1}", "{\"z\":1}", "{\"z\":1}"])
        #expect(
          reading.failures == [
            "test: inner.tar: inner.tar: inner.tar: is an archive within archives, nested more than 3"
              + " deep; unpack it first"
          ])
      }
    }
  }

  @Test func longNames() throws {
    let stream = String(repeating: "très-long-", count: 12)
    let name = "exportedlogs/\(stream)/000001.gz"
    var tar = TarWriter()
    tar.add(gnuLongName: name, GzipWriter.member(line))
    tar.add(paxName: name, GzipWriter.member(line))
    let reading = try read(tar.finished)
    #expect(reading.records.count == 2)
    #expect(reading.members.map(\.logStream) == [stream, stream])
    #expect(reading.members.map(\.path) == ["test: \(name)", "test: \(name)"])
  }

  @Test func entriesThatAreNoFiles() throws {
    var tar = TarWriter()
    tar.add("logs/", [], type: "5")
    tar.add("logs/link", [], type: "2", link: "/etc/passwd")
    tar.add("logs/device", [], type: "3")
    tar.add("logs/hard", [], type: "1", link: "logs/a")
    tar.add("logs/.DS_Store", "junk")
    tar.add("./logs/a", "{\"a\":1}")
    let reading = try read(tar.finished)
    #expect(reading.texts == ["{\"a\":1}"] && reading.failures.isEmpty)
    #expect(reading.members.count == 1)
    var zip = ZipWriter()
    zip.add("logs/", [], .stored, mode: 0o40755)
    zip.add("logs/link", Array("/etc/passwd".utf8), .stored, mode: 0o120777)
    zip.add("__MACOSX/logs/._a", "junk")
    zip.add("logs/a", "{\"a\":1}")
    let zipped = try read(zip.finished)
    #expect(zipped.texts == ["{\"a\":1}"] && zipped.failures.isEmpty)
  }

  @Test func membersThatCannotBeRead() throws {
    var tar = TarWriter()
    tar.add("stream/000001.parquet", "PAR1 and so on")
    tar.add("a", "{\"a\":1}")
    tar.add("evil\u{1b}[2J\u{202e}name", "what is this")
    let reading = try read(tar.finished)
    #expect(reading.texts == ["{\"a\":1}"])
    #expect(reading.failures.count == 2)
    #expect(
      reading.failures.first?.hasPrefix("test: stream/000001.parquet: is an Apache Parquet file;")
        == true)
    #expect(
      reading.failures.last?.hasPrefix("test: evil\\x1b[2J\\u{202e}name: unrecognized format")
        == true)
    var many = ZipWriter()
    for number in 0..<50 { many.add("\(number).class", "\u{ca}\u{fe}") }
    let failures = try read(many.finished).failures
    #expect(failures.count == 21)
    #expect(failures.last == "test: 30 more members could not be read")
  }

  @Test func encryptedMember() throws {
    var zip = ZipWriter()
    zip.add("secret.json", Array("{\"a\":1}".utf8), .stored, flags: 1)
    zip.add("open.json", "{\"a\":1}")
    let reading = try read(zip.finished)
    #expect(reading.texts == ["{\"a\":1}"])
    #expect(
      reading.failures == ["test: secret.json: is encrypted; unpack it first, with its password"])
  }

  @Test func unknownMethod() throws {
    var zip = ZipWriter()
    zip.add("old.json", Array("{\"a\":1}".utf8), .stored, methodNumber: 6)
    zip.add("open.json", "{\"a\":1}")
    let reading = try read(zip.finished)
    #expect(reading.texts == ["{\"a\":1}"])
    #expect(reading.failures.count == 1)
    #expect(reading.failures.first?.hasPrefix("test: old.json: cannot be unpacked: ") == true)
  }

  @Test(arguments: [
    (["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"], RefusedFormat.spreadsheet),
    (["docProps/app.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"], .spreadsheet),
    (["[Content_Types].xml", "word/document.xml"], .officeDocument),
    (["mimetype", "content.xml"], .spreadsheet),
  ])
  func officeDocuments(_ names: [String], _ format: RefusedFormat) throws {
    var zip = ZipWriter()
    for name in names {
      zip.add(name, "application/vnd.oasis.opendocument.spreadsheet", .stored)
    }
    #expect(try read(zip.finished).error?.reason == .refused(format))
    var tar = TarWriter()
    tar.add("results.xlsx", zip.finished)
    #expect(try read(tar.finished).failures.first?.contains("is \(format.name)") == true)
  }

  @Test func sizesAfterTheData() throws {
    var zip = ZipWriter()
    zip.add("a", Array(line.utf8), .deflated, hasDescriptor: true)
    zip.add("b", Array(line.utf8), .deflated, hasDescriptor: true)
    #expect(try read(zip.finished).texts == ["{\"a\":1}", "{\"a\":1}"])
    // Without the directory at the end too.
    let cut = try read(Array(zip.finished.dropLast(30)))
    #expect(cut.texts == ["{\"a\":1}", "{\"a\":1}"])
    #expect(cut.warnings == [.truncatedContainer(.zip)])
    #expect(cut.summary?.warnings.first?.losesRecords == true)
  }

  /// Cut right after its last member, which is whole.
  @Test(arguments: [true, false]) func withoutTheDirectory(_ hasDescriptor: Bool) throws {
    var zip = ZipWriter()
    zip.add("a", Array(line.utf8), .deflated, hasDescriptor: hasDescriptor)
    zip.add("b", Array(line.utf8), .deflated, hasDescriptor: hasDescriptor)
    let directoryBytes = 22 + 2 * 47
    for kept in [0, 1, 10, 40] {
      let cut = try read(Array(zip.finished.dropLast(directoryBytes - kept)))
      #expect(cut.texts == ["{\"a\":1}", "{\"a\":1}"], "\(kept) bytes of the directory")
      #expect(cut.warnings == [.truncatedContainer(.zip)])
    }
  }

  @Test func severalTarArchivesInARow() throws {
    let reading = try read(archive(.tar) + archive(.tar))
    #expect(reading.texts == texts + texts && reading.warnings.isEmpty)
    #expect(
      try read([UInt8](archive(.tar).dropLast(1_024))).warnings == [.truncatedContainer(.tar)])
  }

  @Test(arguments: ContainerFormat.allCases)
  func truncatedAnywhere(_ format: ContainerFormat) throws {
    let bytes = archive(format)
    var counts: Set<Int> = []
    for count in stride(from: format == .tar ? 512 : 60, to: bytes.count - 512, by: 61) {
      let reading = try read(Array(bytes[..<count]))
      let sound = reading.records.filter { $0.flaw == nil }.map(\.text)
      #expect(texts.starts(with: sound), "cut at \(count)")
      #expect(reading.warnings.contains(.truncatedContainer(format)), "cut at \(count)")
      counts.insert(sound.count)
    }
    #expect(counts.count > 3)
  }

  @Test func wrongChecksumInZip() throws {
    var zip = ZipWriter()
    zip.add("a.json", "{\"a\":1}", .stored)
    zip.add("b.json", "{\"b\":2}", .stored)
    zip.add("c.json", "{\"c\":3}", .stored)
    var bytes = zip.finished
    // The digit of the second member.
    bytes[bytes.firstIndex(of: UInt8(ascii: "2"))!] = UInt8(ascii: "9")
    let reading = try read(bytes)
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":9}", "{\"c\":3}"])
    #expect(reading.summary?.unverified == [7..<14])
    #expect(
      reading.summary?.warnings.first?.description.hasPrefix("test: b.json: damaged (ZIP bad CRC")
        == true)
  }

  @Test func damagedMemberDoesNotAffectThoseAfterIt() throws {
    var zip = ZipWriter()
    for name in ["a", "b", "c"] { zip.add(name, String(repeating: line, count: 50)) }
    var bytes = zip.finished
    let second = ZipWriter.offset(of: 1, in: bytes)
    // The invalid block type 3.
    bytes[second + 31] |= 0b110
    let reading = try read(bytes)
    #expect(reading.records.count == 100)
    #expect(reading.failures.count == 1)
  }

  @Test(arguments: Compression.allCases)
  func damageAroundATar(_ format: Compression) throws {
    var tar = TarWriter()
    tar.add("plain.ndjson", "{\"a\":1}\n{\"a\":2}\n")
    tar.add("checked.gz", GzipWriter.member("{\"b\":1}\n"))
    let plain = tar.finished
    let first = format.member(Array(plain[..<1_024]))
    var second = format.member(Array(plain[1_024...]))
    let intact = try read(first + second)
    #expect(intact.records.count == 3 && intact.warnings.isEmpty)
    #expect(intact.summary?.unverified.isEmpty == true)
    second[second.count - 3] ^= 0x55
    let damaged = try read(first + second)
    // The first member of the compressed data is sound, and the last member of the tar has a checksum of its own.
    #expect(damaged.texts == intact.texts)
    #expect(
      damaged.warnings.contains { if case .corrupt(format, 1, _) = $0 { true } else { false } })
    var whole = format.member(plain)
    whole[whole.count - 3] ^= 0x55
    #expect(try read(whole).summary?.unverified == [0..<16])
  }

  @Test func memberDamagedInside() throws {
    var member = GzipWriter.member("{\"b\":1}\n")
    member[member.count - 6] ^= 1
    var tar = TarWriter()
    tar.add("a.ndjson", "{\"a\":1}\n")
    tar.add("b.gz", member)
    tar.add("c.ndjson", "{\"c\":1}\n")
    let reading = try read(tar.finished)
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":1}", "{\"c\":1}"])
    #expect(reading.summary?.unverified == [8..<16])
    #expect(
      reading.summary?.warnings.first?.description.hasPrefix(
        "test: b.gz: damaged gzip data at byte")
        == true)
  }

  @Test(arguments: ["PK", "PK\u{3}\u{4}", "PK\u{5}\u{6}junk", "PK00"])
  func archivesOfNothing(_ text: String) throws {
    #expect(try read(text).records.isEmpty)
  }

  @Test func damagedBytesNeverCrash() throws {
    var generator = SeededGenerator(seed: 5)
    for format in ContainerFormat.allCases {
      let bytes = archive(format)
      for _ in 0..<400 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          let index = Int.random(in: 0..<bytes.count, using: &generator)
          damaged[index] = UInt8.random(in: 0...255, using: &generator)
        }
        _ = try read(damaged)
      }
    }
  }
}

extension ZipWriter {
  /// Where the header of an entry begins.
  static func offset(of number: Int, in bytes: [UInt8]) -> Int {
    bytes.indices.filter { bytes[$0...].starts(with: [0x50, 0x4b, 3, 4]) }[number]
  }
}
