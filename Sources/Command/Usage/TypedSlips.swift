import ArgumentParser
import ECSStops

/// Words of the command line that are surely not meant as they are: dashes of word processors, and times in two words.
enum TypedSlips {
  private static let dashes: Set<Unicode.Scalar> = [
    "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", "\u{fe63}",
    "\u{ff0d}",
  ]

  /// - Throws: `Failure` for the first of them.
  static func check(_ arguments: some Collection<String>) throws {
    let words = Array(arguments.prefix { $0 != "--" })
    let command = words.first.flatMap { SubcommandNames.all.contains($0) ? $0 : nil }
    for word in words { try checkDash(word, of: command) }
    for index in words.indices.dropLast(2) where words[index].hasPrefix("--") {
      try checkTime(words[index + 1], words[index + 2], after: words[index])
    }
  }

  /// An option with another character in place of its hyphens: `—since`.
  private static func checkDash(_ word: String, of command: String?) throws {
    guard let first = word.unicodeScalars.first, dashes.contains(first) || first == "-" else {
      return
    }
    let rest = word.unicodeScalars.drop { dashes.contains($0) || $0 == "-" }
    let name = rest.prefix { ("a"..."z").contains($0) || $0 == "-" || dashes.contains($0) }
    guard let dash = word.unicodeScalars.prefix(2).first(where: dashes.contains), !name.isEmpty,
      name.endIndex == rest.endIndex || rest[name.endIndex] == "="
    else { return }
    let option =
      "--" + String(String.UnicodeScalarView(name.map { dashes.contains($0) ? "-" : $0 }))
    let known = KnownOptions(of: command)
    let slip = CharacterSlip(dash)?.name ?? "another dash"
    throw Failure(
      "\"\(word)\" begins with \(slip)",
      help: known.names.contains(option)
        ? "options begin with two hyphens: write \(option)" : known.advice(for: option),
      exitCode: .validationFailure)
  }

  /// `--start 2026-01-30 09:00`.
  private static func checkTime(_ day: String, _ time: String, after option: String) throws {
    guard day.wholeMatch(of: /\d{4}-\d\d-\d\d|today|yesterday/) != nil,
      time.wholeMatch(of: /\d\d?:\d\d(:\d\d)?Z?/) != nil
    else { return }
    let clock = time.prefix(2).contains(":") ? "0" + time : time
    throw Failure(
      "\(option) has a date and a time in two words: \(day) \(time)",
      help: day.first?.isNumber == true
        ? "write \(option) \(day)T\(clock)" : "write a date: \(option) 2026-01-31T\(clock)",
      exitCode: .validationFailure)
  }
}
