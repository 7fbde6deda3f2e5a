import Foundation

/// A page as a browser shows it.
final class BrowserTab {
  private let browser: Browser
  private let target: String
  private let session: String

  init(_ browser: Browser) throws {
    self.browser = browser
    let created = try browser.ask("Target.createTarget", ["url": "about:blank"])
    target = created["targetId"] as? String ?? ""
    let attached = try browser.ask(
      "Target.attachToTarget", ["targetId": target, "flatten": true])
    session = attached["sessionId"] as? String ?? ""
    for domain in ["Page", "Runtime", "Log", "Network"] { try ask("\(domain).enable") }
  }

  deinit { _ = try? browser.ask("Target.closeTarget", ["targetId": target]) }

  @discardableResult
  private func ask(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    try browser.ask(method, parameters, session: session)
  }

  /// A window of this many pixels; below 500 that of a phone.
  func resize(width: Int, height: Int) throws {
    try ask(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500])
  }

  func emulate(isDark: Bool, media: String = "screen") throws {
    try ask(
      "Emulation.setEmulatedMedia",
      [
        "media": media,
        "features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]],
      ])
  }

  func setScripts(areAllowed: Bool) throws {
    try ask("Emulation.setScriptExecutionDisabled", ["value": !areAllowed])
  }

  func open(_ path: String) throws {
    // A background tab is not painted.
    try ask("Page.bringToFront")
    browser.forgetEvents()
    try ask("Page.navigate", ["url": "file://" + path])
    try browser.wait(for: "Page.loadEventFired")
  }

  /// The value of an expression of JavaScript; it may be a promise.
  func value(_ expression: String) throws -> Any? {
    let answer = try ask(
      "Runtime.evaluate",
      ["expression": expression, "returnByValue": true, "awaitPromise": true])
    if let mistake = answer["exceptionDetails"] {
      throw Browser.Failure(description: "\(expression): \(mistake)")
    }
    return (answer["result"] as? [String: Any])?["value"]
  }

  func number(_ expression: String) throws -> Double {
    (try value(expression) as? NSNumber)?.doubleValue ?? .nan
  }

  func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }

  /// The window, or all of the page, as a PNG in Base64.
  func picture(isWhole: Bool = false) throws -> String {
    var parameters: [String: Any] = ["format": "png"]
    if isWhole {
      let metrics = try ask("Page.getLayoutMetrics")
      let size = metrics["cssContentSize"] as? [String: Any] ?? [:]
      parameters["captureBeyondViewport"] = true
      parameters["clip"] = [
        "x": 0, "y": 0, "width": size["width"] ?? 0, "height": size["height"] ?? 0, "scale": 1,
      ]
    }
    return try ask("Page.captureScreenshot", parameters)["data"] as? String ?? ""
  }

  /// The page on paper, as a PDF.
  func print() throws -> Data {
    let answer = try ask(
      "Page.printToPDF", ["paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true])
    return Data(base64Encoded: answer["data"] as? String ?? "") ?? Data()
  }

  /// What the page complained about: messages of scripts, policies and the browser itself.
  var complaints: [String] {
    let methods = [
      "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown",
      "Page.javascriptDialogOpening",
    ]
    return browser.events.filter { methods.contains($0.method) }
      .map { "\($0.method) \($0.parameters)" }
  }

  /// The addresses that were asked for.
  var requests: [String] {
    browser.events.filter { $0.method == "Network.requestWillBeSent" }.compactMap { event in
      (event.parameters["request"] as? [String: Any])?["url"] as? String
    }
  }
}
