import Glibc

/// What a system call set `errno` to.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  package let number: Int32

  static var current: SystemError { SystemError(number: errno) }

  /// The C library's words, such as `No such file or directory`.
  package var description: String { String(cString: strerror(number)) }
}
