import ArgumentParser

/// The command: `ecs-stops`.
@main
struct ECSStopsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ecs-stops", abstract: "Keep and ask why Amazon ECS tasks stopped.")
}
