import CBzip2
import CLZMA
import CZstd

@testable import Exports

extension Compression {
  /// One member of this format, with a checksum.
  func member(_ content: [UInt8]) -> [UInt8] {
    switch self {
    case .gzip: GzipWriter.member(content)
    case .zstd: Self.zstdFrame(content)
    case .bzip2: Self.bzip2Stream(content)
    case .xz: Self.xzStream(content)
    }
  }

  func member(_ text: String) -> [UInt8] { member(Array(text.utf8)) }

  static func zstdFrame(_ content: [UInt8], dictionary: [UInt8] = []) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    ZSTD_CCtx_loadDictionary(context, dictionary, dictionary.count)
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(content.count))
    let count = ZSTD_compress2(context, &output, output.count, content, content.count)
    return Array(output[..<count])
  }

  /// A frame that states a window of any size, and holds one block as it is.
  static func zstdFrame(_ content: [UInt8], windowLog: UInt8) -> [UInt8] {
    let block = content.count << 3 | 1
    let header: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0, (windowLog - 10) << 3]
    return header + [0, 8, 16].map { UInt8(truncatingIfNeeded: block >> $0) } + content
  }

  /// A stream that states a window of any size: `code` is 28 for 64 MiB, 40 for 4 GiB.
  static func xzStream(_ content: [UInt8], windowCode: UInt8) -> [UInt8] {
    var stream = xzStream(content)
    // After the header of the stream that of the block: its size, flags, the filter, and a checksum.
    let end = 12 + Int(stream[12]) * 4
    let property = (12..<end).first { stream[$0...].starts(with: [0x21, 1]) } ?? end
    stream[property + 2] = windowCode
    let checksum = lzma_crc32(Array(stream[12..<end]), end - 12, 0)
    for index in 0..<4 { stream[end + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index)) }
    return stream
  }

  private static func bzip2Stream(_ content: [UInt8]) -> [UInt8] {
    var count = UInt32(content.count + content.count / 50 + 700)
    var output = [CChar](repeating: 0, count: Int(count))
    var input = content.map { CChar(bitPattern: $0) }
    BZ2_bzBuffToBuffCompress(&output, &count, &input, UInt32(input.count), 1, 0, 0)
    return output[..<Int(count)].map { UInt8(bitPattern: $0) }
  }

  private static func xzStream(_ content: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: lzma_stream_buffer_bound(content.count))
    var count = 0
    _ = lzma_easy_buffer_encode(
      1, LZMA_CHECK_CRC64, nil, content, content.count, &output, &count, output.count)
    return Array(output[..<count])
  }
}

/// A dictionary with an identifier, which frames that use it name.
enum ZstdDictionary {
  static func trained() -> [UInt8] {
    let samples = (0..<2_000).map {
      "{\"version\":\"0\",\"id\":\"\($0 * 7_919)\",\"detail\":\($0)}\n"
    }
    let sizes = samples.map(\.utf8.count)
    var dictionary = [UInt8](repeating: 0, count: 4_096)
    let bytes = samples.flatMap { Array($0.utf8) }
    let count = ZDICT_trainFromBuffer(
      &dictionary, dictionary.count, bytes, sizes, UInt32(sizes.count))
    return Array(dictionary[..<count])
  }
}
