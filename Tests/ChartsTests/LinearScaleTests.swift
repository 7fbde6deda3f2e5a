import Testing

@testable import Charts

@Suite struct LinearScaleTests {
  @Test(arguments: [
    (1.0, [0.0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (43, [0, 20, 40, 60]),
    (1_000_000, [0, 500_000, 1_000_000]), (0, [0, 1]), (.nan, [0, 1]),
  ])
  func ticksAreRound(_ largest: Double, _ ticks: [Double]) {
    #expect(LinearScale(largest: largest, steps: 4).ticks == ticks)
  }

  @Test func holdsTheLargest() {
    var value = 0.3
    while value < 1e12 {
      for steps in 1...6 {
        let scale = LinearScale(largest: value, steps: steps, isCount: false)
        #expect(scale.top >= value && scale.ticks.last == scale.top, "\(value)")
        #expect(scale.ticks.count <= steps + 2)
      }
      value *= 1.37
    }
  }

  @Test(arguments: [
    (0.0, "0"), (12, "12"), (1234567, "1,234,567"), (-1234.5, "-1,234.5"), (0.125, "0.13"),
    (-0.25, "-0.25"), (99.999, "100"), (1.5, "1.5"), (1e20, "1e+20"),
  ])
  func numbersAreShort(_ value: Double, _ text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test(arguments: [(1.0 / 3, "0.333"), (100, "100"), (-0.0004, "0"), (0.05, "0.05"), (.nan, "0")])
  func coordinatesHaveThreeDigits(_ value: Double, _ text: String) {
    #expect(NumberText.fixed(value) == text)
  }
}
