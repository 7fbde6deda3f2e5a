import Glibc
import Synchronization

/// The file that is there now under another name until it is complete; a command writes one at a time.
///
/// Whoever ends the process deletes it, a handler of signals too: there is no lock, and the name is C's.
enum UnfinishedFile {
  /// The address of the name, or 0.
  private static let name = Atomic<UInt>(0)

  /// Remembers the file before it is made.
  static func begin(_ path: String) {
    // Kept for ever: a handler may hold it.
    name.store(UInt(bitPattern: strdup(path)), ordering: .releasing)
  }

  /// Forgets the file, which has its own name now.
  static func end() { name.store(0, ordering: .releasing) }

  /// Deletes the file if it is there.
  static func discard() {
    let address = name.exchange(0, ordering: .acquiringAndReleasing)
    if let path = UnsafePointer<CChar>(bitPattern: address) { unlink(path) }
  }
}
