import JSON

/// How the content of an input is laid out.
package enum ExportShape: String, Sendable, CaseIterable {
  /// A CloudWatch Logs export to S3: a timestamp before each message.
  case s3Export
  /// JSON values and nothing around them.
  case bareEvents
  /// The object that CloudWatch Logs leaves when it tests its permission to write; it contains no records.
  case writeTest
  /// No content at all.
  case empty
}

/// What the beginning of a file was recognized as.
enum Recognition: Hashable {
  case shape(ExportShape)
  case refused(RefusedFormat)
  case unknown

  /// How many bytes are examined.
  static let bytesMax = 64 << 10

  private static let writeTestText = Array("Permission Check Successful".utf8)

  /// Recognizes content by its first bytes.
  ///
  /// - Parameter beginning: `bytesMax` bytes without a byte order mark, or all if there are fewer.
  init(_ beginning: UnsafeRawBufferPointer) {
    guard let start = beginning.firstIndex(where: { !$0.isJSONSpace }) else {
      self = .shape(.empty)
      return
    }
    if let format = RefusedFormat(magicOf: beginning) {
      self = .refused(format)
      return
    }
    let text = beginning[from: start, to: beginning.count]
    if text.starts(with: Self.writeTestText)
      && text.dropFirst(Self.writeTestText.count).allSatisfy(\.isJSONSpace)
    {
      self = .shape(.writeTest)
    } else if LogTimestamp.parse(text, at: 0) != nil || LogTimestamp.isBeginning(text) {
      // The latter only if there are fewer than 25 bytes: an export truncated in its first timestamp.
      self = .shape(.s3Export)
    } else if text.beginLikeJSON || text.beginLikeJSONInString {
      self = .shape(.bareEvents)
    } else if let format = RefusedFormat(firstLineOf: text) {
      self = .refused(format)
    } else {
      self = Self.afterFirstLine(text)
    }
  }

  /// The beginning of a file may be missing, so an unrecognized first line is ignored if the second is recognized.
  private static func afterFirstLine(_ text: UnsafeRawBufferPointer) -> Recognition {
    guard let feed = text.firstLineFeed(from: 0) else { return .unknown }
    let second = text[from: feed + 1, to: text.count]
    if LogTimestamp.parse(second, at: 0) != nil { return .shape(.s3Export) }
    return second.starts(with: Array("{\"".utf8)) ? .shape(.bareEvents) : .unknown
  }
}
