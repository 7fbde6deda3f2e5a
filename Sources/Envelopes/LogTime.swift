import Exports
import JSON

extension LogTime {
  /// Milliseconds since 1970; nil for anything that is no time.
  static func milliseconds(_ value: JSONPlace) -> Int64? {
    switch value.kind {
    case .number: milliseconds(number: value.bytes)
    case .string: value.text.flatMap { milliseconds(text: $0) }
    default: nil
    }
  }
}
