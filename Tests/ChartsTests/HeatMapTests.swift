import Charts
import Testing

@Suite struct HeatMapTests {
  private static var map: HeatMap {
    var map = HeatMap.week
    for day in 0..<7 {
      for hour in 8..<18 { map.add(Double(day < 5 ? hour - 7 : 1), row: day, column: hour) }
    }
    map.add(30, row: 1, column: 14)
    map.add(1, row: 7, column: 0)
    map.add(.nan, row: 0, column: 0)
    return map
  }

  @Test(arguments: [40, 60, 80, 120, 200])
  func fitsTheWidth(_ width: Int) {
    for isASCII in [false, true] {
      let lines = Self.map.lines(style: ChartStyle(width: width, isASCII: isASCII))
      #expect(lines.count == 9 || lines.count == 10)
      #expect(lines.allSatisfy { $0.count <= width }, "\(width): \(lines)")
      #expect(!isASCII || lines.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7f).contains($0) } })
      #expect(lines.contains { $0.hasSuffix("most: 37 on Tue at 14:00 UTC") })
    }
  }

  @Test func isDrawnWithItsTotals() {
    #expect(
      Self.map.lines(style: ChartStyle(width: 60)) == [
        "     00  02  04  06  08  10  12  14  16  18  20  22",
        "Mon  · · · · · · · · ░░░░░░░░░░░░░░░░░░▒▒· · · · · ·   55",
        "Tue  · · · · · · · · ░░░░░░░░░░░░██░░░░▒▒· · · · · ·   85",
        "Wed  · · · · · · · · ░░░░░░░░░░░░░░░░░░▒▒· · · · · ·   55",
        "Thu  · · · · · · · · ░░░░░░░░░░░░░░░░░░▒▒· · · · · ·   55",
        "Fri  · · · · · · · · ░░░░░░░░░░░░░░░░░░▒▒· · · · · ·   55",
        "Sat  · · · · · · · · ░░░░░░░░░░░░░░░░░░░░· · · · · ·   10",
        "Sun  · · · · · · · · ░░░░░░░░░░░░░░░░░░░░· · · · · ·   10",
        "     ░ up to 9  ▒ 18  ▓ 27  █ 37",
        "     most: 37 on Tue at 14:00 UTC",
      ])
  }

  @Test func coloursOnlyWhereTheyAreWanted() {
    let plain = Self.map.lines(style: ChartStyle(width: 80)).joined()
    let colored = Self.map.lines(style: ChartStyle(width: 80, isColored: true)).joined()
    #expect(!plain.contains("\u{1b}"))
    #expect(colored.contains("\u{1b}[38;5;196m█"))
    #expect(colored.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func ofNothingThereIsNoMap() {
    #expect(HeatMap.week.lines(style: ChartStyle()).isEmpty)
  }

  @Test func pictureSaysWhereMostIs() {
    let svg = Self.map.svg(id: "m", title: "Stops & hours", values: "abnormal stops").text
    #expect(svg.contains("<title id=\"m-title\">Stops &amp; hours</title>"))
    #expect(svg.contains("Most abnormal stops: 37, on Tue at 14:00 UTC. By day: Mon 55, Tue 85,"))
    #expect(svg.split(separator: "<rect").count == 1 + 7 * 24)
    #expect(svg.contains("class=\"h5\"") && svg.contains("class=\"h0\""))
  }
}
