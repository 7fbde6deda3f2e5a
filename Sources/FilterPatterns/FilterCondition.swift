/// A test of one member of a log event that is JSON: `$.detail.stopCode = "X"`.
struct FilterCondition: Sendable {
  enum Test: Sendable {
    case equals(Value)
    case differs(Value)
    case compares(Comparison, Double)
    case isNull
    case isAbsent
    case isTrue
    case isFalse
  }

  enum Comparison: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  enum Value: Sendable {
    case number(Double, text: String)
    /// A string, with `*` for anything at its beginning, at its end or within.
    case text(String)
    case regex(FilterRegex)
  }

  enum Step: Equatable, Sendable {
    case key(String)
    case index(Int)
  }

  /// From the top of the event.
  let path: [Step]
  let test: Test
}
