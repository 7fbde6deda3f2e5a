import Time

/// The beginning of a line in an S3 export: `2020-06-05T12:17:11.000Z` and a space.
enum LogTimestamp {
  /// The number of bytes of the timestamp and its space.
  static let byteCount = 25

  private static let pattern = Array("0000-00-00T00:00:00.000Z ".utf8)

  /// The time in milliseconds since 1970 if there is such a timestamp at `position`, otherwise nil.
  static func parse(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Int64? {
    guard bytes.count - position >= byteCount else { return nil }
    let text = UnsafeRawBufferPointer(rebasing: bytes[position..<position + byteCount])
    // Nearly every line without a timestamp fails here.
    guard text[4] == 0x2d, text[10] == 0x54, text[24] == 0x20, text[19] == 0x2e, text[23] == 0x5a
    else { return nil }
    return Timestamp.parse(UnsafeRawBufferPointer(rebasing: text.dropLast()))?.milliseconds
  }

  /// Whether the bytes are a truncated timestamp, possibly only its first digit.
  static func isBeginning(_ bytes: UnsafeRawBufferPointer) -> Bool {
    !bytes.isEmpty && bytes.count <= byteCount
      && zip(bytes, pattern).allSatisfy { byte, wanted in
        wanted == 0x30 ? (0x30...0x39).contains(byte) : byte == wanted
      }
  }
}
