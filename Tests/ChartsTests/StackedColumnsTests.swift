import Charts
import Testing

@Suite struct StackedColumnsTests {
  private static let columns = StackedColumns(
    title: "Stops a day", steps: ["1 May", "2 May", "3 May", "4 May"],
    ticks: [
      .init(step: 0, label: "1 May", isMinor: false), .init(step: 2, label: "3", isMinor: true),
    ],
    abnormal: [
      .init(name: "out_of_memory", ink: .cause(1), values: [1, 0, 3, 0]),
      .init(name: "others", ink: .otherCauses, values: [0, 0, 5, 0]),
    ],
    routine: [.init(name: "routine", ink: .routine, values: [100, 0, 250, 0])])

  @Test func saysItsNumbersInWords() {
    #expect(
      Self.columns.description
        == "1 May to 4 May: out_of_memory 4, others 5, routine 350. "
        + "Most abnormal stops: 8, 3 May.")
    let none = StackedColumns(title: "", steps: [], ticks: [], abnormal: [], routine: [])
    #expect(none.description == "No stops.")
    #expect(none.svg(id: "x").text.contains("no abnormal stops"))
  }

  @Test func stacksFromTheAxisAndKeepsRoutineApart() {
    let svg = Self.columns.svg(id: "t").text
    // The scale ends at 8: of 190 pixels three take 71.25, the five above them 118.75.
    #expect(svg.contains("<g class=\"c1\">"))
    #expect(svg.contains("y=\"138.75\" height=\"71.25\""))
    #expect(
      svg.contains("<g class=\"co\"><rect x=\"52%\" width=\"21%\" y=\"20\" height=\"118.75\""))
    // The scale of the routine ones ends at 400: 250 of 60 pixels.
    #expect(svg.contains("<g class=\"cr\">") && svg.contains("height=\"37.5\""))
    #expect(svg.contains("<title>3 May\nout_of_memory 3\nothers 5\nroutine 250</title>"))
    #expect(svg.contains("<title>2 May\nno stops</title>"))
    #expect(svg.contains("class=\"label minor\""))
    #expect(svg.contains("aria-labelledby=\"t-title t-text\""))
  }
}
