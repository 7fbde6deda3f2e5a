import Exports

/// A file that is still to be read.
struct PendingFile: Sendable {
  let file: ExportFile
  /// What an earlier reading kept of a stream.
  var copy: StreamCopy?
  /// The bytes' identity, where an earlier reading worked it out.
  var identity: ContentIdentity?
  /// Of the content, as an earlier reading found it.
  var contentFingerprint: FileFingerprint?
  /// Where in the content begins what a damaged gzip member gave; nil if that is not so, or not known yet.
  var unverifiedFrom: Int64?

  init(_ file: ExportFile) {
    self.file = file
  }
}
