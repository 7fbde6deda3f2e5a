/// A name next to a value, such as `DB_PASSWORD`, and how sure it makes that the value is a secret.
package enum SecretName {
  /// A name after which any value is secret.
  case strong
  /// A word that prose uses as well: `token: expired`.
  case weak
  /// A name of a secret is often called so: `secret: prod/db`.
  case secret
  /// The name of a header, whose value goes to the end of the line.
  case header

  /// The longest name that is looked at.
  static let lengthMax = 64

  /// What the words at the end of a name say; nil for any other name.
  ///
  /// - Parameter range: the name in the text, of the bytes that names consist of.
  init?(_ text: SecretText, _ range: Range<Int>) {
    /// Where a word begins that the name ends with, whatever signs are in it; nil if the name ends otherwise.
    func start(of word: StaticString) -> Int? {
      var index = range.upperBound
      var rest = word.utf8CodeUnitCount
      while rest > 0 {
        index -= 1
        guard index >= range.lowerBound else { return nil }
        let byte = text[index]
        if SecretBytes.isSign(byte) { continue }
        rest -= 1
        guard byte | 0x20 == word.utf8Start[rest] | 0x20 else { return nil }
      }
      return index
    }
    guard let last = range.last(where: { !SecretBytes.isSign(text[$0]) }) else { return nil }
    for word in Self.wordsByLastLetter[Int(text[last] & 31)] {
      guard let start = start(of: word.text) else { continue }
      if word.isWhole, start > range.lowerBound, SecretBytes.isAlphanumeric(text[start - 1]) {
        continue
      }
      self = word.says
      return
    }
    return nil
  }

  /// A word at the end of a name.
  private struct Word {
    let text: StaticString
    let says: SecretName
    /// Whether it counts only as a word of its own: `DB_PASS` and not `bypass`.
    var isWhole = false
  }

  /// What is surer comes first.
  private static let words =
    headerWords.map { Word(text: $0, says: .header) }
    + strongWords.map { Word(text: $0, says: .strong) }
    + strongWholeWords.map { Word(text: $0, says: .strong, isWhole: true) }
    + secretWords.map { Word(text: $0, says: .secret) }
    + weakWords.map { Word(text: $0, says: .weak) }
    + weakWholeWords.map { Word(text: $0, says: .weak, isWhole: true) }

  /// The words by the lower five bits of their last letters, which are the same in both cases.
  private static let wordsByLastLetter: [[Word]] = words.reduce(
    into: Array(repeating: [], count: 32)
  ) { lists, word in
    lists[Int(word.text.utf8Start[word.text.utf8CodeUnitCount - 1] & 31)].append(word)
  }

  /// How lists and objects of environment variables are called, in any case.
  static let environmentWords = ["environment", "environmentvariables", "envvars", "env"]

  /// Whether a field with this name holds a secret, whatever its value.
  package static func isOfSecret(_ name: some StringProtocol) -> Bool {
    let bytes = Array(name.utf8)
    return bytes.withUnsafeBytes { bytes in
      let says = SecretName(SecretText(bytes: bytes), 0..<bytes.count)
      return says == .strong || says == .weak || says == .header
    }
  }

  /// Whether a name is one of these.
  static func isEnvironment(_ text: SecretText, _ range: Range<Int>) -> Bool {
    isEnvironment(String(decoding: text.bytes[range], as: UTF8.self))
  }

  package static func isEnvironment(_ name: some StringProtocol) -> Bool {
    environmentWords.contains(name.lowercased().filter { $0 != "_" && $0 != "-" })
  }

  /// All words by which names tell of secrets, without signs.
  static let allWords = words.map(\.text.description) + environmentWords

  private static let headerWords: [StaticString] = ["authorization", "cookie"]
  private static let strongWords: [StaticString] = [
    "password", "passwd", "passphrase", "passcode", "pwd", "apikey", "accesskey", "secretkey",
    "privatekey", "accountkey", "sharedkey", "signingkey", "encryptionkey", "masterkey", "authkey",
    "storagekey", "sshkey", "deploykey", "licensekey", "sessionkey", "accesskeyid",
    "connectionstring",
    "clientsecret", "authtoken", "accesstoken", "refreshtoken", "idtoken", "securitytoken",
    "sessiontoken", "privatetoken", "appsecret", "sessionid",
    "passwords", "passwds", "passphrases", "apikeys", "accesskeys", "privatekeys", "accesstokens",
    // German, French, Spanish, Portuguese, Dutch, Italian, Polish.
    "passwort", "kennwort", "motdepasse", "contrasena", "contrase\u{f1}a", "senha", "wachtwoord",
    "parolachiave", "haslo",
  ]
  private static let strongWholeWords: [StaticString] = [
    "pass", "sig", "pw", "otp", "pat", "bearer",
  ]
  private static let secretWords: [StaticString] = ["secret", "secrets"]
  private static let weakWords: [StaticString] = [
    "token", "tokens", "credential", "credentials", "signature",
  ]
  private static let weakWholeWords: [StaticString] = ["auth", "jwt"]
}
