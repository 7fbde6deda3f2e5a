/// What reading one input has given so far: records of the file itself, or of all members of a container.
///
/// Positions and fingerprints count the content of all members, one after another.
final class ReadProgress {
  /// How many members that could not be read are listed; a zip archive of something else may have thousands.
  static let failuresMax = 20

  /// What is being read: the path of the input, and that of a member within it.
  var path: String
  var isMember = false
  let warnings: WarningLog
  let fingerprinter = Fingerprinter()

  /// How the input is laid out; nil for a container.
  var shape: ExportShape?
  var records = 0
  /// The number of bytes of content so far.
  var position: Int64 = 0
  /// The content that comes from damaged members of compressed data.
  private(set) var unverified: [Range<Int64>] = []
  private var failures: [ExportError] = []
  private var failureCount = 0

  init(path: String) {
    self.path = path
    warnings = WarningLog(file: path)
  }

  /// A log of warnings that name a path: that of the input, or of a member.
  func log(for path: String) -> WarningLog {
    path == warnings.file ? warnings : WarningLog(file: path, parent: warnings)
  }

  func add(unverified ranges: [Range<Int64>]) {
    unverified += ranges.filter { !$0.isEmpty }
  }

  /// Notes a member that cannot be read.
  func add(failure: ExportError) {
    failureCount += 1
    if failures.count < Self.failuresMax { failures.append(failure) }
  }

  /// The members that could not be read; the last one may stand for many.
  var allFailures: [ExportError] {
    let rest = failureCount - failures.count
    return rest == 0 ? failures : failures + [ExportError(warnings.file, .moreMembers(rest))]
  }
}

/// Content whose soundness shows only at the end of the layer that it is in.
final class UnsettledContent {
  private(set) var ranges: [Range<Int64>] = []

  func add(_ range: Range<Int64>) {
    if let last = ranges.last, last.upperBound == range.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
    } else {
      ranges.append(range)
    }
  }

  /// All of it proved to be sound.
  func settle() {
    ranges = []
  }
}
