/// The version of the program, as `ecs-stops --version` prints it.
package enum Version {
  package static let current = "0.1.0"
}
