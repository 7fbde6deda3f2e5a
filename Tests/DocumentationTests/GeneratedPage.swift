import Foundation
import Testing

/// A page of the documentation that is made of what the program says of itself.
struct GeneratedPage {
  let path: URL
  let text: String

  /// With `RECORD=1` the page is written, and the test fails, so that a recording never passes for a run.
  func check() throws {
    let page = try? String(contentsOf: path, encoding: .utf8)
    guard page != text else { return }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path.lastPathComponent)")
      return
    }
    let pairs = zip((page ?? "").split(separator: "\n"), text.split(separator: "\n"))
    let first = pairs.first { $0 != $1 }
    Issue.record(
      "\(path.lastPathComponent) says '\(first?.0 ?? "")' where its sources say '\(first?.1 ?? "")'"
    )
  }
}
