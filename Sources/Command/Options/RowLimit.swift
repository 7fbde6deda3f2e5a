import ArgumentParser

/// A bound on rows as it is given on the command line: a number, or `all`.
struct RowLimit: ExpressibleByArgument, Equatable {
  /// `Int.max` for all.
  let rows: Int

  init?(argument: String) {
    if argument == "all" {
      rows = .max
    } else if let number = Int(argument), number > 0 {
      rows = number
    } else {
      return nil
    }
  }
}
