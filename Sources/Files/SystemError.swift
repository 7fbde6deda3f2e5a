import Glibc

/// The `errno` of a failed system call.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// The error of the last system call.
  package static var current: SystemError { SystemError(number: errno) }

  /// The C library's message, such as `No such file or directory`.
  package var description: String { String(cString: strerror(number)) }
}
