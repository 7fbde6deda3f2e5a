import CZstd

/// Decompresses Zstandard frames, and passes over skippable ones.
final class ZstdDecoder: StreamDecoder {
  /// No header of a frame is longer.
  private static let headerBytesMax = 18

  private let stream: OpaquePointer
  /// How much of the current frame was read, up to the longest header.
  private var headerBytes = 0

  init?() {
    guard let stream = ZSTD_createDStream() else { return nil }
    self.stream = stream
    let windowLog = Compression.windowBytesMax.trailingZeroBitCount
    ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Int32(windowLog))
  }

  deinit {
    ZSTD_freeDStream(stream)
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecoderStep {
    // The library decompresses a small frame at once if it has all of it, and of a damaged one nothing comes out then. With
    // the header alone it goes on block by block.
    let offered = headerBytes < Self.headerBytesMax ? min(1, input.count) : input.count
    var source = ZSTD_inBuffer(src: input.baseAddress, size: offered, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let code = ZSTD_decompressStream(stream, &target, &source)
    headerBytes = min(headerBytes + source.pos, Self.headerBytesMax)
    let result: DecoderStep.Result =
      switch ZSTD_getErrorCode(code) {
      case ZSTD_error_no_error: code == 0 ? .endOfMember : .inMember
      case ZSTD_error_frameParameter_windowTooLarge: .windowTooLarge
      case ZSTD_error_dictionary_wrong: .needsDictionary
      case ZSTD_error_memory_allocation: .outOfMemory
      default: .damaged
      }
    return DecoderStep(consumed: source.pos, produced: target.pos, result: result)
  }

  func reset() {
    ZSTD_DCtx_reset(stream, ZSTD_reset_session_only)
    headerBytes = 0
  }
}
