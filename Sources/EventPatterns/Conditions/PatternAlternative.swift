/// One of the values that a field may have.
public enum PatternAlternative: Hashable, Sendable {
  /// A string that is not an address.
  case string([UInt8])
  /// A plain string that is an IP address: any spelling of the address matches.
  case address([UInt8], NetworkAddress)
  case number(PatternNumber)
  case boolean(Bool)
  case null
  case prefix([UInt8])
  case suffix([UInt8])
  case equalsIgnoringCase(CaselessText)
  case prefixIgnoringCase(CaselessText)
  case suffixIgnoringCase(CaselessText)
  case wildcard(WildcardText)
  case numeric(NumericRange)
  case cidr(AddressRange)
  /// `{"exists": true}` accepts any value; `{"exists": false}` accepts only the absence of one.
  case exists(Bool)
  case anythingBut(Exclusion)

  /// Whether a value of an event is accepted.
  public func accepts(_ value: PatternValue) -> Bool { value.withScalar { accepts($0) } }

  /// Whether a string of an event is accepted, given as UTF-8.
  public func accepts(string: UnsafeRawBufferPointer) -> Bool {
    accepts(EventScalar.string(string))
  }

  func accepts(_ value: EventScalar) -> Bool {
    switch self {
    case .exists(let exists): exists
    case .anythingBut(let excluded): !excluded.contains(value)
    default:
      switch value {
      case .string(let text): acceptsText(text)
      case .number(let text, let value): acceptsNumber(text, value)
      case .boolean(let value): self == .boolean(value)
      case .null: self == .null
      }
    }
  }

  private func acceptsText(_ text: UnsafeRawBufferPointer) -> Bool {
    switch self {
    case .string(let wanted): text.equals(wanted)
    case .address(let wanted, let address): text.equals(wanted) || NetworkAddress(text) == address
    case .prefix(let wanted): text.hasPrefix(wanted)
    case .suffix(let wanted): text.hasSuffix(wanted)
    case .equalsIgnoringCase(let wanted): wanted.equals(text)
    case .prefixIgnoringCase(let wanted): wanted.isPrefix(of: text)
    case .suffixIgnoringCase(let wanted): wanted.isSuffix(of: text)
    case .wildcard(let wanted): wanted.accepts(text)
    case .cidr(let range): NetworkAddress(text).map(range.contains) ?? false
    case .number, .boolean, .null, .numeric, .exists, .anythingBut: false
    }
  }

  /// Numbers that a double cannot represent are equal if they are spelled alike, and outside every range.
  private func acceptsNumber(_ text: UnsafeRawBufferPointer, _ value: Double?) -> Bool {
    switch self {
    case .number(let wanted):
      if let value { wanted.comparable == value } else { text.equals(wanted.text) }
    case .numeric(let range): value.map(range.contains) ?? false
    default: false
    }
  }
}
