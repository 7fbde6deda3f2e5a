import Rows

/// What stands between `column` and the colon in a head: `run_p50_seconds (duration, s)`, or a name alone.
struct ReportColumnHead {
  private let name: String
  private var kind: ResultColumn.Kind?
  private var unit: ResultColumn.Unit?
  private var traits: Set<Report.Trait> = []

  init(_ text: String) throws(ReportHead.Mistake) {
    guard text.last == ")", let open = text.firstRange(of: " (") else {
      name = text
      return
    }
    name = text[..<open.lowerBound].trimmed
    for word in text[open.upperBound...].dropLast().split(separator: ",") {
      try take(word.trimmed)
    }
    if unit != nil, kind != .duration, kind != .number {
      throw .init(
        sentence: "the column \(name) has a unit, which only the kinds duration and number have")
    }
    if kind == .duration, unit == nil {
      throw .init(
        sentence: "the column \(name) is a duration and needs a unit: "
          + Self.list(ResultColumn.Unit.allCases))
    }
  }

  private mutating func take(_ word: String) throws(ReportHead.Mistake) {
    if kind == nil, let known = ResultColumn.Kind(rawValue: word) {
      kind = known
    } else if unit == nil, let known = ResultColumn.Unit(rawValue: word) {
      unit = known
    } else if let known = Report.Trait(rawValue: word), !traits.contains(known) {
      traits.insert(known)
    } else {
      throw .init(
        sentence: "the column \(name) cannot be \"\(word)\"; it takes one kind ("
          + "\(Self.list(ResultColumn.Kind.allCases))), one unit "
          + "(\(Self.list(ResultColumn.Unit.allCases))), and \(Self.list(Report.Trait.allCases))")
    }
  }

  private static func list<Word: RawRepresentable<String>>(_ words: [Word]) -> String {
    words.map(\.rawValue).joined(separator: ", ")
  }

  func column(meaning: String) -> Report.Column {
    Report.Column(name, kind, unit: unit, traits: traits, meaning: meaning)
  }
}
