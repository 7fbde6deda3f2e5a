import CLZMA

/// Decompresses xz streams.
final class XZDecoder: StreamDecoder {
  private var stream = clzma_stream()

  init?() {
    guard begin() else { return nil }
  }

  deinit {
    lzma_end(&stream)
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecoderStep {
    stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_in = input.count
    stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = output.count
    let code = lzma_code(&stream, LZMA_RUN)
    let result: DecoderStep.Result =
      switch code {
      // The library reports that it cannot continue only after two calls.
      case LZMA_OK, LZMA_BUF_ERROR: .inMember
      case LZMA_STREAM_END: .endOfMember
      case LZMA_MEMLIMIT_ERROR: .windowTooLarge
      case LZMA_MEM_ERROR: .outOfMemory
      default: .damaged
      }
    return DecoderStep(
      consumed: input.count - stream.avail_in, produced: output.count - stream.avail_out,
      result: result)
  }

  func reset() {
    // Reuses the memory of the stream before, so it cannot run out of it.
    _ = begin()
  }

  private func begin() -> Bool {
    // The window, and what the decoder itself needs.
    let memoryMax = UInt64(Compression.windowBytesMax + (1 << 20))
    return lzma_stream_decoder(&stream, memoryMax, 0) == LZMA_OK
  }
}
