extension Parser {
  /// What was found wrong, or what explains all of it: that the text is in another language, or characters that came
  /// with pasted text.
  var explained: [Diagnostic] {
    if let first = tokens.first, !startsWithCommand,
      let language = ForeignLanguage.of(source, tokens)
    {
      return [
        Diagnostic(
          .otherLanguage(language.rawValue), at: first.range,
          hints: [Diagnostic.Hint(language.advice)])
      ]
    }
    let slips = TextSlips(source, tokens).diagnostics
    return slips.isEmpty ? diagnostics : slips
  }

  private var startsWithCommand: Bool {
    guard let first = tokens.first, first.kind == .name else { return false }
    return CommandTable.names.contains { $0.asciiLowercased == text(of: first).asciiLowercased }
  }

  /// What to write for the name of a command that there is not.
  func hints(forCommand name: String) -> [Diagnostic.Hint] {
    let advice = [Diagnostic.Hint].of(WordSlips.command(name))
    guard advice.isEmpty else { return advice }
    // Kusto names a table first.
    if previous == nil, next.kind == .pipe {
      return [
        Diagnostic.Hint("a query names no table; it begins with a command such as filter or stats")
      ]
    }
    return .didYouMean(NameSuggestions.nearest(to: name, among: CommandTable.names))
  }

  /// What to write for the current token, if other languages have it here.
  ///
  /// - Parameter expected: what the parser expects, in its words.
  func slipHints(expecting expected: String?) -> [Diagnostic.Hint] {
    if current.kind == .name {
      if keyword(current) == .not { return .of(WordSlips.continuation(text(of: next))) }
      let word = text(of: current)
      if expected?.hasPrefix("'|'") == true, let advice = WordSlips.command(after: word) {
        return .of(advice)
      }
      return .of(keyword(current) == nil ? WordSlips.continuation(word) : nil)
    }
    let pair = previous.map { current.isAdjacent ? ($0.kind, current.kind) : (.end, current.kind) }
    switch (pair?.0, current.kind) {
    case (.less, .greater): return [Diagnostic.Hint("write !=")]
    case (.equal, .greater): return [Diagnostic.Hint("write >=")]
    case (.equal, .less): return [Diagnostic.Hint("write <=")]
    case (.equal, .equal), (.equal, .matches): return [Diagnostic.Hint("write =")]
    case (.slash, .slash), (.minus, .minus), (.slash, .star): return Self.comment
    case (_, .bang) where next.kind == .matches || text(of: next) == "~":
      return [Diagnostic.Hint("write not like /…/")]
    case (_, .slash) where next.kind == .slash || next.kind == .star: return Self.comment
    case (_, .minus) where next.kind == .minus: return Self.comment
    case (_, .greater) where previous == nil, (_, .minus) where previous == nil:
      return [Diagnostic.Hint("leave out what stands before the first command")]
    case (_, .minus) where isAfter("sort"):
      return [Diagnostic.Hint("write desc after the name: sort name desc")]
    case (_, .star) where isAfter("fields") || isAfter("display"):
      return [
        Diagnostic.Hint(
          "name the fields, or leave the command out; fields @message shows whole events")
      ]
    case (_, .percent) where isAfter("like"):
      return [
        Diagnostic.Hint("put strings in quotes; like needs no wildcards: like \"part\"")
      ]
    case (_, .colon): return [Diagnostic.Hint("write = for a comparison", replacement: " =")]
    case (_, .comma) where isAfterIn:
      return [Diagnostic.Hint("a list stands in brackets: in [a, b]")]
    default: return []
    }
  }

  private static let comment = [Diagnostic.Hint("a comment starts with '#'")]

  /// The advice where a string is closed by a quotation mark that is not a straight one.
  var lookAlikeOfQuote: [Diagnostic.Hint] {
    let characters = text(of: current).unicodeScalars.dropFirst()
    for character in characters {
      guard let slip = CharacterSlip(character), ["\"", "'"].contains(slip.replacement) else {
        continue
      }
      return [Diagnostic.Hint("\(character): \(slip.advice)")]
    }
    return []
  }

  private func isAfter(_ word: String) -> Bool {
    previous.map { $0.kind == .name && text(of: $0).asciiLowercased == word } ?? false
  }

  /// Whether `in` and one value stand before the current token.
  private var isAfterIn: Bool {
    beforePrevious.map { keyword($0) == .in } ?? false
  }
}
