/// The permissions of what is created, whatever the umask: events may hold secrets, so they are their owner's alone.
///
/// What exists keeps its permissions.
package enum PrivateMode {
  package static let file: UInt32 = 0o600
  package static let folder: UInt32 = 0o700
}
