/// What people paste to name a task.
enum TaskID {
  /// Whether a word looks like the id of a task, the beginning of one, or its ARN.
  static func isLike(_ word: String) -> Bool {
    if word.hasPrefix("arn:") { return word.contains(":task/") }
    let digits = word.utf8.filter { $0 != UInt8(ascii: "-") }
    return digits.count >= 4 && word.contains(where: \.isNumber)
      && digits.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
  }

  /// How to see the task.
  static func advice(for word: String) -> String {
    "`ecs-stops report task \(word)` shows everything about this task"
  }
}
