import JSON

/// Reads one input: decompresses it, recognizes its shape, and passes its records to a handler.
///
///     let reader = ExportReader(file)
///     let summary = try reader.read { record in
///       try archive.append(record.message, loggedAt: record.metadata.loggedAt)
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

  private let path: String
  let limits: Limits
  private let isStream: Bool
  private let digester: ContentDigester?
  private let open: () throws(ExportError) -> any ByteSource
  private var input: SourceBuffer?
  /// The input in any order; nil if it is a stream.
  private var file: (any SeekableBytes)?

  /// The format to read the content as; nil to recognize it.
  private var format: ExportShape?

  /// - Parameters:
  ///   - format: the format to read the content as; nil to recognize it.
  ///   - digests: whether to compute the identity of the bytes, which is needed for a stream, because it
  ///     cannot be read twice.
  ///   - copy: a copy that an earlier reader kept of a stream, to be read in its place.
  package convenience init(
    _ file: ExportFile, format: ExportShape? = nil, limits: Limits = Limits(),
    digests: Bool = false, copy: StreamCopy? = nil
  ) {
    self.init(file.path, limits: limits, digests: digests, isStream: file.isStream) {
      () throws(ExportError) in
      if let copy { return CopySource(copy, path: file.path) }
      let source = try FileSource(file)
      return file.isStream ? CopyingSource(source) : source
    }
    self.format = format
  }

  /// Reads bytes in memory, which must outlive the reader: what a record contains.
  package convenience init(bytes: UnsafeRawBufferPointer) {
    var limits = Limits()
    limits.bufferBytes = min(limits.bufferBytes, max(bytes.count, 4 << 10))
    self.init("", limits: limits, digests: false) { MemorySource(bytes) }
  }

  init(
    _ path: String, limits: Limits, digests: Bool, isStream: Bool = false,
    open: @escaping () throws(ExportError) -> any ByteSource
  ) {
    self.path = path
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
  /// - Parameter onMember: called before the records of each member of a tar or zip archive.
  package func read(
    onMember: (ContainerMember) throws -> Void = { _ in },
    _ handler: (ExportRecord) throws -> Void
  ) throws -> ReadSummary {
    precondition(input == nil, "an ExportReader reads once")
    let source = try open()
    let input = SourceBuffer(source, bufferBytes: limits.bufferBytes, digester: digester)
    self.input = input
    file = (source as? FileSource)?.seekable
    let progress = ReadProgress(path: path)
    try readContent(input, depth: 0, enclosing: nil, progress, onMember: onMember, handler)
    if digester != nil || input.bytesSeen > input.bytesIn { try input.drain() }
    return ReadSummary(
      shape: progress.shape, bytesRead: input.bytesIn, bytesOut: progress.position,
      records: progress.records, warnings: progress.warnings.warnings,
      identity: digester?.identity(),
      contentFingerprint: progress.fingerprinter.fingerprint(), unverified: progress.unverified,
      failures: progress.allFailures, copy: (source as? CopyingSource)?.copy)
  }

  /// Reads the records of the input or of a member, or the members of a container.
  ///
  /// - Parameters:
  ///   - depth: the number of containers that it is in.
  ///   - enclosing: receives the content if no layer of its own verifies it.
  func readContent(
    _ source: SourceBuffer, depth: Int, enclosing: UnsettledContent?, _ progress: ReadProgress,
    onMember: (ContainerMember) throws -> Void, _ handler: (ExportRecord) throws -> Void
  ) throws {
    let log = progress.log(for: progress.path)
    let (content, layer) = try decompressing(source, log)
    if let format = try ContainerFormat.next(in: content) {
      let container = try container(format, content, depth: depth, isPlain: layer == nil, log)
      return try readMembers(
        of: container, layer, enclosing: enclosing, progress, onMember: onMember, handler)
    }
    let start = progress.position
    try readRecords(content, progress, log, handler)
    if let from = layer?.unverifiedFrom {
      progress.add(unverified: [start + from..<max(start + from, progress.position)])
    } else if layer == nil {
      enclosing?.add(start..<progress.position)
    }
  }

  /// Prepares a container for reading.
  ///
  /// The directory of zip archives is at their end, so they need a file.
  private func container(
    _ format: ContainerFormat, _ content: SourceBuffer, depth: Int, isPlain: Bool, _ log: WarningLog
  ) throws(ExportError) -> OpenContainer {
    guard let input else { preconditionFailure("a container is read from the input") }
    if depth == ContainerFormat.depthMax { throw ExportError(log.file, .tooManyContainers) }
    let bytes: ContainerInput
    if format == .tar {
      bytes = ContainerInput(content, path: log.file)
    } else if depth == 0, isPlain, let file {
      input.note(bytesElsewhere: file.byteCount)
      bytes = ContainerInput(file, path: log.file)
    } else {
      bytes = ContainerInput(try SeekableCopy(content, path: log.file), path: log.file)
    }
    return OpenContainer(
      format: format, input: bytes, depth: depth, bound: ExpansionBound(of: input, path: log.file))
  }

  private func readRecords(
    _ content: SourceBuffer, _ progress: ReadProgress, _ log: WarningLog,
    _ handler: (ExportRecord) throws -> Void
  ) throws {
    var window = ContentWindow(
      content, chunkBytes: limits.bufferBytes, offset: progress.position,
      fingerprinter: progress.fingerprinter)
    let shape = try recognize(&window, path: log.file)
    let counts =
      switch shape {
      case .s3Export:
        try deliver(S3ExportFramer(window, recordBytesMax: limits.recordBytesMax), handler)
      case .bareEvents:
        try deliver(
          BareEventFramer(window, recordBytesMax: limits.recordBytesMax, log: log), handler)
      case .tail, .saw, .cw, .awslogs:
        try deliver(
          PrefixedLineFramer(window, recordBytesMax: limits.recordBytesMax), handler)
      case .cliText:
        try deliver(CLITextFramer(window, recordBytesMax: limits.recordBytesMax), handler)
      case .insightsText:
        try deliver(
          InsightsTextFramer(window, recordBytesMax: limits.recordBytesMax, log: log), handler)
      case .csv:
        try deliver(CSVFramer(window, recordBytesMax: limits.recordBytesMax), handler)
      case .empty where isStream && !progress.isMember: throw ExportError(path, .emptyStream)
      case .writeTest, .empty: (records: 0, bytesOut: window.bytesOut)
      }
    progress.records += counts.records
    progress.position = counts.bytesOut
    if !progress.isMember { progress.shape = shape }
  }

  /// The content, which is the input without its layers of compression, and the innermost layer.
  ///
  /// Only the innermost layer tells which content is sound: damage to an outer layer damages or ends the inner one.
  private func decompressing(
    _ source: SourceBuffer, _ log: WarningLog
  ) throws(ExportError) -> (SourceBuffer, CompressedSource?) {
    guard let input else { preconditionFailure("layers are read from the input") }
    var content = source
    var innermost: CompressedSource?
    var layer = 0
    while let format = try Compression.next(in: content) {
      layer += 1
      if layer > Compression.layersMax { throw ExportError(log.file, .tooManyLayers) }
      let decompressed = try CompressedSource(
        format, content, file: input, layer: layer, log: log)
      content = SourceBuffer(decompressed, bufferBytes: limits.bufferBytes)
      innermost = decompressed
    }
    return (content, innermost)
  }

  /// How much of an unrecognized file the error shows.
  private static let shownBytesMax = 12

  private func recognize(
    _ window: inout ContentWindow, path: String
  ) throws(ExportError) -> ExportShape {
    _ = try window.require(Recognition.bytesMax)
    if window.bytes.starts(with: [0xef, 0xbb, 0xbf]) { window.drop(3) }
    if let format { return format }
    let start = try firstMeaningful(&window, path: path)
    let bytes = window.bytes
    switch Recognition(bytes[from: 0, to: min(bytes.count, start + Recognition.bytesMax)]) {
    case .shape(let shape): return shape
    case .refused(let format): throw ExportError(path, .refused(format))
    case .unknown:
      let beginning = bytes[from: 0, to: min(bytes.count, Self.shownBytesMax)].escaped
      throw ExportError(path, .unknownFormat(beginning: beginning))
    }
  }

  /// The position of the first byte that is not white space; the end of the content if there is none.
  ///
  /// A file with records must not be mistaken for an empty one, however much white space comes first.
  private func firstMeaningful(
    _ window: inout ContentWindow, path: String
  ) throws(ExportError) -> Int {
    var searched = 0
    while true {
      let bytes = window.bytes
      if let start = bytes[from: searched, to: bytes.count].firstIndex(where: { !$0.isJSONSpace }) {
        _ = try window.require(searched + start + Recognition.bytesMax)
        return searched + start
      }
      searched = bytes.count
      guard searched <= limits.recordBytesMax else {
        throw ExportError(path, .onlyWhiteSpace)
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
  /// How the input is laid out; nil for a tar or zip archive.
  package let shape: ExportShape?
  /// The size of the input as it is, compressed or not.
  package let bytesRead: Int64
  /// The size of the content, unpacked; of an archive, of all its members.
  package let bytesOut: Int64
  /// The number of records, including flawed ones.
  package let records: Int
  package var warnings: [ExportWarning]
  /// The identity of the whole input, if it was asked for.
  package let identity: ContentIdentity?
  /// The fingerprint of the content as far as it could be inflated.
  package let contentFingerprint: FileFingerprint
  /// The content that comes from damaged members of compressed data or of archives.
  package let unverified: [Range<Int64>]
  /// The members of a tar or zip archive that could not be read.
  package let failures: [ExportError]
  /// A copy of a compressed stream, so that it can be read again.
  package let copy: StreamCopy?
}
