import Foundation
import Testing

/// Pages as a browser shows them, on a phone, a tablet, a screen and paper.
///
/// With `PAGES=FOLDER` the pages and their screenshots are kept there.
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

  @Test func aPageOfAWeekLooksRightEverywhere() throws {
    try checkEverywhere("week", WeekPage.text.get())
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
    // No heading skips a level.
    let levels = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1])"
    #expect(
      try tab.number("\(levels).filter((l, i, all) => i > 0 ? l > all[i - 1] + 1 : l !== 1).length")
        == 0)
    let broken = try tab.text(Self.brokenWords)
    #expect(broken.isEmpty, "\(width): \(broken)")
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

  /// The words that a line ends inside of.
  private static let brokenWords = """
    (() => {
      const broken = new Set(), range = document.createRange();
      const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const node = texts.currentNode;
        for (const word of node.data.matchAll(/[\\p{L}\\p{N}]{2,40}/gu)) {
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          const tops = [...range.getClientRects()].map(box => Math.round(box.top / 4));
          if (new Set(tops).size > 1) broken.add(word[0]);
        }
      }
      return [...broken].filter(word => word.length < 40).join();
    })()
    """

  @Test(arguments: [(390, 25 * 844), (820, 18_900), (1440, 9300)])
  func aPageOfAWeekIsShort(width: Int, heightMax: Int) throws {
    let page = try PageFile("short", WeekPage.text.get(), keptIn: Self.kept)
    try tab.resize(width: width, height: width < 500 ? 844 : 1000)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    let height = try tab.number("document.documentElement.scrollHeight")
    #expect(height > 2000 && height <= Double(heightMax), "\(width): \(height)")
  }

  /// Just below and above the widths at which the page is laid out in another way.
  @Test(arguments: [320, 700, 710, 810, 1210, 1220, 1400, 1410, 1590, 1610, 1920])
  func nothingSticksOutAtWidthsBetween(width: Int) throws {
    let page = try PageFile("between", WeekPage.text.get(), keptIn: Self.kept)
    try tab.resize(width: width, height: 1000)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    try checkLayout(width: width)
  }

  @Test func aPageOfAWeekIsTwelveSheets() throws {
    let page = try PageFile("sheets", WeekPage.text.get(), keptIn: Self.kept)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    let paper = String(decoding: try tab.print(), as: UTF8.self)
    let sheets = paper.matches(of: /\/Type\s*\/Page\b/).count
    #expect((2...12).contains(sheets), "\(sheets)")
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
      try tab.text("getComputedStyle(document.querySelector('table.few td')).display")
        == "table-cell")
    let picture = try Picture(tab.picture(), measuredIn: meter)
    #expect(picture.brightness > 0.8)
    try keep("print")
    let paper = try tab.print()
    #expect(paper.starts(with: Data("%PDF".utf8)) && paper.count > 20_000)
    if let kept = Self.kept { try paper.write(to: URL(filePath: kept + "/print.pdf")) }
  }

  @Test func foldedItCanBeOpenedWithoutScripts() throws {
    let page = try PageFile("folded", WeekPage.text.get(), keptIn: Self.kept)
    try tab.setScripts(areAllowed: false)
    defer { try? tab.setScripts(areAllowed: true) }
    try tab.resize(width: 390, height: 844)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    func height(_ selector: String) throws -> Double {
      try tab.number("document.querySelector('\(selector)').getBoundingClientRect().height")
    }
    func isOpen(_ id: String) throws -> Bool {
      try tab.text("String(document.getElementById('\(id)').parentElement.open)") == "true"
    }
    #expect(try tab.number("document.querySelectorAll('details[open]').length") == 0)
    #expect(try tab.number("document.querySelectorAll('#table-compare tbody tr').length") == 10)
    let others = try tab.number("document.querySelectorAll('#table-compare-more tbody tr').length")
    #expect(
      try tab.text("document.querySelector('#compare .rows .screen').textContent")
        == "Show all \(Int(others) + 10) rows")
    let closed = try tab.number("document.documentElement.scrollHeight")
    _ = try tab.value("document.querySelector('#compare .rows summary').click()")
    #expect(try tab.number("document.documentElement.scrollHeight") > closed + others * 30)
    // A link opens what it leads to.
    #expect(try !isOpen("exits"))
    _ = try tab.value("document.querySelector('nav a[href=\"#exits\"]').click()")
    #expect(try isOpen("exits"))
    // The contents are a bar that stays, and opens.
    #expect(try tab.number("document.querySelector('nav').getBoundingClientRect().top") == 0)
    #expect(try tab.number("scrollY") > 844)
    #expect(try height("#contents") == 0)
    _ = try tab.value("document.querySelector('nav button').click()")
    #expect(try height("#contents") > 400)
    try tab.resize(width: 1440, height: 1000)
    try tab.open(page.path)
    #expect(try height("#contents") > 400 && height("nav button") == 0)
  }

  @Test func rowsUnfoldIntoOneTable() throws {
    let page = try PageFile("rows", WeekPage.text.get(), keptIn: Self.kept)
    try tab.resize(width: 1440, height: 1000)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    func rows(_ id: String) throws -> Double {
      try tab.number("document.querySelectorAll('#\(id) tbody tr').length")
    }
    let others = try rows("table-compare-more")
    let toggle = """
      new Promise(done => {
        const fold = document.querySelector('#compare .rows');
        fold.addEventListener('toggle', () => requestAnimationFrame(() => done('')), { once: true });
        fold.querySelector('summary').click();
      })
      """
    _ = try tab.value(toggle)
    #expect(try rows("table-compare") == others + 10 && rows("table-compare-more") == 0)
    _ = try tab.value(toggle)
    #expect(try rows("table-compare") == 10 && rows("table-compare-more") == others)
    // Sorting goes through all rows.
    let stops =
      "[...document.querySelectorAll('#compare tbody tr')].map(r => +r.cells[5].dataset.value)"
    _ = try tab.value("document.querySelectorAll('#table-compare th button')[5].click()")
    #expect(
      try tab.number("Number(String(\(stops)) === String(\(stops).sort((a, b) => b - a)))") == 1)
    #expect(try rows("table-compare") == 10)
    // All tables of several rows have arrows, and those with no room a list.
    let plain = """
      [...document.querySelectorAll('.table')].filter(t => t.querySelectorAll('tbody tr').length > 1
        && [...t.querySelector('thead').querySelectorAll('th')].some(h => !h.querySelector('button'))).length
      """
    #expect(try tab.number(plain) == 0)
    #expect(tab.complaints.isEmpty, "\(tab.complaints)")
  }

  @Test func shortenedNamesCanBeCopied() throws {
    let page = try PageFile("copy", WeekPage.text.get(), keptIn: Self.kept)
    try tab.resize(width: 390, height: 844)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    let lacking = """
      [...document.querySelectorAll('.id')].filter(name => {
        const button = name.querySelector('button.copy');
        return !button || button.getAttribute('aria-label') !== 'Copy ' + name.title
          || name.title.length <= name.textContent.length;
      }).length
      """
    #expect(try tab.number("document.querySelectorAll('.id').length") > 10)
    #expect(try tab.number(lacking) == 0)
    let copied = try tab.text(
      """
      (async () => {
        let text;
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async t => { text = t } } });
        const name = document.querySelector('#deployments .id');
        name.querySelector('button').click();
        await new Promise(done => setTimeout(done, 50));
        const said = document.getElementById('said').textContent;
        return text === name.title ? said : text;
      })()
      """)
    #expect(copied == "Copied")
    // A finger needs room.
    #expect(
      try tab.number("document.querySelector('#deployments .copy').getBoundingClientRect().width")
        >= 24)
  }

  @Test func aStalePageSaysSoAtTheTop() throws {
    let page = try PageFile("stale", WeekPage.text.get(), keptIn: Self.kept)
    try tab.resize(width: 390, height: 844)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    let box = "document.querySelector('.warning')"
    #expect(try tab.text("\(box).textContent").contains("303 days old"))
    #expect(try tab.number("\(box).getBoundingClientRect().bottom") < 844)
  }

  @Test func propertiesOfATaskAreAList() throws {
    let page = try PageFile("properties", Pages.task(), keptIn: Self.kept)
    try tab.resize(width: 390, height: 844)
    try tab.open(page.path)
    #expect(try tab.number("document.querySelectorAll('#task table, .sort').length") == 0)
    #expect(try tab.number("document.querySelectorAll('#task .part dt').length") > 15)
    #expect(
      try tab.number(
        "new Set([...document.querySelectorAll('#task h2')].map(e => e.textContent)).size")
        == tab.number("document.querySelectorAll('#task h2').length"))
  }

  @Test func tablesSort() throws {
    let page = try PageFile("sort", SamplePage.text(), keptIn: Self.kept)
    try tab.resize(width: 1440, height: 1000)
    try tab.emulate(isDark: false)
    try tab.open(page.path)
    let column = """
      (name, index) => [...document.querySelectorAll(`[id^=table-${name}] tbody tr`)]
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
