/// Something that does not hold of an input, though it must of any.
package struct Finding: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// - Throws: a finding if the condition does not hold.
func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws {
  if !condition { throw Finding(what()) }
}
