import ArgumentParser
import ECSStops

/// The value of `--timeout`: how long a statement may work.
struct TimeLimit: ExpressibleByArgument {
  /// Seconds, 0 for no limit.
  let argument: Double

  init(seconds: Double) {
    argument = seconds
  }

  /// Nil for what is not a number of seconds.
  init?(argument text: String) {
    guard let seconds = Double(text), seconds >= 0 else { return nil }
    argument = seconds
  }

  var defaultValueDescription: String {
    argument == argument.rounded() ? String(Int64(argument)) : String(argument)
  }

  /// Nil for no limit.
  private var seconds: Double? { argument == 0 ? nil : argument }

  /// What a command that reads may take.
  var limits: ReadLimits { ReadLimits(seconds: seconds, isInterrupted: { Interrupt.isAsked }) }

  /// Ends the process where a statement does not stop within the limit by itself.
  func watch(_ clock: SQLSandboxClock, color: ColorChoice) {
    guard let seconds else { return }
    let failure = Failure(SQLSandboxError.timedOut(seconds: seconds), names: { [] })
    Watchdog.watch(color: color) {
      clock.isOver(bySeconds: Watchdog.secondsOfGrace) ? failure : nil
    }
  }
}

extension ReadLimits {
  /// What a command may take that reads as much as there is, however long it takes.
  static let unhurried = ReadLimits(seconds: nil, isInterrupted: { Interrupt.isAsked })
}
