/// A column of a result: its name, and the kind of its values.
package struct ResultColumn: Equatable, Sendable {
  package let name: String
  package let kind: Kind
  /// The unit of the values; nil if the kind implies it, or there is none.
  package let unit: Unit?
  /// A description of the values, in a sentence without a full stop; nil if there is none.
  package let meaning: String?
  /// Where secrets are looked for before the values are shown.
  package var secrecy: Secrecy

  package init(
    _ name: String, _ kind: Kind = .any, unit: Unit? = nil, meaning: String? = nil,
    secrecy: Secrecy = .inText
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.meaning = meaning
    self.secrecy = secrecy
  }

  /// Where secrets are looked for before the values of a column are shown.
  package enum Secrecy: Sendable {
    /// Nowhere: the values are names and states, or the query has asked to see them.
    case open
    /// In the text of the values.
    case inText
    /// In their text, and for the secrets that the archive is known to have: the values are parts of what holds those.
    case derived
    /// The same in what the values match: they are regular expressions, which are masked as a whole.
    case regex
    /// The values are those of environment variables.
    case whole
  }

  /// The kind of the values of a column other than NULL.
  package enum Kind: String, CaseIterable, Sendable {
    /// Counts of things, which can be added up.
    case count
    /// Percentages: 12.5 is 12.5 %.
    case percent
    /// Durations, as numbers with a unit.
    case duration
    /// Other numbers.
    case number
    /// Strings such as `2026-01-31 09:30:00.000`, in UTC.
    case time
    /// Strings such as `2026-01-31`, a day in UTC.
    case day
    /// Strings that identify one thing to a program: an ARN, the id of a task.
    case id
    /// Numbers or words with a fixed meaning, which cannot be added up: exit codes, revisions, account numbers.
    case code
    /// Text for people, and names given by people.
    case text
    /// 1 and 0.
    case boolean
    /// Strings of compact JSON.
    case json
    /// Any of these, varying from row to row, or unknown.
    case any
  }

  /// The unit of a number.
  package enum Unit: String, CaseIterable, Sendable {
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "min"
    case hours = "h"
    case days = "d"
    case bytes = "B"
    /// 2^20 bytes, the unit in which ECS counts memory.
    case mebibytes = "MiB"
    /// 1,024 of them are one CPU.
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
