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
    /// A symbolic link to what does not exist.
    case brokenLink(to: String)
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
    /// Compressed several times over, more often than any exporter does.
    case tooManyLayers
    /// Archives within archives, nested more deeply than `ContainerFormat.depthMax`.
    case tooManyContainers
    /// A member of a zip archive that needs a password.
    case encrypted
    /// A member of a tar or zip archive of which nothing can be unpacked, and why.
    case cannotUnpack(String)
    /// So many more members of an archive could not be read, for reasons like those listed.
    case moreMembers(Int)
    /// A zip archive that is not a file must be copied to one, and there is no space.
    case cannotCopy(SystemError)
    /// A zip archive that is not a file, and is too large to be copied to one.
    case tooLargeToCopy
    /// The data inflates to an implausible size: a decompression bomb.
    case inflatesTooFar(bytesIn: Int64, bytesOut: Int64)
    /// Decompressing it needs a window larger than `Compression.windowBytesMax`.
    case windowTooLarge(Compression)
    /// It was compressed with a dictionary, without which it cannot be decompressed.
    case needsDictionary(Compression)
    /// The library that decompresses it could not allocate memory.
    case outOfMemory(Compression)
    /// A stream of damaged compressed data that cannot be read a second time, because no copy could be kept.
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
  package var description: String { "\(file): \(message)" }

  /// The same without the file.
  package var message: String { what + (hint.map { "; \($0)" } ?? "") }

  /// What to do about it; nil if the reason says enough.
  package var hint: String? {
    switch reason {
    case .emptyStream: "check whether the command that writes to it failed"
    case .emptyFolder: "check the prefix, and that the download has finished"
    case .notAFile: "name a file, a folder, or - for standard input"
    case .nameNotUTF8: "rename the file"
    case .refused(let format): format.hint
    case .unknownFormat, .onlyWhiteSpace: nil
    case .inflatesTooFar: "if it is genuine, decompress it first"
    case .tooManyLayers: "decompress it first"
    case .windowTooLarge(.zstd): "decompress it first with zstd -d --long=31"
    case .windowTooLarge(let format): "decompress it first with \(format.rawValue) -d"
    case .needsDictionary(let format):
      "decompress it first with \(format.rawValue) -d -D and the dictionary"
    case .changedWhileRead: "ingest it again when nothing writes to it"
    case .noWriter: "start the program that writes to it first"
    case .cannotReread:
      "save it to a file and ingest that, or set TMPDIR to a folder with enough free space"
    case .cannotRead(let error): error.number == ENOENT ? Self.advice(forMissing: file) : nil
    case .tooManyContainers, .cannotUnpack, .tooLargeToCopy: "unpack it first"
    case .encrypted: "unpack it first, with its password"
    case .cannotCopy: "save it to a file and ingest that"
    case .brokenLink, .outOfMemory, .moreMembers: nil
    }
  }

  /// The reason alone, without what the file contains, for a record of it that outlives the file.
  package var kept: String {
    if case .unknownFormat = reason { "unrecognized format" } else { what }
  }

  private var what: String {
    switch reason {
    case .cannotRead(let error): "cannot be read: \(error)"
    case .brokenLink(let target): "is a link to \(target), which does not exist"
    case .emptyStream: "nothing was written to it"
    case .emptyFolder: "the folder contains no files"
    case .notAFile: "is a socket or a device"
    case .nameNotUTF8: "the name of the file is not valid UTF-8"
    case .refused(let format): "is \(format.name)"
    case .unknownFormat(let beginning): "unrecognized format; it begins with \"\(beginning)\""
    case .onlyWhiteSpace: "contains only white space"
    case .tooManyLayers: "is compressed more than \(Compression.layersMax) times over"
    case .tooManyContainers:
      "is an archive within archives, nested more than \(ContainerFormat.depthMax) deep"
    case .encrypted: "is encrypted"
    case .cannotUnpack(let reason): "cannot be unpacked: \(reason)"
    case .moreMembers(let count): "\(count) more members could not be read"
    case .cannotCopy(let error): "cannot be copied to a temporary file, which zip needs: \(error)"
    case .tooLargeToCopy:
      "is larger than \(SeekableCopy.bytesMax >> 30) GiB, too large for the temporary file that zip needs"
    case .windowTooLarge(let format):
      "is compressed with \(format.rawValue) and needs more than"
        + " \(Compression.windowBytesMax >> 20) MiB to decompress"
    case .needsDictionary(let format): "is compressed with \(format.rawValue) and a dictionary"
    case .inflatesTooFar(let bytesIn, let bytesOut):
      "expands to more than \(ExpansionBound.ratioMax) times its size"
        + " (\(bytesIn) bytes to over \(bytesOut / 1_000_000) MB)"
    case .outOfMemory(let format): "cannot be decompressed: \(format.rawValue) is out of memory"
    case .cannotReread:
      "damaged compressed data, and no space for the copy that would allow reading it again; nothing was imported from it"
    case .changedWhileRead: "changed while it was being read; nothing was imported from it"
    case .noWriter:
      "is a pipe that no program opened for writing within \(FileSource.writerWaitSeconds) s"
    }
  }

  /// Whether the file is not in any format that is read, so that a list of those helps.
  package var isUnrecognized: Bool {
    switch reason {
    case .refused(let format): format.hint == nil
    case .unknownFormat, .onlyWhiteSpace: true
    default: false
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
