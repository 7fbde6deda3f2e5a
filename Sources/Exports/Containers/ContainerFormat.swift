/// A file that holds other files, recognized by its first bytes.
package enum ContainerFormat: String, Sendable, CaseIterable {
  case tar, zip

  /// How deeply containers may be nested: a folder of nights may hold one archive a night.
  static let depthMax = 3

  /// How many bytes the formats are recognized by: one header of a tar archive.
  static let magicBytesMax = 512

  /// The format whose first header these bytes are; nil if there is none.
  init?(beginning bytes: UnsafeRawBufferPointer) {
    if Self.beginsZip(bytes) {
      self = .zip
    } else if Self.beginsTar(bytes) {
      self = .tar
    } else {
      return nil
    }
  }

  /// The format of the next bytes of a source.
  static func next(in source: SourceBuffer) throws(ExportError) -> ContainerFormat? {
    _ = try source.require(magicBytesMax)
    return ContainerFormat(beginning: source.bytes)
  }

  /// The header of a file, the end of an archive without files, or the mark of an archive that was meant to be split.
  private static func beginsZip(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 4, bytes.starts(with: Array("PK".utf8)) else { return false }
    let kind = (bytes[2], bytes[3])
    return kind == (3, 4) || kind == (5, 6) || kind == (7, 8) || kind == (0x30, 0x30)
  }

  /// A header whose checksum is right; old archives have no other mark.
  private static func beginsTar(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= magicBytesMax, bytes[0] != 0 else { return false }
    let field = 148..<156
    var stated = 0
    var digits = 0
    for byte in bytes[field] {
      switch byte {
      case 0x30...0x37:
        stated = stated * 8 + Int(byte - 0x30)
        digits += 1
      case 0x20 where digits == 0: break
      case 0x20, 0: break
      default: return false
      }
    }
    guard digits > 0 else { return false }
    var unsigned = 8 * 0x20
    var signed = 8 * 0x20
    for index in 0..<magicBytesMax where !field.contains(index) {
      unsigned += Int(bytes[index])
      signed += Int(Int8(bitPattern: bytes[index]))
    }
    return stated == unsigned || stated == signed
  }
}
