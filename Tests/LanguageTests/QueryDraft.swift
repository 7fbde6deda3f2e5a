/// A random query in the parts that can be left out.
struct QueryDraft {
  struct Command {
    var word: String
    /// What stands between commas.
    var items: [String] = []
    /// What is between commas after `by`.
    var groups: [String] = []
    /// What stands at the end.
    var suffix = ""

    var text: String {
      let by = groups.isEmpty ? "" : " by " + groups.joined(separator: ", ")
      return word + (items.isEmpty ? "" : " " + items.joined(separator: ", ")) + by + suffix
    }
  }

  var commands: [Command] = []

  var text: String { commands.map(\.text).joined(separator: " | ") }
}
