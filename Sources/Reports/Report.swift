/// A report: a question in a file, with a comment at its head that says what the answer tells.
package struct Report: Sendable {
  /// The language of its text.
  package enum Language: String, CaseIterable, Sendable {
    case insights, sql
  }

  /// What is said of a column of the result.
  package struct Column: Sendable, Equatable {
    package let name: String
    /// What it is, and its unit.
    package let meaning: String
  }

  /// A value that may be given, `{{name}}` in the text.
  package struct Parameter: Sendable, Equatable {
    package let name: String
    /// Nil where one has to be given.
    package let standard: String?
    package let meaning: String
  }

  /// A picture of the result; the texts are names of its columns.
  package enum Chart: Sendable, Equatable {
    case bars(String)
    case spark(String)
    case heatmap(weekday: String, hour: String, value: String)
    case timeline
  }

  package let name: String
  package let language: Language
  /// What it tells, in a few words.
  package internal(set) var title: String
  /// What it tells, in a sentence or two.
  package internal(set) var about = ""
  /// What has to be given with the name; nil for nothing.
  package internal(set) var argument: String?
  package internal(set) var columns: [Column] = []
  /// What its rows can be told apart by.
  package internal(set) var dimensions: [ReportDimension] = []
  package internal(set) var charts: [Chart] = []
  package internal(set) var parameters: [Parameter] = []

  /// The query behind the head.
  package internal(set) var query = ""
  /// The line of the file on which the query begins, from 1.
  var queryLine = 1
  /// The same question in Logs Insights QL as far as that can ask it; the query itself if it is one.
  package internal(set) var insights: String?
  /// The file that a user's report comes from; nil for ours.
  package internal(set) var path: String?

  init(name: String, language: Language) {
    self.name = name
    self.language = language
    title = name
  }
}

extension Report {
  /// Whether the result has a column named so, as far as the head tells.
  func declares(_ column: String) -> Bool { columns.contains { $0.name == column } }
}
