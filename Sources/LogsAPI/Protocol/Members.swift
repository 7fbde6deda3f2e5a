/// The members of a request, read by type and checked against AWS's model.
///
/// Each reader throws `SerializationException` for a wrong type and `InvalidParameterException` for a value that the
/// model does not allow. Members that nothing reads are ignored: SDKs may be newer than this server.
struct Members {
  private let members: [String: RequestValue]

  /// - Throws: `SerializationException` for what is no JSON object.
  init(_ body: [UInt8]) throws(APIError) {
    guard !body.isEmpty else {
      members = [:]
      return
    }
    guard case .object(let members)? = RequestValue.parse(body) else {
      throw .serialization("the body is not a JSON object")
    }
    self.members = members
  }

  private func value(_ name: String) -> RequestValue? {
    guard let value = members[name], value != .null else { return nil }
    return value
  }

  /// What names a member that must be there.
  func require<Value>(_ name: String, _ value: Value?) throws(APIError) -> Value {
    guard let value else { throw .constraint("null", at: name, "not be null") }
    return value
  }

  // MARK: - Scalars

  func text(_ name: String, _ rule: TextRule = .any) throws(APIError) -> String? {
    guard let value = value(name) else { return nil }
    return try text(value, at: name, rule)
  }

  private func text(
    _ value: RequestValue, at name: String, _ rule: TextRule
  ) throws(APIError) -> String {
    guard case .text(let text) = value else { throw Self.wrongType(name, "a string") }
    if let constraint = rule.broken(by: text) {
      throw .constraint(text, at: name, constraint)
    }
    return text
  }

  func integer(
    _ name: String, in range: ClosedRange<Int64> = .min ... .max
  ) throws(APIError) -> Int64? {
    guard let value = value(name) else { return nil }
    let number: Int64
    switch value {
    case .integer(let integer): number = integer
    case .real(let real) where real.rounded() == real && real.magnitude < 9e18:
      number = Int64(real)
    default: throw Self.wrongType(name, "a whole number")
    }
    if number < range.lowerBound {
      throw .constraint(
        "\(number)", at: name, "have value greater than or equal to \(range.lowerBound)")
    }
    if number > range.upperBound {
      throw .constraint(
        "\(number)", at: name, "have value less than or equal to \(range.upperBound)")
    }
    return number
  }

  func boolean(_ name: String) throws(APIError) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .boolean(let flag) = value else { throw Self.wrongType(name, "true or false") }
    return flag
  }

  /// One of a few words.
  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, as type: Word.Type
  ) throws(APIError) -> Word? where Word.RawValue == String {
    guard let text = try text(name) else { return nil }
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw .constraint(text, at: name, "satisfy enum value set: [\(words)]")
    }
    return word
  }

  // MARK: - Lists

  /// A list of strings, each of which keeps a rule.
  func texts(
    _ name: String, _ rule: TextRule = .any, count: ClosedRange<Int>
  ) throws(APIError) -> [String]? {
    guard let value = value(name) else { return nil }
    guard case .array(let elements) = value else { throw Self.wrongType(name, "a list") }
    if elements.count < count.lowerBound {
      throw .constraint(
        value.shown, at: name, "have length greater than or equal to \(count.lowerBound)")
    }
    if elements.count > count.upperBound {
      throw .constraint(
        value.shown, at: name, "have length less than or equal to \(count.upperBound)")
    }
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      texts.append(try text(element, at: "\(name).\(index + 1).member", rule))
    }
    return texts
  }

  private static func wrongType(_ name: String, _ expected: String) -> APIError {
    .serialization("the member '\(name)' must be \(expected)")
  }
}
