/// Messages in rows of JSON, each as the id of its event: whole ones would hide what a case is about.
enum ShortMessages {
  /// Writes `"@message":"event 00000001"` for each message that begins as events of the fixture do.
  static func shorten(_ rows: String) -> String {
    var bytes: [UInt8] = []
    rows.utf8.withContiguousStorageIfAvailable { rows in
      var rest = rows[...]
      while let start = position(of: mark, in: rest) {
        bytes += rest[..<start]
        bytes += Array(#""@message":"event "#.utf8)
        rest = rest[(start + mark.count)...]
        bytes += rest.prefix { $0 != UInt8(ascii: "-") }
        rest = rest[endOfString(rest)...]
      }
      bytes += rest
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let mark = Array(#""@message":"{\"version\":\"0\",\"id\":\""#.utf8)

  private static func position(
    of text: [UInt8], in bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Int? {
    bytes.indices.first { bytes[$0] == text[0] && bytes[$0...].starts(with: text) }
  }

  /// Where the quote stands that ends a string of JSON, of which the start is given away.
  private static func endOfString(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var index = bytes.startIndex
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, bytes.endIndex)
  }
}
