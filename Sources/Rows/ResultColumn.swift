/// A column of a result: its name, and what its values are.
package struct ResultColumn: Equatable, Sendable {
  package let name: String
  package let kind: Kind
  /// What one of a number stands for; nil where the kind says it, or nothing does.
  package let unit: Unit?
  /// What a value says, in a sentence without a full stop, where somebody has written it down.
  package let meaning: String?

  package init(_ name: String, _ kind: Kind = .any, unit: Unit? = nil, meaning: String? = nil) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.meaning = meaning
  }

  /// What the values of a column are, those that are not NULL.
  package enum Kind: String, CaseIterable, Sendable {
    /// Whole numbers of things, which can be added up.
    case count
    /// Parts of a hundred: 12.5 is 12.5 %.
    case percent
    /// How long something took, as a number with a unit.
    case duration
    /// Any other number.
    case number
    /// Texts such as `2026-01-31 09:30:00.000`, in UTC.
    case time
    /// Texts such as `2026-01-31`, a day in UTC.
    case day
    /// Texts that name one thing for a program: an ARN, the id of a task.
    case id
    /// Numbers or words with a fixed meaning, which cannot be added up: exit codes, revisions, account numbers.
    case code
    /// Texts for people, and names that people have given.
    case text
    /// 1 and 0.
    case boolean
    /// Texts that are compact JSON.
    case json
    /// Any of these, from row to row, or not known.
    case any
  }

  /// What one of a number stands for.
  package enum Unit: String, CaseIterable, Sendable {
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "min"
    case hours = "h"
    case days = "d"
    case bytes = "B"
    /// 2^20 bytes, in which ECS counts memory.
    case mebibytes = "MiB"
    /// 1024 of them are a CPU.
    case cpuUnits = "CPU units"
  }
}

extension ResultColumn.Kind {
  /// Whether the values are numbers.
  package var isNumeric: Bool {
    switch self {
    case .count, .percent, .duration, .number, .boolean: true
    case .time, .day, .id, .code, .text, .json, .any: false
    }
  }
}
