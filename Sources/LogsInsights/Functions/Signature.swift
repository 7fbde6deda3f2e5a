/// The parts of a function's signature: `substr(s: text, start: number[, length: number]) → text`.
struct Signature {
  let name: String
  /// What the arguments are taken as; `…` repeats the one before and is not among them.
  let parameters: [Function.Parameter]
  /// What is known of the result.
  let result: ValueFacts

  init(_ text: String) {
    name = String(text.prefix { $0 != "(" })
    let list = text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
    parameters = list.split(separator: ",").filter { !$0.contains("…") }.map(Self.parameter)
    result = Self.facts(text.split(separator: " → ").last.map(String.init) ?? "")
  }

  private static func parameter(_ text: Substring) -> Function.Parameter {
    let type = text.split(separator: ": ").dropFirst().first?.trimmingBrackets
    switch type {
    case "text": return .text
    case "number": return .number
    case "time": return .time
    case "boolean": return .condition
    default: return .any
    }
  }

  private static func facts(_ type: String) -> ValueFacts {
    switch type {
    case "text": ValueFacts(.text)
    case "number": ValueFacts(.number)
    case "time": ValueFacts(.timestamp)
    case "boolean": ValueFacts(.boolean)
    case "list", "map or list": .structure
    default: ValueFacts(.any)
    }
  }
}

extension Substring {
  /// The text up to a bracket.
  fileprivate var trimmingBrackets: Substring { prefix { $0 != "[" && $0 != "]" } }
}
