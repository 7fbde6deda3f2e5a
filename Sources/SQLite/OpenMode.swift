import CSQLite
import CUnchangedVFS

/// How a database file is opened.
package enum OpenMode: Sendable {
  /// Reads only; the file must exist. In WAL mode missing files next to it are created.
  case readOnly
  /// Reads only and creates no file: in WAL mode the files next to it must exist.
  case readOnlyShared
  /// Reads only the file itself, without locks and without its WAL: correct as long as the WAL is empty.
  ///
  /// Once the file has changed, reading fails with an error whose `isOfChangedFile` is true.
  case readOnlyUnchanged
  /// Reads and writes; the file must exist.
  case readWrite
  /// Reads and writes; a missing file is created.
  case create

  var flags: Int32 {
    switch self {
    case .readOnly, .readOnlyShared, .readOnlyUnchanged: SQLITE_OPEN_READONLY
    case .readWrite: SQLITE_OPEN_READWRITE
    case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
  }

  /// The parameters of a URI for this mode.
  fileprivate var parameters: String {
    switch self {
    case .readOnly: "mode=ro"
    case .readOnlyShared: "mode=ro&readonly_shm=1"
    case .readOnlyUnchanged: "mode=ro&vfs=\(Self.unchangedVFS)"
    case .readWrite: "mode=rw"
    case .create: "mode=rwc"
    }
  }

  /// Registered with SQLite on first use; opening with an unknown name is an error.
  private static let unchangedVFS: String = {
    unchanged_vfs_register()
    return UNCHANGED_VFS_NAME
  }()
}

/// A path and a mode as SQLite's URI, in which every byte of the path is literal.
///
/// Whether SQLite reads a name as a URI depends on how it was built, and `:memory:` is special to it either way; this
/// URI is always read in the same way, also by ATTACH.
package struct DatabaseURI {
  package let text: String

  package init(path: String, mode: OpenMode) {
    var text = path.utf8.first == UInt8(ascii: "/") ? "file://" : "file:./"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
      }
    }
    self.text = text + "?" + mode.parameters
  }
}
