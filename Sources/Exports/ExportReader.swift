import JSON

/// Reads one input: inflates it, recognizes its shape, and passes its records to a handler.
///
///     let reader = ExportReader(file)
///     let summary = try reader.read { record in
///       try archive.append(record.message, loggedAt: record.loggedAt)
///     }
///
/// Memory stays bounded whatever the input's size: two buffers, and room for the longest record.
package final class ExportReader {
  /// Limits of the memory used.
  package struct Limits: Sendable {
    /// The number of bytes read, and inflated, at a time: small enough to stay in the processor's cache.
    package var bufferBytes = 256 << 10
    /// Of longer records only the beginning is returned, with a flaw; CloudWatch Logs accepts 1 MB at
    /// most.
    package var recordBytesMax = 16 << 20

    package init() {}
  }

  private let file: String
  private let limits: Limits
  private let isStream: Bool
  private let digester: ContentDigester?
  private let open: () throws(ExportError) -> any ByteSource
  private var input: SourceBuffer?

  /// - Parameters:
  ///   - digests: whether to compute the identity of the bytes, which is needed for a stream, because it
  ///     cannot be read twice.
  ///   - copy: a copy that an earlier reader kept of a stream, to be read in its place.
  package convenience init(
    _ file: ExportFile, limits: Limits = Limits(), digests: Bool = false, copy: StreamCopy? = nil
  ) {
    self.init(file.path, limits: limits, digests: digests, isStream: file.isStream) {
      () throws(ExportError) in
      if let copy { return CopySource(copy, path: file.path) }
      let source = try FileSource(file)
      return file.isStream ? CopyingSource(source) : source
    }
  }

  init(
    _ file: String, limits: Limits, digests: Bool, isStream: Bool = false,
    open: @escaping () throws(ExportError) -> any ByteSource
  ) {
    self.file = file
    self.limits = limits
    self.isStream = isStream
    digester = digests ? ContentDigester() : nil
    self.open = open
  }

  /// The number of bytes of the input read so far; the handler may use it to show progress.
  package var bytesRead: Int64 { input?.bytesIn ?? 0 }

  /// Reads all records; may be called once.
  ///
  /// - Throws: `ExportError` if the input cannot be read or has an unsupported format, and any error that the
  ///   handler throws, which ends the reading.
  package func read(_ handler: (ExportRecord) throws -> Void) throws -> ReadSummary {
    precondition(input == nil, "an ExportReader reads once")
    let source = try open()
    let input = SourceBuffer(source, bufferBytes: limits.bufferBytes, digester: digester)
    self.input = input
    let log = WarningLog(file: file)
    let (content, gzip) = try inflating(input, log)
    let fingerprinter = Fingerprinter()
    var window = ContentWindow(
      content, chunkBytes: limits.bufferBytes, fingerprinter: fingerprinter)
    let shape = try recognize(&window)
    let counts =
      switch shape {
      case .s3Export:
        try deliver(S3ExportFramer(window, recordBytesMax: limits.recordBytesMax), handler)
      case .bareEvents:
        try deliver(
          BareEventFramer(window, recordBytesMax: limits.recordBytesMax, log: log), handler)
      case .empty where isStream: throw ExportError(file, .emptyStream)
      case .writeTest, .empty: (records: 0, bytesOut: window.bytesOut)
      }
    if digester != nil { try input.drain() }
    return ReadSummary(
      shape: shape, bytesRead: input.bytesIn, bytesOut: counts.bytesOut, records: counts.records,
      warnings: log.warnings, identity: digester?.identity(),
      contentFingerprint: fingerprinter.fingerprint(), unverifiedFrom: gzip?.unverifiedFrom,
      copy: (source as? CopyingSource)?.copy)
  }

  /// The content, which is the input without its layers of gzip, and the innermost layer.
  ///
  /// Only the innermost layer tells which content is sound: damage to an outer layer damages or ends the inner one.
  private func inflating(
    _ input: SourceBuffer, _ log: WarningLog
  ) throws(ExportError) -> (any ByteSource, GzipSource?) {
    var content = input
    var gzip: GzipSource?
    var layer = 0
    while try GzipSource.begins(content) {
      layer += 1
      if layer > GzipSource.layersMax { throw ExportError(file, .tooManyLayers) }
      let inflated = try GzipSource(content, file: input, layer: layer, log: log)
      content = SourceBuffer(inflated, bufferBytes: limits.bufferBytes)
      gzip = inflated
    }
    return (content, gzip)
  }

  /// How much of an unrecognized file the error shows.
  private static let shownBytesMax = 12

  private func recognize(_ window: inout ContentWindow) throws(ExportError) -> ExportShape {
    _ = try window.require(Recognition.bytesMax)
    if window.bytes.starts(with: [0xef, 0xbb, 0xbf]) { window.drop(3) }
    let start = try firstMeaningful(&window)
    let bytes = window.bytes
    switch Recognition(bytes[from: 0, to: min(bytes.count, start + Recognition.bytesMax)]) {
    case .shape(let shape): return shape
    case .refused(let format): throw ExportError(file, .refused(format))
    case .unknown:
      let beginning = bytes[from: 0, to: min(bytes.count, Self.shownBytesMax)].escaped
      throw ExportError(file, .unknownFormat(beginning: beginning))
    }
  }

  /// The position of the first byte that is not white space; the end of the content if there is none.
  ///
  /// A file with records must not be mistaken for an empty one, however much white space comes first.
  private func firstMeaningful(_ window: inout ContentWindow) throws(ExportError) -> Int {
    var searched = 0
    while true {
      let bytes = window.bytes
      if let start = bytes[from: searched, to: bytes.count].firstIndex(where: { !$0.isJSONSpace }) {
        _ = try window.require(searched + start + Recognition.bytesMax)
        return searched + start
      }
      searched = bytes.count
      guard searched <= limits.recordBytesMax else {
        throw ExportError(file, .onlyWhiteSpace)
      }
      guard try window.require(searched + 1) else { return searched }
    }
  }

  private func deliver<Framer: RecordFramer & ~Copyable>(
    _ framer: consuming Framer, _ handler: (ExportRecord) throws -> Void
  ) throws -> (records: Int, bytesOut: Int64) {
    var framer = framer
    var records = 0
    while let record = try framer.next() {
      records += 1
      try handler(record)
    }
    return (records, framer.bytesOut)
  }
}

/// The result of reading one input.
package struct ReadSummary: Sendable {
  package let shape: ExportShape
  /// The size of the input as it is, compressed or not.
  package let bytesRead: Int64
  /// The size of the inflated content.
  package let bytesOut: Int64
  /// The number of records, including flawed ones.
  package let records: Int
  package let warnings: [ExportWarning]
  /// The identity of the whole input, if it was asked for.
  package let identity: ContentIdentity?
  /// The fingerprint of the content as far as it could be inflated.
  package let contentFingerprint: FileFingerprint
  /// The byte of the content where the output of a damaged or truncated gzip member begins; nil if all members are sound.
  package let unverifiedFrom: Int64?
  /// A copy of a compressed stream, so that it can be read again.
  package let copy: StreamCopy?
}
