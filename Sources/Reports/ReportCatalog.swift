/// Reports by name, and what is wrong with files that should be some.
package struct ReportCatalog: Sendable {
  /// All of them, by name; those from which only figures of a page are made as well.
  package let all: [Report]
  /// Ours have none.
  package let mistakes: [ReportFileError]

  /// The reports that come with the command: each is a file in `Catalog`, and nothing else.
  package static let standard = ReportCatalog(
    files: CatalogFiles.all, folder: "Catalog", areOurs: true)

  /// Those that lists show: in the order that their heads declare, then by name.
  package var reports: [Report] {
    let listed = all.filter { !$0.isFigure }
    let placed = listed.compactMap { report in report.order.map { (order: $0, report: report) } }
    return placed.sorted { ($0.order, $0.report.name) < ($1.order, $1.report.name) }.map(\.report)
      + listed.filter { $0.order == nil }
  }

  /// Ours, and after them those of a folder, which cannot have the names of ours.
  ///
  /// - Throws: `ReportFileError` if the folder cannot be read.
  package static func standard(
    andFolder path: String
  ) throws(ReportFileError) -> ReportCatalog {
    let folder = try ReportFolder(path)
    let own = ReportCatalog(files: folder.files, folder: path, areOurs: false)
    let shadows = own.all.filter { standard[$0.name] != nil }.map { report in
      ReportFileError(
        report.path ?? path, line: nil,
        "there is a report named \(report.name) already; give the file another name")
    }
    return ReportCatalog(
      all: standard.all + own.all.filter { standard[$0.name] == nil },
      mistakes: folder.mistakes + own.mistakes + shadows)
  }

  private init(all: [Report], mistakes: [ReportFileError]) {
    self.all = all
    self.mistakes = mistakes
  }

  init(files: [(name: String, text: String)], folder: String, areOurs: Bool) {
    var reports: [Report] = []
    var mistakes: [ReportFileError] = []
    let files = ReportFiles(files, folder: folder, areOurs: areOurs)
    for file in files.sorted {
      do {
        if let report = try files.report(file) { reports.append(report) }
      } catch {
        mistakes.append(error)
      }
    }
    self.init(all: reports, mistakes: mistakes)
  }

  /// The report of a name.
  package subscript(name: String) -> Report? {
    all.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// The present name of a report of ours that had another one.
  package static func newName(of name: String) -> String? {
    ["blame": "responsibility", "places": "hotspots"][name]
  }

  /// What keeps a report of this name from being there.
  package func mistake(of name: String) -> ReportFileError? {
    mistakes.first { mistake in
      Report.Language.allCases.contains { mistake.path.hasSuffix("/\(name).\($0.rawValue)") }
    }
  }
}

/// Files of reports: `NAME.sql`, perhaps with a sibling `NAME.insights`, or `NAME.insights` alone.
private struct ReportFiles {
  private let files: [(name: String, text: String)]
  private let folder: String
  private let areOurs: Bool

  init(_ files: [(name: String, text: String)], folder: String, areOurs: Bool) {
    self.files = files
    self.folder = folder
    self.areOurs = areOurs
  }

  /// The files by name.
  var sorted: [(name: String, text: String)] {
    files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Nil for a file that belongs to another one, or is not a report.
  func report(
    _ file: (name: String, text: String)
  ) throws(ReportFileError) -> Report? {
    guard let (name, language) = Self.parts(of: file.name) else { return nil }
    let hasSibling = language == .insights && files.contains { $0.name == name + ".sql" }
    if hasSibling { return nil }
    let path = folder + "/" + file.name
    guard ReportTemplate.isName(name) else {
      throw ReportFileError(
        path, line: nil, "a report's name begins with a letter and has letters, digits, _ and -")
    }
    var report = try ReportHead.read(name: name, language: language, text: file.text, path: path)
    if !areOurs { report.path = path }
    if language == .sql {
      report.insights = files.first { $0.name == name + ".insights" }?.text
    }
    return report
  }

  private static func parts(of file: String) -> (name: String, language: Report.Language)? {
    for language in Report.Language.allCases {
      let ending = "." + language.rawValue
      if file.hasSuffix(ending), !file.hasPrefix(".") {
        return (String(file.dropLast(ending.count)), language)
      }
    }
    return nil
  }
}
