import Testing
import Time

@Suite struct TimeSourceTests {
  @Test func theSystemsClocksGoForward() {
    let (now, uptime) = (TimeSource.system.nowNanoseconds, TimeSource.system.uptimeNanoseconds)
    // After 2026, in nanoseconds.
    #expect(now > 1_767_225_600_000_000_000)
    #expect(TimeSource.system.uptimeNanoseconds >= uptime)
  }

  @Test func timeCanStandStill() {
    let time = TimeSource.fixed(at: -1)
    #expect(time.now == -1)
    #expect(time.uptimeNanoseconds == time.uptimeNanoseconds)
  }

  @Test func partsOfMillisecondsAreCut() {
    let time = TimeSource(wallClock: { -1 }, uptime: { 2_500_000_000 })
    #expect(time.now == -1)
    #expect(time.uptimeSeconds == 2.5)
  }
}
