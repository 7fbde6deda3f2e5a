extension SecretRule {
  /// `AKIAIOSFODNN7EXAMPLE`.
  @Sendable static func findAccessKeyID(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    let kinds: [StaticString] = ["AKIA", "ASIA", "ABIA", "ACCA"]
    guard kinds.contains(where: { text.hasExactly($0, at: place - 1) }),
      !SecretBytes.isAlphanumeric(text.byte(place - 2))
    else { return }
    let start = place + 3
    let end = text.end(from: start) { SecretBytes.isUpper($0) || SecretBytes.isDigit($0) }
    if end - start >= 12 { found.mark(start..<end) }
  }

  /// How tokens of a kind begin, and how much follows at least.
  private struct Prefix {
    let text: StaticString
    let restMin: Int
    /// The index of the rarest byte, at which the text is looked at, and that byte.
    let trigger: Int
    let rarest: UInt8

    init(_ text: StaticString, _ restMin: Int = 12, trigger: Int? = nil) {
      self.text = text
      self.restMin = restMin
      self.trigger = trigger ?? text.utf8CodeUnitCount - 1
      rarest = text.utf8Start[self.trigger]
    }
  }

  private static let prefixes: [Prefix] = [
    // GitHub, GitLab.
    Prefix("ghp_"), Prefix("gho_"), Prefix("ghu_"), Prefix("ghs_"), Prefix("ghr_"),
    Prefix("github_pat_"), Prefix("glpat-"), Prefix("gldt-"), Prefix("glrt-"), Prefix("glcbt-"),
    Prefix("glptt-"), Prefix("gloas-"),
    // Slack.
    Prefix("xoxb-"), Prefix("xoxa-"), Prefix("xoxp-"), Prefix("xoxr-"), Prefix("xoxs-"),
    Prefix("xoxe-"), Prefix("xoxc-"), Prefix("xoxd-"), Prefix("xapp-"),
    // Package registries.
    Prefix("npm_"), Prefix("pypi-"), Prefix("dckr_pat_"), Prefix("dckr_oat_"),
    // Payment, mail, models, hosting.
    Prefix("sk_live_"), Prefix("sk_test_"), Prefix("rk_live_"), Prefix("rk_test_"),
    Prefix("whsec_"), Prefix("SG."), Prefix("sk-ant-"), Prefix("sk-proj-"), Prefix("sk-", 32),
    Prefix("dop_v1_"), Prefix("shpat_"), Prefix("lin_api_"), Prefix("figd_"), Prefix("hf_", 20),
    Prefix("glsa_"), Prefix("gsk_", 20), Prefix("sntrys_"), Prefix("xkeysib-"), Prefix("nvapi-"),
    Prefix("rubygems_"), Prefix("pul-", 32), Prefix("AGE-SECRET-KEY-"),
    // Vault, Google.
    Prefix("hvs."), Prefix("hvb."), Prefix("AIza", 30, trigger: 1), Prefix("ya29."),
    // Session tokens of AWS STS. A JSON Web Token, or a password for a registry: Base64 of `{"`.
    Prefix("IQoJ", 40), Prefix("FwoG", 40), Prefix("FQoG", 40), Prefix("eyJ", 16),
  ]

  /// The prefixes, up to the byte at which a text is looked at.
  static let prefixTexts = prefixes.map { String($0.text.description.prefix($0.trigger + 1)) }

  /// A token that begins with a known prefix, whose rarest byte is at the place.
  @Sendable static func findToken(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    for prefix in prefixes where prefix.rarest == text[place] {
      let start = place - prefix.trigger
      guard text.hasExactly(prefix.text, at: start),
        !SecretBytes.isAlphanumeric(text.byte(start - 1))
      else { continue }
      let first = start + prefix.text.utf8CodeUnitCount
      let end = text.end(from: first, while: SecretBytes.isToken)
      if end - first >= prefix.restMin { return found.mark(first..<end) }
    }
  }

  /// `Bearer …`, `Basic …`.
  @Sendable static func findScheme(_ text: SecretText, _ place: Int, _ found: inout FoundSecrets) {
    guard text.has("bearer", at: place - 6) || text.has("basic", at: place - 5) else { return }
    let start = text.afterBlanks(place)
    let end = text.end(from: start, while: SecretBytes.isToken)
    let rest = text.bytes[min(start + 1, end)..<end]
    let isToken = rest.contains {
      SecretBytes.isDigit($0) || SecretBytes.isUpper($0) || $0 == UInt8(ascii: "=")
    }
    if end - start >= 8, isToken { found.mark(start..<end) }
  }

  /// `-----BEGIN EC PRIVATE KEY-----`.
  @Sendable static func findPrivateKey(
    _ text: SecretText, _ place: Int, _ found: inout FoundSecrets
  ) {
    guard text.hasExactly("-----BEGIN ", at: place - 9) else { return }
    let label = text.end(from: place + 2) {
      SecretBytes.isUpper($0) || SecretBytes.isDigit($0) || $0 == 0x20
    }
    let keyEnd = text.hasExactly(" BLOCK", at: label - 6) ? label - 6 : label
    guard text.hasExactly("PRIVATE KEY", at: keyEnd - 11), text.hasExactly("-----", at: label)
    else {
      return
    }
    let start = label + 5
    guard !text.has(maskBeginning, at: start) else { return }
    var end = start
    while end < text.count,
      !(text[end] == UInt8(ascii: "-") && text.hasExactly("-----END", at: end))
    {
      end += 1
    }
    found.mark(start..<end)
  }
}

extension SecretText {
  /// Whether a text stands at a place, letters in its own case.
  fileprivate func hasExactly(_ text: StaticString, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard index >= 0, index + length <= count else { return false }
    for offset in 0..<length where bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }
}
