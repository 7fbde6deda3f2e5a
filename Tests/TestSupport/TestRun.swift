import Foundation

/// What the environment asks of tests.
package enum TestRun {
  private static let environment = ProcessInfo.processInfo.environment

  /// `NIGHTLY=1`: property tests try many more inputs.
  package static let isNightly = environment["NIGHTLY"] != nil

  /// `SEED=n`, if it is given: property tests try the inputs of that seed.
  package static let givenSeed = environment["SEED"].flatMap { UInt64($0) }

  /// The seed of a property test: `SEED` of the environment, else always the same.
  ///
  /// - Parameter number: sets the test apart from others of its target.
  package static func seed(_ number: UInt64 = 0) -> UInt64 {
    (givenSeed ?? 20_261_122) &+ number
  }
}
