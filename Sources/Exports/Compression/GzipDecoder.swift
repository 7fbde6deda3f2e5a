import CZlib

/// Inflates gzip with zlib.
final class GzipDecoder: StreamDecoder {
  // zlib keeps the address of its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window; adding 16 selects the gzip wrapper with its checksum.
    guard czlib_inflate_init(stream, 15 + 16) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecoderStep {
    let offered = UInt32(clamping: input.count)
    let free = UInt32(clamping: output.count)
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = offered
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = free
    let code = inflate(stream, Z_NO_FLUSH)
    let result: DecoderStep.Result =
      switch code {
      case Z_OK, Z_BUF_ERROR: .inMember
      case Z_STREAM_END: .endOfMember
      case Z_MEM_ERROR: .outOfMemory
      default: .damaged
      }
    return DecoderStep(
      consumed: Int(offered - stream.pointee.avail_in),
      produced: Int(free - stream.pointee.avail_out), result: result)
  }

  func reset() {
    inflateReset(stream)
  }
}
