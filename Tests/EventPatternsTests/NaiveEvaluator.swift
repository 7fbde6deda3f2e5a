import Foundation

/// A second evaluator, written from the rules alone: slow, with values and marks in dictionaries, and patterns as trees.
///
/// It reads valid patterns only, and strings of ASCII.
struct NaiveEvaluator {
  indirect enum JSON: Equatable {
    case object([(String, JSON)])
    case array([JSON])
    case string(String)
    case number(Double)
    case boolean(Bool)
    case null

    static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }

    var text: String {
      switch self {
      case .object(let members):
        "{" + members.map { "\"\($0.0)\":\($0.1.text)" }.joined(separator: ",") + "}"
      case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
      case .string(let string): "\"\(string)\""
      case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
      case .boolean(let boolean): "\(boolean)"
      case .null: "null"
      }
    }
  }

  typealias Combination = [String: [JSON]]

  /// A value, and for each array around it the element that it lies in; arrays are named by their place in the event.
  private struct Value {
    let value: JSON
    let marks: [String: Int]
  }

  let combinations: [Combination]

  init(_ pattern: JSON) {
    combinations = Self.expand(pattern, "", [])
  }

  private static func expand(
    _ pattern: JSON, _ prefix: String, _ before: [Combination]
  ) -> [Combination] {
    guard case .object(let members) = pattern else { preconditionFailure("a pattern is an object") }
    var combinations = before
    for (name, value) in members {
      let path = prefix.isEmpty ? name : prefix + "." + name
      switch value {
      case .array(let branches) where name == "$or":
        let copy = combinations
        combinations = branches.flatMap { expand($0, prefix, copy) }
      case .array(let alternatives):
        if combinations.isEmpty { combinations = [[:]] }
        combinations = combinations.map { $0.merging([path: alternatives]) { $1 } }
      default: combinations = expand(value, path, combinations)
      }
    }
    return combinations
  }

  func matches(_ event: JSON) -> Bool {
    var values: [String: [Value]] = [:]
    Self.flatten(event, "", "", [:], isRoot: true, into: &values)
    return combinations.contains { combination in
      Self.walk(
        combination.keys.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }[...],
        combination, values, [:])
    }
  }

  private static func flatten(
    _ json: JSON, _ path: String, _ place: String, _ marks: [String: Int], isRoot: Bool = false,
    into values: inout [String: [Value]]
  ) {
    switch json {
    case .object(let members):
      for (index, (name, value)) in members.enumerated()
      where !members[(index + 1)...].contains(where: { $0.0 == name }) {
        flatten(
          value, isRoot ? name : path + "." + name, "\(place)/\(index)", marks, into: &values)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        var inner = marks
        switch element {
        case .object, .array: inner[place] = index
        default: break
        }
        flatten(element, path, "\(place)/\(index)", inner, into: &values)
      }
    default: values[path, default: []].append(Value(value: json, marks: marks))
    }
  }

  private static func walk(
    _ paths: ArraySlice<String>, _ combination: Combination, _ values: [String: [Value]],
    _ bound: [String: Int]
  ) -> Bool {
    guard let path = paths.first, let alternatives = combination[path] else { return true }
    let there = (values[path] ?? []).filter { value in
      value.marks.allSatisfy { (bound[$0.key] ?? $0.value) == $0.value }
    }
    if alternatives.contains(.object([("exists", .boolean(false))])), there.isEmpty,
      walk(paths.dropFirst(), combination, values, bound)
    {
      return true
    }
    return there.contains { value in
      alternatives.contains { accepts($0, value.value) }
        && walk(paths.dropFirst(), combination, values, bound.merging(value.marks) { $1 })
    }
  }

  private static func accepts(_ alternative: JSON, _ value: JSON) -> Bool {
    guard case .object(let members) = alternative, let (name, operand) = members.first else {
      return alternative == value
    }
    switch name {
    case "exists": return operand == .boolean(true)
    case "anything-but":
      if case .object(let inner) = operand {
        return !list(inner[0].1).contains { accepts(.object([(inner[0].0, $0)]), value) }
      }
      return !list(operand).contains(value)
    case "numeric": return inRange(list(operand), value)
    default: break
    }
    guard case .string(let text) = value else { return false }
    switch (name, operand) {
    case ("prefix", .string(let wanted)): return text.hasPrefix(wanted)
    case ("suffix", .string(let wanted)): return text.hasSuffix(wanted)
    case ("prefix", .object(let inner)):
      return text.lowercased().hasPrefix(string(inner[0].1).lowercased())
    case ("suffix", .object(let inner)):
      return text.lowercased().hasSuffix(string(inner[0].1).lowercased())
    case ("equals-ignore-case", .string(let wanted)):
      return text.lowercased() == wanted.lowercased()
    case ("wildcard", .string(let wanted)): return glob(wanted[...], text[...])
    case ("exactly", _): return value == operand
    default: preconditionFailure("no such operator: \(name)")
    }
  }

  private static func list(_ json: JSON) -> [JSON] {
    if case .array(let elements) = json { elements } else { [json] }
  }

  private static func string(_ json: JSON) -> String {
    if case .string(let text) = json { text } else { "" }
  }

  private static func inRange(_ terms: [JSON], _ value: JSON) -> Bool {
    guard case .number(let number) = value else { return false }
    return stride(from: 0, to: terms.count, by: 2).allSatisfy { index in
      guard case .number(let limit) = terms[index + 1] else { return false }
      return switch string(terms[index]) {
      case "=": number == limit
      case "<": number < limit
      case "<=": number <= limit
      case ">": number > limit
      default: number >= limit
      }
    }
  }

  private static func glob(_ pattern: Substring, _ text: Substring) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return glob(pattern.dropFirst(), text) || !text.isEmpty && glob(pattern, text.dropFirst())
    }
    return text.first == first && glob(pattern.dropFirst(), text.dropFirst())
  }
}
