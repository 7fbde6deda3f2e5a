/// A case of a rule for stops: facts between bars, such as
/// `code EssentialContainerExited | container 137: a reason | sidecar none | stop 31 s`.
package struct StopCase {
  package let facts: StopFacts

  /// Reads a case; `nil` if the string is not one.
  package init?(_ text: String, classifier: VerdictClassifier) {
    var facts = StopFacts()
    for item in text.split(separator: "|", omittingEmptySubsequences: false) {
      let item = trimmed(item)
      let cut = item.firstIndex(of: " ") ?? item.endIndex
      let value = trimmed(item[cut...])
      switch item[..<cut] {
      case "code": facts.setStopCode(value)
      case "task": facts.taskText = classifier.finding(of: value)
      case "attachment": facts.attachments.append(classifier.finding(of: value))
      case "service" where value.isEmpty: facts.isService = true
      case "started" where value.isEmpty: facts.hasStarted = true
      case "container", "helper", "sidecar":
        guard var container = Self.container(value, classifier) else { return nil }
        container.role = ContainerRole.byCaseName[String(item[..<cut])] ?? .main
        facts.containers.append(container)
      case "stop":
        guard value.hasSuffix(" s"), let seconds = Int64(value.dropLast(2)) else { return nil }
        facts.stopMilliseconds = seconds * 1000
      default: return nil
      }
    }
    self.facts = facts
  }

  private static func container(_ value: Substring, _ classifier: VerdictClassifier) -> StopFacts
    .Container?
  {
    let parts = value.split(separator: ":", maxSplits: 1)
    guard let head = parts.first else { return nil }
    var container = StopFacts.Container()
    if head != "none" {
      guard let code = Int64(head) else { return nil }
      container.exitCode = code
    }
    if parts.count == 2 { container.text = classifier.finding(of: trimmed(parts[1])) }
    return container
  }
}

extension StopFacts {
  fileprivate mutating func setStopCode(_ name: Substring) {
    var name = String(name)
    name.withUTF8 { setStopCode(UnsafeRawBufferPointer($0)) }
  }
}

extension VerdictClassifier {
  /// What a reason says by itself.
  package func finding(of text: some StringProtocol) -> TextFinding {
    var text = String(text)
    return text.withUTF8 { finding(of: UnsafeRawBufferPointer($0)) }
  }
}
