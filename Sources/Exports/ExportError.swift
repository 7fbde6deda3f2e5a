package import Files
import Glibc

/// Why an input, or the rest of it, cannot be read.
package struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the input, `-` for standard input.
  package let file: String
  package let reason: Reason

  package enum Reason: Hashable, Sendable {
    /// The path leads nowhere or must not be read, or reading failed.
    case cannotRead(SystemError)
    /// A folder was named in which there is no file.
    case emptyFolder
    /// A stream ended before its first byte.
    case emptyStream
    /// A socket or a device was named.
    case notAFile
    /// The name is not UTF-8 (shown with replacement characters).
    case nameNotUTF8
    /// Recognized, and not read by this version.
    case refused(RefusedFormat)
    /// Not recognized; the first bytes, escaped.
    case unknownFormat(beginning: String)
    /// gzip in gzip, deeper than any exporter makes it.
    case tooManyLayers
    /// Inflates to absurdly more than it is: a bomb.
    case inflatesTooFar(bytesIn: Int64, bytesOut: Int64)
    /// zlib could not start: out of memory.
    case cannotInflate
    /// A stream of damaged gzip data of which no copy could be kept.
    case cannotReread
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
    case .emptyStream: "check that the command that writes to it has not failed"
    case .emptyFolder: "check the prefix, and that the download has finished"
    case .notAFile: "name a file, a folder, or - for standard input"
    case .nameNotUTF8: "rename it"
    case .refused(let format):
      "this version reads CloudWatch Logs exports to S3 and bare events"
        + (format.hint.map { " (\($0))" } ?? "")
    case .unknownFormat:
      "this version reads CloudWatch Logs exports to S3 and bare events, gzipped or not"
    case .inflatesTooFar: "if it is genuine, inflate it first"
    case .tooManyLayers: "inflate it first"
    case .cannotReread:
      "store it in a file and ingest that, or let TMPDIR name a folder with room for a copy"
    case .cannotRead(let error): error.number == ENOENT ? Self.advice(forMissing: file) : nil
    case .cannotInflate: nil
    }
  }

  private var what: String {
    switch reason {
    case .cannotRead(let error): "cannot be read: \(error)"
    case .emptyStream: "nothing was written to it"
    case .emptyFolder: "there is no file in this folder"
    case .notAFile: "is a socket or a device"
    case .nameNotUTF8: "the name is not UTF-8"
    case .refused(let format): "is \(format.name)"
    case .unknownFormat(let beginning): "is of no known format; it begins with \"\(beginning)\""
    case .tooManyLayers: "is gzip inside gzip, more than \(GzipSource.layersMax) deep"
    case .inflatesTooFar(let bytesIn, let bytesOut):
      "inflates too far: \(bytesIn) bytes gave \(bytesOut) and there are more"
    case .cannotInflate: "cannot be inflated: zlib got no memory"
    case .cannotReread:
      "damaged gzip data, and there was no room for a copy to read it again; nothing was taken from it"
    }
  }

  /// What to do where nothing is at a path: it may be an address, or misspelt.
  private static func advice(forMissing path: String) -> String {
    if path.hasPrefix("s3://") {
      return "only local files are read: aws s3 sync \(path) exports/ && ecs-stops ingest exports/"
    }
    if path.contains("://") || path.hasPrefix("arn:") {
      return "only local files are read; download it first"
    }
    return "check the spelling of the path"
  }
}
