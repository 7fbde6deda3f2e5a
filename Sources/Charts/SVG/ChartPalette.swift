/// The colors of charts on pages, as variables of a style sheet.
///
/// The six colors of causes and the gray of the rest were chosen so that each pair is as distinct as
/// possible for color-blind people, too; the tests measure that. Wherever a color is used, its
/// meaning is also written out.
package struct ChartPalette: Sendable {
  /// The background of the page.
  package let paper: String
  /// The causes, in the order of `ChartInk`, and the rest of them.
  package let causes: [String]
  package let otherCauses: String
  package let routine: String
  /// From nothing to the most.
  package let heat: [String]

  package static let light = ChartPalette(
    paper: "#ffffff",
    causes: ["#1f5fbf", "#e89829", "#702a63", "#45c08a", "#a03a22", "#dd86ea"],
    otherCauses: "#7d828a", routine: "#b7bec9",
    heat: ["#eef0f3", "#c6dbef", "#93c0e4", "#5b9bd1", "#2b70b3", "#0d4484"])
  package static let dark = ChartPalette(
    paper: "#15171c",
    causes: ["#6a86f4", "#ecba44", "#9a55a6", "#a8e2ac", "#dc4a3e", "#2fe3ea"],
    otherCauses: "#8b8f96", routine: "#4d5665",
    heat: ["#22252c", "#1d3a5c", "#21598f", "#3680c2", "#6caee3", "#b9ddf8"])

  /// `--c1: #1f5fbf; …`.
  package var variables: String {
    var text = "--paper: \(paper); "
    for (index, color) in causes.enumerated() { text += "--c\(index + 1): \(color); " }
    text += "--co: \(otherCauses); --cr: \(routine);"
    for (index, color) in heat.enumerated() { text += " --h\(index): \(color);" }
    return text
  }
}
