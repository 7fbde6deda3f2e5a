import CZlib

/// The inflated bytes of consecutive gzip members.
///
/// Damage is not an error: the output before it is returned, a warning says where it is, and the source ends.
final class GzipSource: ByteSource {
  /// The first bytes of each member: the magic number and the only compression method.
  static let magic: [UInt8] = [0x1f, 0x8b, 0x08]

  /// How deeply gzip may be nested: Firehose makes two layers, and the transport may add one.
  static let layersMax = 3

  /// One layer of deflate cannot reach this ratio (its limit is 1,032), so only a bomb of several layers does.
  static let ratioMax: Int64 = 1_200

  /// With less output than this no ratio is suspicious.
  static let unsuspectedBytes: Int64 = 64 << 20

  private enum State { case inMember, betweenMembers, ended }

  private let input: SourceBuffer
  private let file: SourceBuffer
  private let layer: Int
  private let log: WarningLog
  // zlib keeps the address of its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var state = State.inMember
  private var bytesOut: Int64 = 0
  private var memberStart: Int64 = 0

  /// Where in the inflated bytes a member begins whose end or checksum is wrong; nil if all are sound.
  ///
  /// Everything before it is intact. What follows may be anything.
  private(set) var unverifiedFrom: Int64?

  /// - Parameters:
  ///   - input: is at the first byte of a member.
  ///   - file: the outermost source, against which the ratio is measured.
  init(
    _ input: SourceBuffer, file: SourceBuffer, layer: Int, log: WarningLog
  ) throws(ExportError) {
    self.input = input
    self.file = file
    self.layer = layer
    self.log = log
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window; adding 16 selects the gzip wrapper with its checksum.
    guard czlib_inflate_init(stream, 15 + 16) == Z_OK else {
      throw ExportError(log.file, .cannotInflate)
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Whether the next bytes of a source are the beginning of a gzip member.
  static func begins(_ source: SourceBuffer) throws(ExportError) -> Bool {
    _ = try source.require(magic.count)
    return source.bytes.starts(with: magic)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    let capacity = min(buffer.count, Int(UInt32.max))
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(capacity)
    while stream.pointee.avail_out > 0 && state != .ended {
      if state == .betweenMembers { try beginMember() }
      if state == .inMember { try inflateSome() }
    }
    return capacity - Int(stream.pointee.avail_out)
  }

  private func inflateSome() throws(ExportError) {
    guard try input.require(1) else {
      endDamaged(.truncatedGzip(layer: layer, offset: input.position))
      return
    }
    let offered = UInt32(clamping: input.bytes.count)
    let free = stream.pointee.avail_out
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = offered
    let code = inflate(stream, Z_NO_FLUSH)
    let consumed = offered - stream.pointee.avail_in
    let produced = free - stream.pointee.avail_out
    input.consume(Int(consumed))
    bytesOut += Int64(produced)
    switch code {
    case Z_OK: break
    case Z_STREAM_END:
      inflateReset(stream)
      state = .betweenMembers
    case Z_BUF_ERROR where consumed > 0 || produced > 0: break
    default:
      endDamaged(.corruptGzip(layer: layer, offset: input.position))
    }
    if bytesOut > Self.unsuspectedBytes && bytesOut / Self.ratioMax > file.bytesIn {
      throw ExportError(log.file, .inflatesTooFar(bytesIn: file.bytesIn, bytesOut: bytesOut))
    }
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
    if input.bytes[0] == 0 {
      log.add(.trailingBytes(layer: layer, offset: input.position, areZero: true))
      while try input.require(1), input.bytes[0] == 0 {
        input.consume(input.bytes.firstIndex { $0 != 0 } ?? input.bytes.count)
      }
      return
    }
    if try Self.begins(input) {
      state = .inMember
      memberStart = bytesOut
      return
    }
    let rest = input.bytes.count
    if Self.magic.starts(with: input.bytes) {
      log.add(.truncatedGzip(layer: layer, offset: input.position + Int64(rest)))
    } else {
      log.add(.trailingBytes(layer: layer, offset: input.position, areZero: false))
    }
    state = .ended
  }
}
