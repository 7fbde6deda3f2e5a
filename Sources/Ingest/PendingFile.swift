import Exports

/// A file that has not been read yet.
struct PendingFile: Sendable {
  let file: ExportFile
  /// The copy of a stream that an earlier attempt kept.
  var copy: StreamCopy?
  /// The identity of the bytes, if an earlier attempt computed it.
  var identity: ContentIdentity?
  /// The fingerprint of the content, if an earlier attempt computed it.
  var contentFingerprint: FileFingerprint?
  /// Where the output of a damaged gzip member begins in the content; nil if there is none, or not known yet.
  var unverifiedFrom: Int64?

  init(_ file: ExportFile) {
    self.file = file
  }
}
