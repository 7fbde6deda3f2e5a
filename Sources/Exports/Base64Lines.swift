import JSON

/// Base64 over several lines, as `base64` and mail programs break it: all lines but the last have one length.
enum Base64Lines {
  /// The lengths of lines that programs make: 64 in PEM, 76 in MIME.
  private static let lengths = 60...80

  /// Where the text ends whose first line ends at `end`: there, unless lines of base64 go on after it.
  static func end(
    after end: Int, of window: inout ContentWindow, bytesMax: Int
  ) throws(ExportError) -> Int {
    let first = Array(line(window.bytes[from: 0, to: end]))
    guard lengths.contains(first.count), isBase64(first) else { return end }
    var end = end
    while end <= bytesMax {
      guard try window.require(end + 1) else { return end }
      _ = try window.require(end + lengths.upperBound + 2)
      let rest = window.bytes[from: end, to: min(window.bytes.count, end + lengths.upperBound + 2)]
      guard let feed = rest.firstLineFeed(from: 0) ?? (window.isAtEnd ? rest.count - 1 : nil) else {
        return end
      }
      let next = line(rest[from: 0, to: feed + 1])
      // A line that begins as the first one did begins a text of its own.
      guard !next.isEmpty, next.count <= first.count, isBase64(next),
        !next.starts(with: first[..<4])
      else { return end }
      end += feed + 1
      if next.count < first.count { break }
    }
    return end
  }

  private static func line(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    text.withoutTrailingLineEnds
  }

  private static func isBase64(_ text: some Collection<UInt8>) -> Bool {
    text.allSatisfy { byte in
      (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
        || "+/-_=".utf8.contains(byte)
    }
  }
}
