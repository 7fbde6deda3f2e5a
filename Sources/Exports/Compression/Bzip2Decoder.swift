import CBzip2

/// Decompresses bzip2 streams.
final class Bzip2Decoder: StreamDecoder {
  // The library keeps the address of its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<bz_stream>

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: bz_stream())
    guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    BZ2_bzDecompressEnd(stream)
    stream.deallocate()
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecoderStep {
    let offered = UInt32(clamping: input.count)
    let free = UInt32(clamping: output.count)
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
    stream.pointee.avail_in = offered
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: CChar.self)
    stream.pointee.avail_out = free
    let code = BZ2_bzDecompress(stream)
    let result: DecoderStep.Result =
      switch code {
      case BZ_OK: .inMember
      case BZ_STREAM_END: .endOfMember
      case BZ_MEM_ERROR: .outOfMemory
      default: .damaged
      }
    return DecoderStep(
      consumed: Int(offered - stream.pointee.avail_in),
      produced: Int(free - stream.pointee.avail_out), result: result)
  }

  func reset() {
    BZ2_bzDecompressEnd(stream)
    stream.pointee = bz_stream()
    // Without memory the next call fails, as for damaged data.
    BZ2_bzDecompressInit(stream, 0, 0)
  }
}
