/// Why an input, or the rest of it, cannot be read.
package struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the input, `-` for standard input.
  package let file: String
  package let reason: Reason

  package enum Reason: Hashable, Sendable {
    /// The path leads nowhere or must not be read, or reading failed.
    case cannotRead(SystemError)
    /// A socket or a device was named.
    case notAFile
    /// The name is not UTF-8 (shown with replacement characters).
    case nameNotUTF8
    /// Recognised, and not read by this version.
    case refused(RefusedFormat)
    /// Not recognised; the first bytes, escaped.
    case unknownFormat(beginning: String)
    /// gzip in gzip, deeper than any exporter makes it.
    case tooManyLayers
    /// Inflates to absurdly more than it is: a bomb.
    case inflatesTooFar(bytesIn: Int64, bytesOut: Int64)
    /// zlib could not start, for want of memory.
    case cannotInflate
  }

  package init(_ file: String, _ reason: Reason) {
    self.file = file
    self.reason = reason
  }

  /// One sentence without a full stop: file, reason, and the hint if there is one.
  package var description: String {
    "\(file): \(what)" + (hint.map { "; \($0)" } ?? "")
  }

  /// What to do about it; nil where the reason says it all.
  package var hint: String? {
    switch reason {
    case .notAFile: "name a file, a folder, or - for standard input"
    case .nameNotUTF8: "rename it"
    case .refused(let format):
      "this version reads CloudWatch Logs exports to S3 and bare events"
        + (format.hint.map { " (\($0))" } ?? "")
    case .unknownFormat:
      "this version reads CloudWatch Logs exports to S3 and bare events, gzipped or not"
    case .inflatesTooFar: "if it is genuine, inflate it first"
    case .tooManyLayers: "inflate it first"
    case .cannotRead, .cannotInflate: nil
    }
  }

  private var what: String {
    switch reason {
    case .cannotRead(let error): "cannot be read: \(error)"
    case .notAFile: "is a socket or a device"
    case .nameNotUTF8: "the name is not UTF-8"
    case .refused(let format): "is \(format.name)"
    case .unknownFormat(let beginning): "is of no known format; it begins with \"\(beginning)\""
    case .tooManyLayers: "is gzip inside gzip, more than \(GzipSource.layersMax) deep"
    case .inflatesTooFar(let bytesIn, let bytesOut):
      "inflates too far: \(bytesIn) bytes gave \(bytesOut) and there are more"
    case .cannotInflate: "cannot be inflated: zlib got no memory"
    }
  }
}
