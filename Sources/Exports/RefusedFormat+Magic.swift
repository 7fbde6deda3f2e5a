import JSON

// The bytes by which refused formats other than text are recognized.
extension RefusedFormat {
  private static let magics: [(bytes: [UInt8], format: RefusedFormat)] = [
    (Array("PAR1".utf8), .parquet),
    (Array("Obj\u{1}".utf8), .avro),
    (Array("ORC".utf8), .orc),
    ([0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59], .snappy),
    ([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00], .snappy),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .sevenZip),
    (Array("Rar!\u{1a}\u{7}".utf8), .rar),
    ([0x04, 0x22, 0x4d, 0x18], .lz4),
    (Array("LZIP\u{1}".utf8), .lzip),
    ([0x1f, 0x9d], .compress),
    (Array("%PDF-".utf8), .pdf),
    ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], .image),
    ([0xff, 0xd8, 0xff], .image),
    (Array("GIF8".utf8), .image),
    ([0x7f, 0x45, 0x4c, 0x46], .program),
    ([0xff, 0xfe, 0x00, 0x00], .utf32),
    ([0x00, 0x00, 0xfe, 0xff], .utf32),
    ([0xff, 0xfe], .utf16),
    ([0xfe, 0xff], .utf16),
  ]

  /// The format whose magic number the content begins with.
  init?(magicOf content: UnsafeRawBufferPointer) {
    if content.starts(with: Array("SQLite format 3\u{0}".utf8)) {
      self = Self.isECSStopsArchive(content) ? .ecsStopsArchive : .sqlite
    } else if let match = Self.magics.first(where: { content.starts(with: $0.bytes) }) {
      self = match.format
    } else if let wide = Self.wideText(content) {
      self = wide
    } else if Self.isHadoopSnappy(content) {
      self = .snappy
    } else {
      return nil
    }
  }

  /// The application ID that archives of ecs-stops have in the header of the database.
  private static let applicationID = Array("ECST".utf8)

  private static func isECSStopsArchive(_ content: UnsafeRawBufferPointer) -> Bool {
    content.count >= 72 && content[from: 68, to: 72].elementsEqual(applicationID)
  }

  /// UTF-16 or UTF-32 without a mark: text whose first characters are ASCII has zeros in the same places of each.
  private static func wideText(_ content: UnsafeRawBufferPointer) -> RefusedFormat? {
    let beginning = content[from: 0, to: min(content.count & ~3, 16)]
    guard beginning.count >= 8 else { return nil }
    let zeros = beginning.indices.filter { beginning[$0] == 0 }.map { $0 % 4 }
    switch (zeros.count * 4, Set(zeros)) {
    case (beginning.count * 3, [1, 2, 3]), (beginning.count * 3, [0, 1, 2]): return .utf32
    case (beginning.count * 2, [1, 3]), (beginning.count * 2, [0, 2]): return .utf16
    default: return nil
    }
  }

  /// Hadoop's framing of Snappy has no magic number: the sizes of a block, then of its first part, and then the size again
  /// as Snappy writes it.
  private static func isHadoopSnappy(_ content: UnsafeRawBufferPointer) -> Bool {
    guard content.count >= 16, content[0] == 0, content[4] == 0 else { return false }
    func number(at offset: Int) -> Int {
      content[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let size = number(at: 0)
    let compressed = number(at: 4)
    guard size > 0, compressed > 0, compressed <= size + size / 6 + 32 else { return false }
    var stated = 0
    for (index, byte) in content[from: 8, to: 13].enumerated() {
      stated |= Int(byte & 0x7f) << (7 * index)
      if byte < 0x80 { return stated > 0 && stated <= size }
    }
    return false
  }
}
