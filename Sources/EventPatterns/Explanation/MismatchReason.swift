/// Explains why values do not match a condition, in particular where they only look alike.
enum MismatchReason {
  /// Why the condition accepts none of the values, of which there is at least one.
  static func of(_ values: [PatternValue], _ condition: FieldCondition) -> String {
    for alternative in condition.alternatives {
      for value in values {
        if let reason = likeness(value, alternative) { return reason }
      }
    }
    let isExclusion = condition.alternatives.allSatisfy {
      if case .anythingBut = $0 { true } else { false }
    }
    switch (isExclusion, values.count) {
    case (true, 1): return "the value is excluded"
    case (true, let count):
      return "all \(count) values are excluded; anything-but needs one that is not"
    case (false, 1): return "no alternative accepts this value"
    case (false, let count): return "no alternative accepts any of the \(count) values"
    }
  }

  /// Explains values that `anything-but` accepts only because they have another type than what it excludes.
  static func otherType(_ values: [PatternValue], _ exclusion: Exclusion) -> String? {
    if values == [.null] { return "null is a value and is not excluded" }
    for case .string(let text) in values {
      guard case .numbers(let numbers) = exclusion, numbers.contains(where: { $0.text == text })
      else { continue }
      return "\"\(string(text))\" is a string, which never equals the excluded number"
    }
    for case .number(let number) in values {
      guard case .strings(let texts) = exclusion, texts.contains(number.text) else { continue }
      return "\(string(number.text)) is a number, which never equals the excluded string"
    }
    return nil
  }

  /// What a value has in common with one alternative.
  private static func likeness(_ value: PatternValue, _ wanted: PatternAlternative) -> String? {
    switch (value, wanted) {
    case (.string(let text), .number), (.string(let text), .numeric):
      let number = Double(string(text)) != nil
      return number
        ? "the event has the string \"\(string(text))\"; strings and numbers are never equal" : nil
    case (.string(let text), .boolean), (.string(let text), .null):
      let isLiteral = ["true", "false", "null"].contains(string(text))
      return isLiteral ? "the event has the string \"\(string(text))\", not the literal" : nil
    case (.string(let text), .string(let wanted)): return likeness(text, wanted)
    case (.string(let text), .prefix(let wanted)):
      return caseOnly(.prefixIgnoringCase(CaselessText(wanted)), text, "prefix")
    case (.string(let text), .suffix(let wanted)):
      return caseOnly(.suffixIgnoringCase(CaselessText(wanted)), text, "suffix")
    case (.number(let number), .string), (.number(let number), .prefix),
      (.number(let number), .suffix), (.number(let number), .wildcard):
      return "the event has the number \(string(number.text)); strings and numbers are never equal"
    case (.number(let number), .numeric) where number.comparable == nil:
      return "\(string(number.text)) cannot be compared: no double represents it exactly"
    case (.null, _): return "the event has null here, which is equal only to null"
    default: return nil
    }
  }

  private static func likeness(_ text: [UInt8], _ wanted: [UInt8]) -> String? {
    if CaselessText(wanted).equals(text) {
      return "the value differs only in case; {\"equals-ignore-case\": …} accepts it"
    }
    if !wanted.isEmpty, text.starts(with: wanted) {
      return "the value only begins with \"\(string(wanted))\"; {\"prefix\": …} accepts it"
    }
    if trimmed(text).elementsEqual(trimmed(wanted)) {
      return "the value differs only in leading or trailing spaces"
    }
    return nil
  }

  private static func caseOnly(
    _ caseless: PatternAlternative, _ text: [UInt8], _ name: String
  ) -> String? {
    guard caseless.accepts(.string(text)) else { return nil }
    return
      "the value differs only in case; {\"\(name)\":{\"equals-ignore-case\": …}} accepts it"
  }

  private static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    guard let last = text.lastIndex(where: { !isSpace($0) }) else { return [] }
    return text[...last].drop(while: isSpace)
  }

  private static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension CaselessText {
  fileprivate func equals(_ text: [UInt8]) -> Bool { text.withUnsafeBytes { equals($0) } }
}
