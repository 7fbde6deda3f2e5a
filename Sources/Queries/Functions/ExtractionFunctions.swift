import LogsInsights
import Patterns
import SQLite

/// The SQL functions of `parse`, made known to SQLite.
enum ExtractionFunctions {
  static func register(on connection: Connection) throws(SQLiteError) {
    for function in ExtractionFunction.allCases {
      try connection.createFunction(
        name: function.rawValue, argumentCount: Int32(function.argumentCount)
      ) { arguments, result in
        switch function {
        case .glob, .group: try part(function, arguments, result)
        }
      }
    }
  }

  private static func part(
    _ function: ExtractionFunction, _ arguments: borrowing FunctionArguments,
    _ result: borrowing FunctionContext
  ) throws {
    guard !arguments.isNull(at: 0) else { return result.returnNull() }
    let extraction = try extraction(function, arguments, result)
    let number = Int(arguments.integer(at: 2))
    try arguments.withBytes(at: 0) { text in
      guard let part = try extraction.part(number, of: text) else { return result.returnNull() }
      result.returnText(UnsafeRawBufferPointer(rebasing: text[part]))
    }
  }

  /// The extraction of a pattern, which all calls of a statement with that pattern share.
  private static func extraction(
    _ function: ExtractionFunction, _ arguments: borrowing FunctionArguments,
    _ result: borrowing FunctionContext
  ) throws -> Extraction {
    try result.cached(at: 1) {
      let all = result.shared(under: SharedObject.extractions.rawValue) { Extractions() }
      return try all.extraction(function, arguments.string(at: 1) ?? "")
    }
  }
}

/// The extractions of one statement.
private final class Extractions {
  /// By the bytes of function and pattern.
  private var made: [[UInt8]: Extraction] = [:]

  func extraction(_ function: ExtractionFunction, _ pattern: String) throws -> Extraction {
    let key = Array((function.rawValue + pattern).utf8)
    if let known = made[key] { return known }
    let search: Extraction.Search =
      function == .glob ? .glob(GlobPattern(pattern)) : .regex(try Pattern(pattern))
    let extraction = Extraction(search)
    made[key] = extraction
    return extraction
  }
}
