import Charts
import Testing

@Suite struct SparklineTests {
  @Test func zeroIsTheLowestSignAlone() {
    let line = Sparkline([0, 1, 50, 100, nil, 0])
    #expect(line.text(cells: 10) == "▁▂▅█ ▁")
    #expect(line.text(cells: 10, isASCII: true) == "_.=# _")
    #expect(Sparkline([0, 0]).text(cells: 10) == "▁▁")
    #expect(Sparkline([]).text(cells: 10) == "")
  }

  @Test func foldingKeepsTheSumAndTheNewestWhole() {
    let line = Sparkline((1...10).map { Double($0) })
    let folded = line.folded(into: 4)
    #expect(folded.values == [1, 9, 18, 27])
    #expect(line.folded(into: 10) == line)
    #expect(Sparkline([nil, nil, 1, nil]).folded(into: 2).values == [nil, 1])
    for steps in 1...12 {
      let sum = line.folded(into: steps).values.compactMap { $0 }.reduce(0, +)
      #expect(sum == 55)
      #expect(line.folded(into: steps).values.count <= steps)
    }
  }

  @Test func readsJSON() {
    #expect(Sparkline(json: "[1, 2.5,null]")?.values == [1, 2.5, nil])
    #expect(Sparkline(json: "[]")?.values == [])
    for text in ["", "1", "[1", "[a]", "[1,]", "{}", "[\"1\"]", "[[1]]"] {
      #expect(Sparkline(json: text) == nil, "\(text)")
    }
  }

  @Test func pictureHasItsNumbersInWords() {
    let svg = Sparkline([0, 1, nil, 4]).svg(name: "stops <a>").text
    #expect(svg.contains("aria-label=\"stops &lt;a&gt;, oldest first: 0, 1, ?, 4\""))
    #expect(svg.contains("role=\"img\""))
    #expect(svg.split(separator: "<rect").count == 3)
  }
}
