/// A problem with an input that did not prevent reading the rest of it.
package struct ExportWarning: Hashable, Sendable, CustomStringConvertible {
  /// The path of the input, `-` for standard input.
  package let file: String
  package let reason: Reason

  package init(file: String, reason: Reason) {
    self.file = file
    self.reason = reason
  }

  /// Offsets count from 0 in the compressed bytes of the layer; layer 1 is the file itself.
  package enum Reason: Hashable, Sendable {
    /// The file ends inside a member of compressed data.
    case truncated(Compression, layer: Int, offset: Int64)
    /// A member cannot be decompressed, or its checksum is wrong.
    case corrupt(Compression, layer: Int, offset: Int64)
    /// Bytes after the last member that are not compressed alike, or zeros between members.
    case trailingBytes(Compression, layer: Int, offset: Int64, areZero: Bool)
    /// A tar or zip archive that ends before its last member does, or before its directory.
    case truncatedContainer(ContainerFormat)
    /// A tar or zip archive that cannot be read further, and why.
    case damagedContainer(ContainerFormat, String)
    /// A member of a tar or zip archive whose data or checksum is wrong, and why.
    case damagedMember(String)
    /// A JSON array without a closing bracket.
    case unclosedArray(SourcePosition)
    /// Results of a Logs Insights query that had not ended well, and its status.
    case unfinishedQuery(status: String)
    /// There were more warnings than are listed; whether one of them says that records are lost.
    case more(Int, loseRecords: Bool)
  }

  /// Whether records may be missing: the input is damaged, not merely untidy.
  package var losesRecords: Bool {
    switch reason {
    case .truncated, .corrupt, .truncatedContainer, .damagedContainer, .damagedMember,
      .unclosedArray:
      true
    case .trailingBytes(_, _, _, let areZero): !areZero
    case .unfinishedQuery: false
    case .more(_, let loseRecords): loseRecords
    }
  }

  /// One sentence without a full stop, beginning with the file.
  package var description: String {
    switch reason {
    case .truncated(let format, let layer, let offset):
      "\(file): the file ends inside \(format.rawValue) data\(place(format, layer, offset));"
        + " everything before was read"
    case .corrupt(let format, let layer, let offset):
      "\(file): damaged \(format.rawValue) data\(place(format, layer, offset));"
        + " everything before was read"
    case .trailingBytes(let format, let layer, let offset, areZero: true):
      "\(file): skipped zeros after a \(format.rawValue) \(format.memberName)"
        + place(format, layer, offset)
    case .trailingBytes(let format, let layer, let offset, areZero: false):
      "\(file): ignored the bytes after the last \(format.rawValue) \(format.memberName)"
        + place(format, layer, offset)
    case .truncatedContainer(let format):
      "\(file): the \(format.rawValue) archive is cut short; the members before were read"
    case .damagedContainer(let format, let reason):
      "\(file): damaged \(format.rawValue) archive (\(reason)); the members before were read"
    case .damagedMember(let reason):
      "\(file): damaged (\(reason)); everything before was read"
    case .unclosedArray(let position):
      "\(file): the array that begins at \(position) has no closing bracket; its elements were read"
    case .unfinishedQuery(let status):
      "\(file): the Logs Insights query has the status \(status), so its results may be incomplete;"
        + " run it again"
    case .more(let count, _): "\(file): \(count) more warnings like these"
    }
  }

  private func place(_ format: Compression, _ layer: Int, _ offset: Int64) -> String {
    " at byte \(offset)" + (layer == 1 ? "" : " of \(format.rawValue) layer \(layer)")
  }
}

/// Collects the warnings of one input.
final class WarningLog {
  /// How many warnings of an input are listed.
  ///
  /// Damage usually ends the reading. Only a file made for it has thousands, such as zeros between its gzip members.
  private static let listedMax = 20

  let file: String
  /// The log of the container that the file is a member of.
  private let parent: WarningLog?
  private var listed: [ExportWarning] = []
  private var unlisted = 0
  private var losesUnlisted = false

  init(file: String, parent: WarningLog? = nil) {
    self.file = file
    self.parent = parent
  }

  func add(_ reason: ExportWarning.Reason) {
    add(ExportWarning(file: file, reason: reason))
  }

  private func add(_ warning: ExportWarning) {
    if let parent { return parent.add(warning) }
    guard listed.count >= Self.listedMax else { return listed.append(warning) }
    unlisted += 1
    if warning.losesRecords { losesUnlisted = true }
  }

  var warnings: [ExportWarning] {
    if unlisted == 0 { return listed }
    let more = ExportWarning.Reason.more(unlisted, loseRecords: losesUnlisted)
    return listed + [ExportWarning(file: file, reason: more)]
  }
}
