import Synchronization

/// How many shapes an archive has, for the thread that captures events and the one that writes them.
///
/// Usual events have some tens of shapes. Each program that writes members in another order adds a few, and one that
/// makes up names or orders would add a shape with each event: then every question about a field would have to look into
/// all of them.
package final class ShapeCount: Sendable {
  /// With this many shapes, the names of members that the archive does not know are kept with their values, in rows.
  ///
  /// A hundred programs and versions have fewer, and the names that Amazon ECS adds are few.
  package static let namesMax = 1_000
  /// With this many shapes, an object whose shape is new is kept as text; with `namesMax` if the shape has names that
  /// the archive does not know, which were captured before there were so many.
  ///
  /// Queries examine every shape up to a limit that is a little higher (`ShapePaths.shapesMax`).
  package static let shapesMax = 1_500

  private let count = Atomic(0)

  package init() {}

  /// Whether names of unknown members may be part of shapes.
  package var keepsNames: Bool { count.load(ordering: .relaxed) < Self.namesMax }

  /// Whether there may be another shape.
  ///
  /// - Parameter withNames: whether it has names that the archive does not know.
  package func allowsMore(withNames: Bool) -> Bool {
    count.load(ordering: .relaxed) < (withNames ? Self.namesMax : Self.shapesMax)
  }

  package func set(_ shapes: Int) { count.store(shapes, ordering: .relaxed) }

  package func addOne() { count.add(1, ordering: .relaxed) }
}
