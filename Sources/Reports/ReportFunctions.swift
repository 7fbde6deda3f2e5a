package import SQLite
import Verdicts

/// The SQL functions that canned reports call, and that anybody may call in SQL.
package enum ReportFunctions {
  /// Makes the functions known to a connection.
  package static func register(on connection: borrowing Connection) throws(SQLiteError) {
    // text_pattern(text): ids, numbers and addresses become `*`, so that texts of one kind are one text.
    try connection.createFunction(name: "text_pattern", argumentCount: 1) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      let pattern = arguments.withBytes(at: 0) { ReasonPattern.make(from: $0) }
      pattern.withUnsafeBytes { result.returnText($0) }
    }
    // arn_last_part(arn): what follows the last `/` or `:`.
    try connection.createFunction(name: "arn_last_part", argumentCount: 1) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      arguments.withBytes(at: 0) { arn in
        let cut = arn.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
        result.returnText(UnsafeRawBufferPointer(rebasing: arn[(cut.map { $0 + 1 } ?? 0)...]))
      }
    }
    // category_advice(category): what to do about stops of a category.
    try connection.createFunction(name: "category_advice", argumentCount: 1) { arguments, result in
      guard let name = arguments.string(at: 0), let category = StopCategory(rawValue: name) else {
        return result.returnNull()
      }
      result.returnText(category.advice)
    }
    // seconds_text(seconds): `412 ms`, `7.2 s`, `3 min 20 s`, `5 h 12 min`, `12 d 4 h`.
    try connection.createFunction(name: "seconds_text", argumentCount: 1) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      result.returnText(Self.text(ofSeconds: arguments.real(at: 0)))
    }
  }

  private static func text(ofSeconds seconds: Double) -> String {
    let milliseconds = Int64((seconds * 1000).rounded())
    let sign = milliseconds < 0 ? "-" : ""
    let value = abs(milliseconds)
    switch value {
    case ..<1000: return "\(sign)\(value) ms"
    case ..<60_000: return "\(sign)\(value / 1000).\(value / 100 % 10) s"
    case ..<3_600_000: return "\(sign)\(value / 60_000) min \(value / 1000 % 60) s"
    case ..<86_400_000: return "\(sign)\(value / 3_600_000) h \(value / 60_000 % 60) min"
    default: return "\(sign)\(value / 86_400_000) d \(value / 3_600_000 % 24) h"
    }
  }
}
