/// A problem with an input that did not prevent reading the rest of it.
package struct ExportWarning: Hashable, Sendable, CustomStringConvertible {
  /// The path of the input, `-` for standard input.
  package let file: String
  package let reason: Reason

  /// Offsets count from 0 in the compressed bytes of the layer; layer 1 is the file itself.
  package enum Reason: Hashable, Sendable {
    /// The file ends inside a gzip member.
    case truncatedGzip(layer: Int, offset: Int64)
    /// A gzip member does not inflate, or its checksum is wrong.
    case corruptGzip(layer: Int, offset: Int64)
    /// Bytes after the last gzip member that are not gzip, or zeros between members.
    case trailingBytes(layer: Int, offset: Int64, areZero: Bool)
    /// A JSON array without a closing bracket.
    case unclosedArray(SourcePosition)
    /// There were more warnings than are listed; whether one of them says that records are lost.
    case more(Int, loseRecords: Bool)
  }

  /// Whether records may be missing: the input is damaged, not merely untidy.
  package var losesRecords: Bool {
    switch reason {
    case .truncatedGzip, .corruptGzip, .unclosedArray: true
    case .trailingBytes(_, _, let areZero): !areZero
    case .more(_, let loseRecords): loseRecords
    }
  }

  /// One sentence without a full stop, beginning with the file.
  package var description: String {
    switch reason {
    case .truncatedGzip(let layer, let offset):
      "\(file): the file ends inside gzip data\(place(layer, offset)); everything before was read"
    case .corruptGzip(let layer, let offset):
      "\(file): damaged gzip data\(place(layer, offset)); everything before was read"
    case .trailingBytes(let layer, let offset, areZero: true):
      "\(file): skipped zeros after a gzip member\(place(layer, offset))"
    case .trailingBytes(let layer, let offset, areZero: false):
      "\(file): ignored the bytes after the last gzip member\(place(layer, offset))"
    case .unclosedArray(let position):
      "\(file): the array that begins at \(position) has no closing bracket; its elements were read"
    case .more(let count, _): "\(file): \(count) more warnings like these"
    }
  }

  private func place(_ layer: Int, _ offset: Int64) -> String {
    " at byte \(offset)" + (layer == 1 ? "" : " of gzip layer \(layer)")
  }
}

/// Collects the warnings of one input.
final class WarningLog {
  /// How many warnings of an input are listed.
  ///
  /// Damage usually ends the reading. Only a file made for it has thousands, such as zeros between its gzip members.
  private static let listedMax = 20

  let file: String
  private var listed: [ExportWarning.Reason] = []
  private var unlisted = 0
  private var losesUnlisted = false

  init(file: String) {
    self.file = file
  }

  func add(_ reason: ExportWarning.Reason) {
    guard listed.count >= Self.listedMax else { return listed.append(reason) }
    unlisted += 1
    if ExportWarning(file: file, reason: reason).losesRecords { losesUnlisted = true }
  }

  var warnings: [ExportWarning] {
    let more = ExportWarning.Reason.more(unlisted, loseRecords: losesUnlisted)
    return (listed + (unlisted > 0 ? [more] : [])).map { ExportWarning(file: file, reason: $0) }
  }
}
