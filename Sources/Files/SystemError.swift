import Glibc

/// What a system call set `errno` to.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// That of the call just made.
  package static var current: SystemError { SystemError(number: errno) }

  /// The C library's words, such as `No such file or directory`.
  package var description: String { String(cString: strerror(number)) }
}
