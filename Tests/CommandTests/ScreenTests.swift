import Foundation
import TestSupport
import Testing

/// Every case file in `Screens`: a command, and what a terminal shows of it at some widths.
///
/// The note `widths: 80 100` says how wide the terminals are; the archive has the stops of a week. Standard error is on
/// the same terminal. Escape sequences are shown as `‹31m›`, those that only clear a line are left out.
@Suite struct ScreenTests {
  static let cases = Result { try CaseFile.all(in: "Screens") }

  @Test func casesAreThere() throws {
    #expect(try Self.cases.get().count >= 12)
  }

  @Test(arguments: try cases.get())
  func showsWhatItsFileSays(_ file: CaseFile) throws {
    let widths = try #require(file.note("widths")).split(separator: " ").compactMap { UInt16($0) }
    try #require(!widths.isEmpty)
    try file.check(
      widths.map { try Self.screen(of: file, width: $0) }, owning: ["screen"])
  }

  private static func screen(of file: CaseFile, width: UInt16) throws -> CaseFile.Section {
    let folder = try TestFolder()
    try TestArchive.week.make(in: folder)
    let (shown, code) = try PseudoTerminal(columns: width).run(
      ["-c", file.input], program: "/bin/sh", in: folder,
      environment: ["COLUMNS": nil, "NO_COLOR": file.note("color") == nil ? "1" : nil])
    let text = shown.replacing("\r\u{1b}[K", with: "")
      .replacing(/\u{1b}\[([0-9;]*m)/) { "‹\($0.1)›" }
      .replacing(folder.path, with: "‹folder›")
      .replacing(/, [0-9,]+ days old/, with: ", ‹age› old")
      .replacing(/^(rules +)[0-9a-f]{16}/.anchorsMatchLineEndings()) { "\($0.1)‹version›" }
    return CaseFile.Section(
      "screen", modifiers: ["\(width)"] + (code == 0 ? [] : ["exit", "\(code)"]), text: text)
  }

  @Test(arguments: try cases.get())
  func noLineIsWiderThanTheTerminal(_ file: CaseFile) throws {
    guard !file.input.contains("--wide") else { return }
    for section in file.sections where section.name == "screen" {
      let width = try #require(section.modifiers.first.flatMap { Int($0) })
      for line in section.text.split(separator: "\n") {
        let text = line.replacing(/‹[0-9;]*m›/, with: "")
        // Messages are for any width.
        guard !text.contains(/^ *(note|warning|error|help):/) else { continue }
        #expect(text.count <= width, "\(file.name): \(line)")
      }
    }
  }
}
