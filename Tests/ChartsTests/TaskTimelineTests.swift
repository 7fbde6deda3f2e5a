import Testing

@testable import Charts

@Suite struct TaskTimelineTests {
  private static func line(_ lengths: [Int64]) -> TaskTimeline {
    var start: Int64 = 1000
    let phases = lengths.enumerated().map { index, length in
      defer { start += length }
      return TaskTimeline.Phase(
        name: "phase \(index)", activity: index == 1 ? .running : .waiting, start: start,
        end: start + length, startText: "at \(start)", lengthText: "\(length) ms")
    }
    return TaskTimeline(title: "Task", phases: phases)
  }

  @Test func phasesHaveTheirShares() {
    let extents = Self.line([1, 2, 1]).extents
    #expect(extents.map(\.start) == [0, 25, 75])
    #expect(extents.map(\.end) == [25, 75, 100])
  }

  @Test func aLongPhaseIsDrawnShorter() {
    let line = Self.line([10, 1_000_000, 30])
    #expect(line.shortened == 1)
    let extents = line.extents
    #expect(extents.map(\.start) == [0, 15, 55])
    #expect(extents.map(\.end) == [15, 55, 100])
    let svg = line.svg(id: "t").text
    #expect(svg.split(separator: "drawn shorter").count == 2)
    #expect(
      svg.contains("<desc id=\"t-text\">at 1000 phase 0, 10 ms; at 1010 phase 1, 1000000 ms; "))
  }

  @Test func ofNoLengthIsNotAnError() {
    #expect(Self.line([]).extents.isEmpty)
    #expect(Self.line([0, 0]).extents.map(\.end) == [0, 0])
    #expect(Self.line([0, 5]).shortened == nil)
    #expect(Self.line([0, 5]).extents.map(\.end) == [0, 100])
    #expect(Self.line([0]).svg(id: "x").text.contains("phase 0"))
  }
}
