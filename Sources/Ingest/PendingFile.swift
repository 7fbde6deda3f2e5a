import Exports

/// A file that has not been read yet.
struct PendingFile: Sendable {
  let file: ExportFile
  /// The format to read it as; nil to recognize it.
  let format: ExportShape?
  /// The copy of a stream that an earlier attempt kept.
  var copy: StreamCopy?
  /// The identity of the bytes, if an earlier attempt computed it.
  var identity: ContentIdentity?
  /// The fingerprint of the content, if an earlier attempt computed it.
  var contentFingerprint: FileFingerprint?
  /// The content that comes from damaged members; empty if there is none, or not known yet.
  var unverified: [Range<Int64>] = []

  init(_ file: ExportFile, _ format: ExportShape?) {
    self.file = file
    self.format = format
  }
}
