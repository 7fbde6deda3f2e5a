import CZstd

/// Decompresses Zstandard frames, and passes over skippable ones.
final class ZstdDecoder: StreamDecoder {
  private let stream: OpaquePointer
  /// How much input the library wants next: a header or a block.
  private var wanted = 1

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
    // Given more, the library decompresses several blocks at once, and if one is damaged nothing of the others comes out.
    let offered = min(wanted, input.count)
    var source = ZSTD_inBuffer(src: input.baseAddress, size: offered, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let code = ZSTD_decompressStream(stream, &target, &source)
    wanted = max(1, ZSTD_isError(code) == 0 ? code : 1)
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
    wanted = 1
  }
}
