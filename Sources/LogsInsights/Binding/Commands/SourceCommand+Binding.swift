extension SourceCommand {
  func bind(to binder: inout Binder) {
    guard let window else { return }
    binder.sourceWindows += 1
    if binder.sourceWindows > 1 {
      binder.note(.sourceWindowTwice, at: window.range)
    }
    guard !binder.hasWindow else { return }
    let start = window.start?.milliseconds(asOf: binder.options.now)
    let end = window.end?.milliseconds(asOf: binder.options.now)
    if let start, let end, end < start {
      binder.note(.emptyWindow, at: window.range)
    } else {
      binder.checkTime(from: start, to: end, at: window.range)
    }
    binder.options.start = start
    binder.options.end = end
  }
}
