package import Files
import Glibc

/// Why an input, or the rest of one, cannot be read.
package struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the input, `-` for standard input.
  package let file: String
  package let reason: Reason

  package enum Reason: Hashable, Sendable {
    /// The file does not exist, may not be read, or reading it failed.
    case cannotRead(SystemError)
    /// A folder that was named contains no file.
    case emptyFolder
    /// A stream ended before its first byte.
    case emptyStream
    /// A socket or a device was named.
    case notAFile
    /// The name is not UTF-8 (shown with replacement characters).
    case nameNotUTF8
    /// The format is recognized, but this version does not read it.
    case refused(RefusedFormat)
    /// The format is not recognized; the first bytes, escaped.
    case unknownFormat(beginning: String)
    /// The input has no other bytes than white space, up to the limit for one record.
    case onlyWhiteSpace
    /// gzip within gzip, nested more deeply than any exporter does.
    case tooManyLayers
    /// The data inflates to an implausible size: a decompression bomb.
    case inflatesTooFar(bytesIn: Int64, bytesOut: Int64)
    /// zlib could not allocate memory.
    case cannotInflate
    /// A stream of damaged gzip data that cannot be read a second time, because no copy could be kept.
    case cannotReread
    /// Other bytes were read than when the file was identified: it was changed or replaced meanwhile.
    case changedWhileRead
    /// A pipe that no program has open for writing.
    case noWriter
  }

  package init(_ file: String, _ reason: Reason) {
    self.file = file
    self.reason = reason
  }

  /// One sentence without a full stop: file, reason, and the hint if there is one.
  package var description: String {
    "\(file): \(what)" + (hint.map { "; \($0)" } ?? "")
  }

  /// What to do about it; nil if the reason says enough.
  package var hint: String? {
    switch reason {
    case .emptyStream: "check whether the command that writes to it failed"
    case .emptyFolder: "check the prefix, and that the download has finished"
    case .notAFile: "name a file, a folder, or - for standard input"
    case .nameNotUTF8: "rename the file"
    case .refused(let format):
      "this version reads CloudWatch Logs exports to S3 and bare events"
        + (format.hint.map { " (\($0))" } ?? "")
    case .unknownFormat, .onlyWhiteSpace:
      "this version reads CloudWatch Logs exports to S3 and bare events, gzipped or not"
    case .inflatesTooFar: "if it is genuine, inflate it first"
    case .tooManyLayers: "inflate it first"
    case .changedWhileRead: "ingest it again when nothing writes to it"
    case .noWriter: "start the program that writes to it first"
    case .cannotReread:
      "save it to a file and ingest that, or set TMPDIR to a folder with enough free space"
    case .cannotRead(let error): error.number == ENOENT ? Self.advice(forMissing: file) : nil
    case .cannotInflate: nil
    }
  }

  private var what: String {
    switch reason {
    case .cannotRead(let error): "cannot be read: \(error)"
    case .emptyStream: "nothing was written to it"
    case .emptyFolder: "the folder contains no files"
    case .notAFile: "is a socket or a device"
    case .nameNotUTF8: "the name of the file is not valid UTF-8"
    case .refused(let format): "is \(format.name)"
    case .unknownFormat(let beginning): "unrecognized format; it begins with \"\(beginning)\""
    case .onlyWhiteSpace: "contains only white space"
    case .tooManyLayers: "is gzip within gzip, nested more than \(GzipSource.layersMax) deep"
    case .inflatesTooFar(let bytesIn, let bytesOut):
      "inflates to an implausible size: \(bytesIn) bytes gave \(bytesOut), and there are more"
    case .cannotInflate: "cannot be inflated: zlib is out of memory"
    case .cannotReread:
      "damaged gzip data, and no space for the copy that would allow reading it again; nothing was imported from it"
    case .changedWhileRead: "changed while it was being read; nothing was imported from it"
    case .noWriter:
      "is a pipe that no program opened for writing within \(FileSource.writerWaitSeconds) s"
    }
  }

  /// What to do about a path that does not exist: it may be a URL, or misspelled.
  private static func advice(forMissing path: String) -> String {
    if path.hasPrefix("s3://") {
      return
        "ecs-stops reads local files only: aws s3 sync \(path) exports/ && ecs-stops ingest exports/"
    }
    if path.contains("://") || path.hasPrefix("arn:") {
      return "ecs-stops reads local files only; download it first"
    }
    return "check the spelling of the path"
  }
}
