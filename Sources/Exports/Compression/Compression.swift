/// A compression format, recognized by the first bytes of its data.
package enum Compression: String, Sendable, CaseIterable {
  case gzip, zstd, bzip2, xz

  /// What one of several concatenated pieces is called.
  var memberName: String {
    switch self {
    case .gzip: "member"
    case .zstd: "frame"
    case .bzip2, .xz: "stream"
    }
  }

  /// Whether zeros between two members are part of the format.
  var allowsPadding: Bool { self == .xz }

  /// How deeply compressed data may be nested: Firehose makes two layers, and the transport may add one.
  static let layersMax = 3

  /// More than this is needed only for data compressed with unusual options, such as `zstd --ultra --long=31`; the limit is
  /// that of the `zstd` command, and `xz -9` needs half of it.
  static let windowBytesMax = 128 << 20

  /// How many bytes the formats are recognized by.
  static let magicBytesMax = 10

  /// The format whose member begins with these bytes; nil if there is none.
  init?(beginning bytes: UnsafeRawBufferPointer) {
    guard let format = Self.allCases.first(where: { $0.begins(bytes) }) else { return nil }
    self = format
  }

  /// The format of the next bytes of a source.
  static func next(in source: SourceBuffer) throws(ExportError) -> Compression? {
    _ = try source.require(magicBytesMax)
    return Compression(beginning: source.bytes)
  }

  /// Whether the bytes are the beginning of a member.
  func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch self {
    // The magic number and the only compression method.
    case .gzip: bytes.starts(with: [0x1f, 0x8b, 0x08])
    case .zstd: Self.beginsZstd(bytes)
    case .bzip2: Self.beginsBzip2(bytes)
    case .xz: bytes.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])
    }
  }

  /// Whether the data ended inside the first bytes of a member.
  func isTruncatedMagic(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let magic: [UInt8] =
      switch self {
      case .gzip: [0x1f, 0x8b, 0x08]
      case .zstd: [0x28, 0xb5, 0x2f, 0xfd]
      case .bzip2: Array("BZh".utf8)
      case .xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]
      }
    return magic.starts(with: bytes)
  }

  /// A frame of data, or a frame that decoders skip, with which parallel compressors and indexes begin.
  private static func beginsZstd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
      || bytes.count >= 4 && bytes[0] & 0xf0 == 0x50 && bytes[1] == 0x2a && bytes[2] == 0x4d
        && bytes[3] == 0x18
  }

  /// `BZh`, the block size, and the number before the first block or before the end of an empty stream.
  private static func beginsBzip2(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 4, bytes.starts(with: Array("BZh".utf8)),
      (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(bytes[3])
    else { return false }
    let number = bytes[from: 4, to: min(bytes.count, 10)]
    return [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]].contains {
      $0.starts(with: number)
    }
  }

  /// What decompresses it; nil if there is not enough memory.
  func makeDecoder() -> (any StreamDecoder)? {
    switch self {
    case .gzip: GzipDecoder()
    case .zstd: ZstdDecoder()
    case .bzip2: Bzip2Decoder()
    case .xz: XZDecoder()
    }
  }
}
