import ECSStops

extension PatternExplanation {
  /// The explanation with the secrets of the event masked.
  func masked(by masker: Masker?) throws -> PatternExplanation {
    guard let masker else { return self }
    let shown = try fields.map { field in
      let secrecy = SecretPath.secrecy(ofField: field.path.text)
      return field.showing(
        values: try field.values.map { try masker.masked($0, secrecy) },
        // It may quote a value.
        reason: try field.reason.map { reason in
          secrecy == .whole
            ? field.values.reduce(reason) { $0.replacing($1, with: "[masked]") }
            : try masker.masked(reason, secrecy)
        })
    }
    return with(fields: shown)
  }
}
