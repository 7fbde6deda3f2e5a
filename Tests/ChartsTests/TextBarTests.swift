import Charts
import Testing

@Suite struct TextBarTests {
  @Test(arguments: [
    (0.0, ""), (-3, ""), (.nan, ""), (.infinity, ""), (0.001, "▏"), (1, "▋"), (5, "███▏"),
    (8, "█████"), (9, "█████"),
  ])
  func lengthIsTheShareInEighths(_ value: Double, _ bar: String) {
    #expect(TextBar.text(value, largest: 8, cells: 5) == bar)
  }

  @Test(arguments: [(0.0, ""), (0.001, "#"), (1, "#"), (3, "##"), (8, "#####"), (80, "#####")])
  func inASCIIACellIsDrawnFromItsHalfOn(_ value: Double, _ bar: String) {
    #expect(TextBar.text(value, largest: 8, cells: 5, isASCII: true) == bar)
  }

  @Test func withoutRoomOrLargestValueThereIsNone() {
    #expect(TextBar.text(1, largest: 0, cells: 5) == "")
    #expect(TextBar.text(1, largest: 1, cells: 0) == "")
  }
}
