import ArgumentParser
import ECSStops

/// Which stops a command looks at, besides their time.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only stops in this cluster, a name or an ARN; may be repeated.", valueName: "name"))
  var cluster: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only stops of this service, or of a group such as family:report; may be repeated.",
      valueName: "name"))
  var service: [String] = []

  @Option(
    help: ArgumentHelp("Only stops in clusters of this account; may be repeated.", valueName: "id"))
  var account: [String] = []

  @Option(
    help: ArgumentHelp("Only stops in clusters of this region; may be repeated.", valueName: "name")
  )
  var region: [String] = []

  var scope: ReportScope {
    ReportScope(clusters: cluster, services: service, accounts: account, regions: region)
  }
}
