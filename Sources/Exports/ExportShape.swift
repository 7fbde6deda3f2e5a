import JSON

/// How the content of an input is laid out.
package enum ExportShape: String, Sendable, CaseIterable {
  /// A CloudWatch Logs export to S3: a timestamp before each message.
  case s3Export
  /// JSON values and nothing around them.
  case bareEvents
  /// The output of `aws logs tail`.
  case tail
  /// The outputs of the programs saw, cw and awslogs.
  case saw, cw, awslogs
  /// The text output of `aws logs filter-log-events` or `get-log-events`.
  case cliText
  /// The text output of `aws logs get-query-results`.
  case insightsText
  /// CSV with messages of a log.
  case csv
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
    } else if LogTimestamp.parse(text, at: 0) != nil,
      LogTimestamp.parse(text, at: LogTimestamp.byteCount) != nil
    {
      // The time of ingestion is the second one.
      self = .shape(.awslogs)
    } else if LogTimestamp.parse(text, at: 0) != nil || LogTimestamp.isBeginning(text) {
      // The latter only if there are fewer than 25 bytes: an export truncated in its first timestamp.
      self = .shape(.s3Export)
    } else if LineFormat.saw.recognize(
      text[from: 0, to: min(text.count, LineFormat.prefixBytesMax)]) != nil
    {
      // Its bracket is not one of JSON.
      self = .shape(.saw)
    } else if text.beginLikeJSON || text.beginLikeJSONInString || text.beginLikeBase64 {
      self = .shape(.bareEvents)
    } else if let shape = CLITextLine.shape(of: text) {
      self = .shape(shape)
    } else if let csv = CSVRecognition.recognize(text) {
      self = csv
    } else if let shape = Self.afterFirstLine(text) ?? LineFormat.recognize(text)?.shape {
      self = .shape(shape)
    } else if let format = RefusedFormat(beginningOf: text) {
      self = .refused(format)
    } else if text.contains("{") && text.contains("STOPPED") {
      // Lines with a prefix that is of no format: events are found in them.
      self = .shape(.bareEvents)
    } else {
      self = .unknown
    }
  }

  /// The beginning of a file may be missing, so an unrecognized first line is ignored if the second is recognized.
  private static func afterFirstLine(_ text: UnsafeRawBufferPointer) -> ExportShape? {
    guard let feed = text.firstLineFeed(from: 0) else { return nil }
    let second = text[from: feed + 1, to: text.count]
    if LogTimestamp.parse(second, at: 0) != nil { return .s3Export }
    return second.starts(with: Array("{\"".utf8)) ? .bareEvents : nil
  }
}
