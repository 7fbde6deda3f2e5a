import TestSupport
import Testing

@testable import Exports

/// A record that outlives the handler's call.
struct OwnedRecord: Equatable, CustomStringConvertible {
  let message: [UInt8]
  let loggedAt: Int64?
  let position: SourcePosition
  let flaw: ExportRecord.Flaw?

  init(_ record: ExportRecord) {
    message = Array(record.message)
    loggedAt = record.metadata.loggedAt
    position = record.position
    flaw = record.flaw
  }

  var text: String { String(decoding: message, as: UTF8.self) }
  var description: String {
    "\(position): \(text.debugDescription) \(flaw.map(\.description) ?? "")"
  }
}

/// What reading some bytes gave.
struct Reading {
  var records: [OwnedRecord] = []
  /// The members of a tar or zip archive from which records may have come.
  var members: [ContainerMember] = []
  var summary: ReadSummary?
  var error: ExportError?

  var texts: [String] { records.map(\.text) }
  var flaws: [ExportRecord.Flaw?] { records.map(\.flaw) }
  var failures: [String] { summary?.failures.map(\.description) ?? [] }
  var warnings: [ExportWarning.Reason] { summary?.warnings.map(\.reason) ?? [] }
}

/// Hands out bytes in memory, at most so many at a time.
final class BytesSource: ByteSource {
  private let bytes: [UInt8]
  private let readBytesMax: Int
  private var position = 0

  init(_ bytes: [UInt8], readBytesMax: Int) {
    self.bytes = bytes
    self.readBytesMax = readBytesMax
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    let count = min(buffer.count, readBytesMax, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

/// Reads bytes as if they were a file.
///
/// Checks on the way what holds for each record of uncompressed content: that the message is what
/// stands at its offset, that the line is right, that the padding can be read, and that chunks of
/// other sizes give the same records.
func read(
  _ bytes: [UInt8], bufferBytes: Int = 256 << 10, recordBytesMax: Int = 16 << 20,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Reading {
  var limits = ExportReader.Limits()
  limits.bufferBytes = bufferBytes
  limits.recordBytesMax = recordBytesMax
  let reader = ExportReader("test", limits: limits, digests: true) { () throws(ExportError) in
    BytesSource(bytes, readBytesMax: bufferBytes)
  }
  let isPlain = bytes.withUnsafeBytes {
    Compression(beginning: $0) == nil && ContainerFormat(beginning: $0) == nil
  }
  var reading = Reading()
  var line = 1
  var counted = 0
  do {
    reading.summary = try reader.read(onMember: { reading.members.append($0) }) { record in
      let message = Array(record.message)
      reading.records.append(OwnedRecord(record))
      if let address = record.message.baseAddress {
        let padding = UnsafeRawBufferPointer(
          start: address + message.count, count: ExportRecord.padding)
        _ = padding.reduce(0) { $0 &+ Int($1) }
      }
      guard isPlain else { return }
      let offset = Int(record.position.offset)
      line += bytes[counted..<offset].count { $0 == 0x0a }
      counted = offset
      #expect(record.position.line == line, sourceLocation: sourceLocation)
      let own = bytes[offset..<min(bytes.count, offset + record.extent)]
      // An element of a list that is entered has the head of its object before it.
      #expect(
        bytes[offset...].starts(with: message) || message.firstRange(of: own) != nil,
        "the bytes at the offset", sourceLocation: sourceLocation)
    }
  } catch let error as ExportError {
    reading.error = error
  }
  // Recognizing reads so far ahead that short content has no chunk boundaries left: frame it again.
  if let summary = reading.summary, let shape = summary.shape,
    [.s3Export, .bareEvents].contains(shape), isPlain,
    bytes.count < 20_000
  {
    for chunkBytes in [1, 2, 3, 7, 13, 26, 64, 100] {
      let (records, warnings) = try frame(
        bytes, as: shape, chunkBytes: chunkBytes, recordBytesMax: recordBytesMax)
      #expect(records == reading.records, "chunks of \(chunkBytes)", sourceLocation: sourceLocation)
      #expect(
        warnings == summary.warnings, "chunks of \(chunkBytes)", sourceLocation: sourceLocation)
    }
  }
  if let summary = reading.summary {
    #expect(summary.records == reading.records.count, sourceLocation: sourceLocation)
    #expect(summary.bytesRead == Int64(bytes.count), sourceLocation: sourceLocation)
    let digest = bytes.withUnsafeBytes { ContentDigest(of: $0) }
    #expect(summary.identity?.digest == digest, sourceLocation: sourceLocation)
  }
  return reading
}

/// Frames content in chunks of any size.
private func frame(
  _ bytes: [UInt8], as shape: ExportShape, chunkBytes: Int, recordBytesMax: Int
) throws -> ([OwnedRecord], [ExportWarning]) {
  let source = BytesSource(bytes, readBytesMax: chunkBytes)
  var window = ContentWindow(source, chunkBytes: chunkBytes)
  if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
    _ = try window.require(3)
    window.drop(3)
  }
  let log = WarningLog(file: "test")
  switch shape {
  case .s3Export:
    let framer = S3ExportFramer(window, recordBytesMax: recordBytesMax)
    return (try collect(framer), log.warnings)
  case .bareEvents:
    let framer = BareEventFramer(window, recordBytesMax: recordBytesMax, log: log)
    return (try collect(framer), log.warnings)
  default: return ([], [])
  }
}

private func collect<Framer: RecordFramer & ~Copyable>(
  _ framer: consuming Framer
) throws -> [OwnedRecord] {
  var framer = framer
  var records: [OwnedRecord] = []
  while let record = try framer.next() { records.append(OwnedRecord(record)) }
  return records
}

func read(
  _ text: String, bufferBytes: Int = 256 << 10, recordBytesMax: Int = 16 << 20,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Reading {
  try read(
    Array(text.utf8), bufferBytes: bufferBytes, recordBytesMax: recordBytesMax,
    sourceLocation: sourceLocation)
}

/// The same numbers for the same seed, on each machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
