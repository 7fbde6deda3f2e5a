/// An SQL function that compiled queries call; whoever runs them registers each one of ``all``.
///
/// All are deterministic and innocuous. An argument that is NULL gives NULL unless a function says
/// otherwise. Each stands as a constant, with its family, in a file of its own; more names stand
/// at the end, for what needs more than one row, a regular expression engine or a digest.
public struct SQLFunction: Equatable, Sendable {
  public let name: String
  public let argumentCounts: ClosedRange<Int>
  private let acceptsMissing: Bool
  private let body: @Sendable (Arguments) -> Value

  init(
    _ name: String, _ argumentCounts: ClosedRange<Int>, acceptsMissing: Bool = false,
    _ body: @escaping @Sendable (Arguments) -> Value
  ) {
    self.name = name
    self.argumentCounts = argumentCounts
    self.acceptsMissing = acceptsMissing
    self.body = body
  }

  init(
    _ name: String, _ argumentCount: Int = 1, acceptsMissing: Bool = false,
    _ body: @escaping @Sendable (Arguments) -> Value
  ) {
    self.init(name, argumentCount...argumentCount, acceptsMissing: acceptsMissing, body)
  }

  /// All functions, by family.
  public static let all =
    conversions + numeric + calendar + textual + encodings + addresses + patterns

  /// Works out a call; nil is an argument that the call does not have.
  public func evaluate(
    _ first: DynamicValue, _ second: DynamicValue? = nil, _ third: DynamicValue? = nil
  ) -> Value {
    let arguments = Arguments(first: first, second: second, third: third)
    return !acceptsMissing && arguments.areIncomplete ? .null : body(arguments)
  }
}

extension SQLFunction {
  /// Functions are the same if SQL calls them the same.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
}

// MARK: - What functions take and give

extension SQLFunction {
  /// The arguments of a call.
  struct Arguments {
    fileprivate let first: DynamicValue
    fileprivate let second: DynamicValue?
    fileprivate let third: DynamicValue?

    /// An argument; missing if the call does not have it.
    subscript(index: Int) -> DynamicValue {
      switch index {
      case 0: first
      case 1: second ?? .missing
      default: third ?? .missing
      }
    }

    /// How many there are.
    var count: Int { third != nil ? 3 : second != nil ? 2 : 1 }

    fileprivate var areIncomplete: Bool {
      first.isMissing || second?.isMissing == true || third?.isMissing == true
    }
  }

  /// What a call gives.
  public enum Value: Equatable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text([UInt8])
    /// A BLOB, as ``DynamicValue`` encodes it.
    case boolean(Bool)
    /// The first argument, unchanged.
    case argument
  }
}

extension SQLFunction.Value {
  init(_ truth: Bool?) {
    self = truth.map { .integer($0 ? 1 : 0) } ?? .null
  }

  /// A number, or NULL if it is not finite or none.
  init(number: DynamicValue) {
    switch number {
    case .integer(let value): self = .integer(value)
    case .real(let value) where value.isFinite: self = .real(value)
    default: self = .null
    }
  }

  /// Bytes as text; what is no UTF-8 in them becomes U+FFFD.
  init(repairing bytes: [UInt8]) {
    self = .text(Array(String(decoding: bytes, as: UTF8.self).utf8))
  }
}

extension DynamicValue {
  fileprivate var isMissing: Bool {
    if case .missing = self { true } else { false }
  }

  /// The bytes of a text; nil for anything else.
  var textBytes: UnsafeRawBufferPointer? {
    if case .text(let bytes) = self { bytes } else { nil }
  }
}

// MARK: - Other names

extension SQLFunction {
  /// `(text, pattern)`: 1 or 0, whether a regular expression occurs in a text.
  ///
  /// The pattern is a constant: compile it once per statement. PCRE2 with UTF on and UCP off (so
  /// that `\w \d \s \b` are ASCII), no other options: `.` does not match a newline.
  public static let matches = "insights_matches"

  /// `(text, pattern, replacement)`: the text with every match of a regular expression replaced.
  ///
  /// The pattern is as for ``matches``, the replacement a constant as ``RegexReplacement`` reads it.
  public static let regexReplace = "insights_regex_replace"

  /// `(text)`: digests of a text's bytes in lower-case hexadecimal digits.
  public static let md5 = "insights_md5"
  public static let sha256 = "insights_sha256"

  /// The collation of ``SortOrder``.
  public static let collation = "insights_order"
}
