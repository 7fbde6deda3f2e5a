/// A name next to a value, such as `DB_PASSWORD`, and how sure it makes that the value is a secret.
enum SecretName {
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
    var name: [UInt8] = []
    name.reserveCapacity(range.count)
    for index in range where SecretBytes.isAlphanumeric(text[index]) {
      name.append(SecretBytes.lower(text[index]))
    }
    func ends(_ word: StaticString) -> Bool {
      let length = word.utf8CodeUnitCount
      guard name.count >= length, name[name.count - 1] == word.utf8Start[length - 1] else {
        return false
      }
      return name.suffix(length).elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: length))
    }
    func isAlone(_ word: StaticString) -> Bool {
      guard ends(word) else { return false }
      let before = text.byte(range.upperBound - word.utf8CodeUnitCount - 1)
      return name.count == word.utf8CodeUnitCount || !SecretBytes.isAlphanumeric(before)
    }
    if ["authorization", "cookie"].contains(where: ends) {
      self = .header
    } else if Self.strongWords.contains(where: ends) || Self.wholeWords.contains(where: isAlone) {
      self = .strong
    } else if ends("secret") || ends("secrets") {
      self = .secret
    } else if Self.weakWords.contains(where: ends) || isAlone("auth") || isAlone("jwt") {
      self = .weak
    } else {
      return nil
    }
  }

  /// All words by which names tell of secrets, without signs.
  static let allWords: [String] =
    (strongWords + wholeWords + weakWords + [
      "secret", "secrets", "authorization", "cookie", "auth", "jwt",
    ])
    .map(\.description)

  private static let strongWords: [StaticString] = [
    "password", "passwd", "passphrase", "passcode", "pwd", "apikey", "accesskey", "secretkey",
    "privatekey", "accountkey", "sharedkey", "signingkey", "encryptionkey", "masterkey", "authkey",
    "storagekey", "sshkey", "deploykey", "licensekey", "sessionkey", "accesskeyid",
    "connectionstring",
    "clientsecret", "authtoken", "accesstoken", "refreshtoken", "idtoken", "securitytoken",
    "sessiontoken", "privatetoken", "appsecret",
  ]
  /// Only as a word of their own: `DB_PASS` and not `bypass`.
  private static let wholeWords: [StaticString] = ["pass", "sig", "pw", "otp", "pat", "bearer"]
  private static let weakWords: [StaticString] = [
    "token", "tokens", "credential", "credentials", "signature",
  ]
}
