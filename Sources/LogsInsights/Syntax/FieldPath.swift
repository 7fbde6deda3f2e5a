/// The name of a field as a query writes it: `detail.containers.0.name`, `` `detail-type` ``.
public struct FieldPath: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    /// A segment between dots; digits count a position of a flattened array.
    case name(String)
    /// `[n]`, which reaches into list values only.
    case index(Int)
  }

  public let steps: [Step]
  /// Whether the first step stands in backticks, so that it is not a word of the language.
  public let isQuoted: Bool

  public init(steps: [Step], isQuoted: Bool = false) {
    self.steps = steps
    self.isQuoted = isQuoted
  }

  /// A path of one name, such as `@message`.
  public init(_ name: String) {
    self.init(steps: [.name(name)])
  }

  /// The flattened name: without backticks, the steps joined by dots.
  public var name: String {
    var name = ""
    for step in steps {
      switch step {
      case .name(let segment): name += name.isEmpty ? segment : "." + segment
      case .index(let index): name += "[\(index)]"
      }
    }
    return name
  }

  /// The flattened name, to look things up by.
  var key: FieldName { FieldName(name) }

  /// How many steps make up a name that is a beginning of the path; nil if it is not one.
  func stepCount(of beginning: FieldName) -> Int? {
    var length = 0
    for (index, step) in steps.enumerated() {
      guard case .name(let segment) = step else { return nil }
      length += segment.utf8.count + (index > 0 ? 1 : 0)
      guard length < beginning.text.utf8.count else {
        let count = index + 1
        return FieldPath(steps: Array(steps.prefix(count))).key == beginning ? count : nil
      }
    }
    return nil
  }

  /// Whether the path reaches into a list value.
  public var hasIndex: Bool {
    steps.contains { if case .index = $0 { true } else { false } }
  }
}

extension FieldPath {
  /// The path as it is printed: backticks only where they are needed.
  var text: String {
    guard case .name(let first) = steps.first else { return Self.text(of: steps[...]) }
    return (needsQuotes(first) ? "`\(first)`" : first) + Self.text(of: steps.dropFirst())
  }

  /// Steps as they are printed after a value: ``.user.`odd key`[0]``.
  static func text(of steps: ArraySlice<Step>) -> String {
    var text = ""
    for step in steps {
      switch step {
      case .name(let segment): text += isSegment(segment) ? ".\(segment)" : ".`\(segment)`"
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// The path of a flattened name as people write it: `detail.cpu`, `` `count(*)` ``.
  static func written(_ name: FieldName) -> String {
    let segments = name.text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = segments.allSatisfy { isSegment(String($0)) }
    let steps = isPlain ? segments.map { Step.name(String($0)) } : [.name(name.text)]
    return FieldPath(steps: steps).text
  }

  /// The same, of a name as text.
  package static func written(_ name: String) -> String { written(FieldName(name)) }

  private func needsQuotes(_ segment: String) -> Bool {
    !Self.isSegment(segment) || segment.utf8.first?.isDigit != false
      || Keyword(segment) != nil || isQuoted && Self.isBooleanWord(segment)
  }

  private static func isSegment(_ segment: String) -> Bool {
    !segment.isEmpty && segment.utf8.allSatisfy(\.isNameRest)
  }

  static func isBooleanWord(_ segment: String) -> Bool {
    let folded = segment.utf8.map(\.lowercasedASCII)
    return folded.elementsEqual("true".utf8) || folded.elementsEqual("false".utf8)
  }
}

/// The reserved words; all other words of the language may be names.
enum Keyword: String, CaseIterable {
  case and, or, not, `in`, like, `as`, by, asc, desc

  init?(_ name: String) {
    self.init(rawValue: String(decoding: name.utf8.map(\.lowercasedASCII), as: UTF8.self))
  }
}
