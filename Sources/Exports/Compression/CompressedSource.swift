/// The decompressed bytes of consecutive members: gzip members, zstd frames, bzip2 or xz streams.
///
/// Damage is not an error: the output before it is returned, a warning says where it is, and the source ends.
final class CompressedSource: ByteSource {
  private enum State { case inMember, betweenMembers, ended }

  let format: Compression
  private let input: SourceBuffer
  private let layer: Int
  private let log: WarningLog
  private let decoder: any StreamDecoder
  private let bound: ExpansionBound
  private var state = State.inMember
  private var bytesOut: Int64 = 0
  private var memberStart: Int64 = 0

  /// The number of members before the one that is being read.
  private(set) var memberNumber = 0

  /// Where in the decompressed bytes a member begins whose end or checksum is wrong; nil if all are sound.
  ///
  /// Everything before it is intact. What follows may be anything.
  private(set) var unverifiedFrom: Int64?

  /// - Parameters:
  ///   - input: is at the first byte of a member.
  ///   - file: the outermost source, against which the ratio is measured.
  init(
    _ format: Compression, _ input: SourceBuffer, file: SourceBuffer, layer: Int, log: WarningLog
  ) throws(ExportError) {
    guard let decoder = format.makeDecoder() else {
      throw ExportError(log.file, .outOfMemory(format))
    }
    self.format = format
    self.input = input
    self.layer = layer
    self.log = log
    self.decoder = decoder
    bound = ExpansionBound(of: file, path: log.file)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    var filled = 0
    while filled < buffer.count && state != .ended {
      if state == .betweenMembers { try beginMember() }
      if state == .inMember {
        filled += try decode(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      }
    }
    return filled
  }

  /// Decompresses some bytes and returns their number.
  private func decode(into output: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    let hasInput = try input.require(1)
    let step = decoder.decode(input.bytes, into: output)
    input.consume(step.consumed)
    bytesOut += Int64(step.produced)
    switch step.result {
    case .inMember where step.consumed == 0 && step.produced == 0:
      endDamaged(
        hasInput
          ? .corrupt(format, layer: layer, offset: input.position)
          : .truncated(format, layer: layer, offset: input.position))
    case .inMember: break
    case .endOfMember:
      decoder.reset()
      state = .betweenMembers
    case .damaged: endDamaged(.corrupt(format, layer: layer, offset: input.position))
    case .windowTooLarge: throw ExportError(log.file, .windowTooLarge(format))
    case .needsDictionary: throw ExportError(log.file, .needsDictionary(format))
    case .outOfMemory: throw ExportError(log.file, .outOfMemory(format))
    }
    try bound.check(bytesOut)
    return step.produced
  }

  private func endDamaged(_ reason: ExportWarning.Reason) {
    log.add(reason)
    unverifiedFrom = memberStart
    state = .ended
  }

  /// Examines what follows a member: another one, padding, or something else.
  private func beginMember() throws(ExportError) {
    guard try input.require(1) else {
      state = .ended
      return
    }
    if input.bytes[0] == 0 { return try skipPadding() }
    _ = try input.require(Compression.magicBytesMax)
    if format.begins(input.bytes) {
      state = .inMember
      memberStart = bytesOut
      memberNumber += 1
      return
    }
    let rest = input.bytes.count
    if format.isTruncatedMagic(input.bytes) {
      log.add(.truncated(format, layer: layer, offset: input.position + Int64(rest)))
    } else {
      log.add(.trailingBytes(format, layer: layer, offset: input.position, areZero: false))
    }
    state = .ended
  }

  private func skipPadding() throws(ExportError) {
    if !format.allowsPadding {
      log.add(.trailingBytes(format, layer: layer, offset: input.position, areZero: true))
    }
    while try input.require(1), input.bytes[0] == 0 {
      input.consume(input.bytes.firstIndex { $0 != 0 } ?? input.bytes.count)
    }
  }
}
