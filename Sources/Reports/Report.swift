package import Rows

/// A report: a query in a file, with a comment at its head that declares what it reads and what its answer means.
package struct Report: Sendable {
  /// The language of its text.
  package enum Language: String, CaseIterable, Sendable {
    case insights, sql
  }

  /// What the head declares about a column of the result.
  package struct Column: Sendable, Equatable {
    package let name: String
    /// What its values are; nil where the head does not say, so that the values decide.
    package let kind: ResultColumn.Kind?
    /// What one of a number stands for.
    package let unit: ResultColumn.Unit?
    /// What it is.
    package let meaning: String
    package let traits: Set<Trait>

    init(
      _ name: String, _ kind: ResultColumn.Kind? = nil, unit: ResultColumn.Unit? = nil,
      traits: Set<Trait> = [], meaning: String
    ) {
      self.name = name
      self.kind = kind
      self.unit = unit
      self.traits = traits
      self.meaning = meaning
    }

    /// Its kind and unit as in the head: `duration, s`; empty where the head does not say.
    package var kindText: String {
      [kind?.rawValue, unit?.rawValue].compactMap(\.self).joined(separator: ", ")
    }
  }

  /// How a column is shown.
  package enum Trait: String, CaseIterable, Sendable {
    /// A value that all rows have is said once, beside the table.
    case once
    /// Whole sentences, which stay useful when their end is missing.
    case prose
    /// What the report is about, which a narrow terminal hides last.
    case main
    /// A value that is missing is `(none)`.
    case orNone = "or none"
  }

  /// A value that may be given, `{{name}}` in the text.
  package struct Parameter: Sendable, Equatable {
    package let name: String
    /// Nil where one has to be given.
    package let standard: String?
    /// What it takes; nil for any text.
    package let kind: ReportValueKind?
    package let meaning: String
  }

  /// A picture of the result; the strings are names of its columns.
  package enum Chart: Sendable, Equatable {
    case bars(String)
    case spark(String)
    case heatmap(weekday: String, hour: String, value: String)
    case timeline
  }

  /// Where a page of all reports shows a report.
  package enum PagePlace: Sendable, Equatable {
    /// As a section; the sections come in the order of their numbers, those of one number by name. A folded one shows
    /// only its title at first.
    case section(Int, isFolded: Bool)
    /// Nowhere by itself: a figure or sentence of the page is made from it, and lists leave it out.
    case figure
  }

  package let name: String
  package let language: Language
  /// What it tells, in a few words.
  package internal(set) var title: String
  /// What it tells, in a sentence or two.
  package internal(set) var about = ""
  /// What has to be given with the name; nil for nothing.
  package internal(set) var argument: String?
  /// The tables that its query reads; nil where the head does not say.
  package internal(set) var reads: ReportReads?
  package internal(set) var columns: [Column] = []
  /// The columns that make a row what it is: no two rows have the same values in them.
  package internal(set) var keys: [String] = []
  /// The column that says `routine` in rows that belong to normal operation.
  package internal(set) var routineColumn: String?
  /// How many rows it has where nobody says; nil for as many as any report.
  package internal(set) var limit: Int?
  /// Which stops it can be asked to look at.
  package internal(set) var filters: [StopFilters.Kind] = []
  /// Whether each row is one of the stops that count, the newest first, so that totals tell how many there are.
  package internal(set) var rowsAreStops = false
  /// What is true where it has no rows, in a few words: `no crash loops`.
  package internal(set) var empty: String?
  /// What to do next, below a table; `{{column}}` is the value in the first row.
  package internal(set) var next: String?
  /// Its place in lists of reports; those without one follow by name.
  package internal(set) var order: Int?
  /// What its rows can be broken down by.
  package internal(set) var dimensions: [ReportDimension] = []
  package internal(set) var charts: [Chart] = []
  package internal(set) var parameters: [Parameter] = []
  package internal(set) var pagePlace = PagePlace.section(standardSection, isFolded: false)

  /// Where a page shows reports that do not say where.
  static let standardSection = 500

  /// The query after the head.
  package internal(set) var query = ""
  /// The line of the file on which the query begins, from 1.
  var queryLine = 1
  /// The lines of the file that declare something, by their key.
  var headLines: [String: Int] = [:]
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
  /// What the head declares about a column; nil for nothing.
  package func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// The first sentence of what it tells.
  package var shortAbout: String {
    about.firstRange(of: ". ").map { String(about[..<$0.lowerBound]) + "." } ?? about
  }

  /// Whether the result has a column named so, as far as the head tells.
  func declares(_ name: String) -> Bool { column(name) != nil }

  /// Whether only figures of a page are made from it, so that lists leave it out.
  package var isFigure: Bool { pagePlace == .figure }

  /// Whether a page of all reports shows only its title at first.
  package var isFolded: Bool {
    if case .section(_, isFolded: true) = pagePlace { true } else { false }
  }
}
