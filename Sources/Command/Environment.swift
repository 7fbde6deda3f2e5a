import Glibc

/// The variables of the environment.
enum Environment {
  /// The value of a variable; nil if it is not set, or empty, which counts as not set.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
