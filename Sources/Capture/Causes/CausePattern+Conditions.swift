import Verdicts

/// The conditions for several causes at once: reasons of the same field are combined in one list.
extension [CausePattern] {
  /// A stop with one of the causes meets one of these.
  func conditions() -> [DetailCondition] {
    let codes = flatMap(\.codes).map { DocumentValue.text($0.rawValue) }
    let conditions =
      [
        DetailCondition(stopCode: codes.withoutRepeats()),
        DetailCondition(stoppedReason: alternatives(in: .task)),
        DetailCondition(containerReasons: alternatives(in: .containers)),
        DetailCondition(attachmentDetails: alternatives(in: .attachments)),
      ] + flatMap(\.others)
    return conditions.filter { $0 != DetailCondition() }.withoutRepeats()
  }

  private func alternatives(in place: CausePattern.Places) -> [DocumentValue] {
    filter { $0.places.contains(place) }.flatMap(\.reasons).map(\.alternative).withoutRepeats()
  }
}

extension Array where Element: Hashable {
  /// The elements in order, without repetitions.
  func withoutRepeats() -> [Element] {
    var seen = Set<Element>()
    return filter { seen.insert($0).inserted }
  }
}
