import ArgumentParser
import ECSStops

/// The ending of an output file's name, which says the format where no option does.
struct OutputEnding {
  private let name: String
  /// What follows the last dot, in lower case; nil if there is none.
  private let ending: String?

  init(_ path: String) {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    name = last
    if let dot = last.lastIndex(of: "."), dot > last.startIndex {
      ending = last[last.index(after: dot)...].lowercased()
    } else {
      ending = nil
    }
  }

  /// The format; nil for an ending that names none, and for none.
  var format: OutputFormat? {
    switch ending {
    case "json": .json
    case "ndjson", "jsonl": .ndjson
    case "csv": .csv
    case "tsv": .tsv
    case "md", "markdown": .markdown
    case "txt": .table
    default: nil
    }
  }

  var isPage: Bool { ending == "html" || ending == "htm" }

  private static let known = ".csv .tsv .json .ndjson .jsonl .md .txt"
  /// What an option for pages takes: no ending, or that of pages.
  func checkPage() throws {
    guard let ending, !isPage, ending.allSatisfy(\.isLetter) else { return }
    throw ValidationError(
      "--html writes an HTML page, and \(name) does not end in .html"
        + (ending == "pdf" ? "; print the page from a browser to get a PDF" : ""))
  }

  private static let spreadsheets: Set<String> = ["xlsx", "xls", "ods", "numbers"]

  /// Refuses an ending that says nothing about the format, and a format in the place of a file.
  func check() throws {
    if ending == nil, OutputFormat(rawValue: name.lowercased()) != nil {
      throw Failure(
        "--output \(name) would write a file named \"\(name)\"; for the format write --format \(name.lowercased())",
        exitCode: .validationFailure)
    }
    guard let ending, format == nil else { return }
    let advice =
      isPage
      ? "pages are made by `ecs-stops report --html`"
      : Self.spreadsheets.contains(ending)
        ? "a .csv file opens in a spreadsheet" : "--format says what to write under any name"
    throw Failure(
      "unrecognized ending \".\(ending)\" of --output",
      help: "known endings: \(Self.known), and .html for reports; \(advice)",
      exitCode: .validationFailure)
  }
}
