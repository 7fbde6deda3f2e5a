import Foundation
import Testing

/// Pages as a browser shows them, on a phone, a tablet, a screen and paper.
///
/// With `PAGES=FOLDER` the pages and their pictures are left there, to be looked at.
@Suite(
  .serialized,
  .enabled(
    if: Browser.program != nil || ProcessInfo.processInfo.environment["CI"] != nil,
    "Scripts/install-packages chromium installs what shows pages"))
struct PageRenderingTests {
  /// Where pages are left; nil for nowhere.
  private static let kept = ProcessInfo.processInfo.environment["PAGES"]
  private static let widths = [390, 820, 1440]

  /// One browser for all tests: it takes a second to start.
  nonisolated(unsafe) private static let browser = Result { try Browser() }

  private let tab: BrowserTab
  private let meter: BrowserTab

  init() throws {
    let browser = try Self.browser.get()
    tab = try BrowserTab(browser)
    // Without a page, and so without a policy that forbids to measure pictures.
    meter = try BrowserTab(browser)
  }

  @Test func aPageOfAllReportsLooksRightEverywhere() throws {
    try checkEverywhere("all", Pages.all())
  }

  @Test func aPageOfATaskLooksRightEverywhere() throws {
    try checkEverywhere("task", Pages.task())
  }

  @Test func aPageOfHostileTextsLooksRightEverywhere() throws {
    try checkEverywhere("hostile", SamplePage.text())
  }

  private func checkEverywhere(_ name: String, _ text: String) throws {
    let page = try PageFile(name, text, keptIn: Self.kept)
    for width in Self.widths {
      var brightness: [Double] = []
      for isDark in [false, true] {
        try tab.resize(width: width, height: width < 500 ? 844 : 1000)
        try tab.emulate(isDark: isDark)
        try tab.open(page.path)
        try checkLayout(width: width)
        let picture = try Picture(tab.picture(), measuredIn: meter)
        #expect(picture.colors > 50, "\(name), \(width)")
        brightness.append(picture.brightness)
        try keep("\(name)-\(width)-\(isDark ? "dark" : "light")")
      }
      #expect(brightness[0] > 0.8 && brightness[1] < 0.3, "\(name), \(width): \(brightness)")
    }
  }

  /// Nothing sticks out, nothing is asked for, nobody complains, and no text has become a script.
  private func checkLayout(width: Int) throws {
    let scrolled = try tab.number("document.documentElement.scrollWidth")
    #expect(scrolled <= Double(width), "\(width): the page is \(scrolled) wide")
    let wide = try tab.text(
      """
      [...document.querySelectorAll(".scroll")].filter(e => e.scrollWidth > e.clientWidth)
        .map(e => e.firstElementChild.id).join()
      """)
    #expect(wide.isEmpty, "\(width): \(wide)")
    #expect(tab.requests.allSatisfy { $0.hasPrefix("file:") || $0 == "data:," }, "\(tab.requests)")
    #expect(tab.requests.count { $0.hasPrefix("file:") } == 1)
    #expect(tab.complaints.isEmpty, "\(tab.complaints)")
    #expect(try tab.number("document.scripts.length") == 1)
    #expect(try tab.text("typeof window.attacked") == "undefined")
    let loaded = try tab.text(
      """
      [...document.querySelectorAll("img, iframe, object, form, base, *")]
        .filter(e => /^(img|iframe|object|form|base)$/i.test(e.tagName)
          || [...e.attributes].some(a => /^(on.*|src|style)$/.test(a.name)))
        .map(e => e.outerHTML).join()
      """)
    #expect(loaded.isEmpty, "\(loaded)")
  }

  @Test func printedItIsLightAndFitsThePaper() throws {
    let page = try PageFile("print", Pages.all(), keptIn: Self.kept)
    // A sheet of A4 within its margins, in pixels.
    try tab.resize(width: 703, height: 1000)
    try tab.emulate(isDark: true, media: "print")
    try tab.open(page.path)
    #expect(try tab.number("document.documentElement.scrollWidth") <= 703)
    #expect(
      try tab.text(
        "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > 703).join()") == "")
    #expect(try tab.text("getComputedStyle(document.querySelector('nav')).display") == "none")
    #expect(
      try tab.text("getComputedStyle(document.querySelector('table:not(.many) td')).display")
        == "table-cell")
    let picture = try Picture(tab.picture(), measuredIn: meter)
    #expect(picture.brightness > 0.8)
    try keep("print")
    let paper = try tab.print()
    #expect(paper.starts(with: Data("%PDF".utf8)) && paper.count > 20_000)
    if let kept = Self.kept { try paper.write(to: URL(filePath: kept + "/print.pdf")) }
  }

  @Test func tablesSort() throws {
    let page = try PageFile("sort", SamplePage.text(), keptIn: Self.kept)
    try tab.resize(width: 1440, height: 1000)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    let column = """
      (name, index) => [...document.querySelectorAll(`#table-${name} tbody tr`)]
        .map(row => row.cells[index].textContent)
      """
    func texts(_ name: String, _ index: Int) throws -> [String] {
      try tab.text("(\(column))('\(name)', \(index)).join('|')").split(
        separator: "|", omittingEmptySubsequences: false
      ).map(String.init)
    }
    func press(_ name: String, _ index: Int) throws {
      _ = try tab.value(
        "document.querySelectorAll('#table-\(name) th button')[\(index)].click()")
    }
    func order(_ name: String, _ index: Int) throws -> String {
      try tab.text(
        "document.querySelectorAll('#table-\(name) th')[\(index)].getAttribute('aria-sort') ?? ''")
    }
    let numbers = try texts("reasons", 3).compactMap { Int($0.replacing(",", with: "")) }
    #expect(numbers.count == 10 && numbers.max() == 2104)
    try press("reasons", 3)
    #expect(try order("reasons", 3) == "descending")
    #expect(
      try texts("reasons", 3).compactMap { Int($0.replacing(",", with: "")) }
        == numbers.sorted(by: >))
    try press("reasons", 3)
    #expect(try order("reasons", 3) == "ascending")
    #expect(
      try texts("reasons", 3).compactMap { Int($0.replacing(",", with: "")) } == numbers.sorted())
    try press("reasons", 1)
    #expect(try order("reasons", 1) == "ascending" && order("reasons", 3) == "")
    #expect(try texts("reasons", 1) == texts("reasons", 1).sorted())
    // What has no value stands last in both orders; the cluster is the same in all rows.
    let code = 4
    for _ in 0..<2 {
      try press("services", code)
      #expect(try texts("services", code).last == "")
    }
    // On a phone the order is chosen from a list.
    try tab.resize(width: 390, height: 844)
    _ = try tab.value(
      """
      { const list = document.querySelectorAll('.sort select')[0];
        list.value = '3'; list.dispatchEvent(new Event('change')); }
      """)
    #expect(
      try texts("reasons", 3).compactMap { Int($0.replacing(",", with: "")) }
        == numbers.sorted(by: >))
    #expect(try tab.text("getComputedStyle(document.querySelector('.sort')).display") == "block")
    #expect(tab.complaints.isEmpty, "\(tab.complaints)")
  }

  @Test func withoutScriptsItCanBeRead() throws {
    let page = try PageFile("plain", SamplePage.text(), keptIn: Self.kept)
    try tab.setScripts(areAllowed: false)
    try tab.resize(width: 1440, height: 1000)
    try tab.open(page.path)
    #expect(try tab.number("document.querySelectorAll('th button').length") == 0)
    #expect(try tab.number("document.querySelectorAll('#table-reasons tbody tr').length") == 10)
    #expect(try tab.text("document.querySelector('.summary').textContent").hasPrefix("2,749 tasks"))
    try tab.setScripts(areAllowed: true)
  }

  private func keep(_ name: String) throws {
    guard let kept = Self.kept else { return }
    let data = Data(base64Encoded: try tab.picture(isWhole: true)) ?? Data()
    try data.write(to: URL(filePath: "\(kept)/\(name).png"))
  }
}

/// A page in a file, deleted with this unless it is kept.
private final class PageFile {
  let path: String
  private let isKept: Bool

  init(_ name: String, _ text: String, keptIn folder: String?) throws {
    isKept = folder != nil
    path =
      folder.map { "\($0)/\(name).html" }
      ?? FileManager.default.temporaryDirectory.path + "/page-\(UUID().uuidString).html"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  deinit { if !isKept { unlink(path) } }
}
