import ArgumentParser
import ECSStops

/// Which stops a rule captures.
struct CaptureScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only stops in this cluster; may be repeated.", valueName: "arn"),
    transform: ClusterARN.init)
  var clusterArn: [ClusterARN] = []

  @Option(
    help: ArgumentHelp(
      "Only stops of this task definition; may be repeated.",
      discussion: "With a revision only of that one, without it of all in the family.",
      valueName: "arn"),
    transform: TaskDefinitionARN.init)
  var taskDefinitionArn: [TaskDefinitionARN] = []

  @Option(
    help: ArgumentHelp("Only stops of this service; may be repeated.", valueName: "name"),
    transform: ServiceName.init)
  var service: [ServiceName] = []

  @Flag(
    help: ArgumentHelp(
      "Only stops that are not normal.",
      discussion: """
        Those with a container that failed, has no exit code or never started, and not what a scaling activity stopped.
        """))
  var abnormalOnly = false

  @Flag(
    help: ArgumentHelp(
      "With --abnormal-only, look at exit codes alone, as the article does.",
      discussion: "It loses tasks that failed to start, since their containers have no exit code."))
  var exitCodesOnly = false

  @Option(
    help: ArgumentHelp(
      "Only stops with this cause, as reports name it; may be repeated.",
      discussion: "Such as out_of_memory or image_pull_auth; a wrong one lists them all.",
      valueName: "cause"),
    transform: CausePattern.init(argument:))
  var cause: [CausePattern] = []

  func validate() throws {
    if exitCodesOnly, !abnormalOnly {
      throw ValidationError("--exit-codes-only is for --abnormal-only; give both")
    }
  }

  var scope: CaptureScope {
    var scope = CaptureScope()
    scope.clusters = clusterArn
    scope.taskDefinitions = taskDefinitionArn
    scope.services = service
    scope.causes = cause
    scope.abnormal = abnormalOnly ? exitCodesOnly ? .byExitCodes : .recommended : .notOnly
    return scope
  }
}

extension CausePattern {
  /// - Throws: a sentence with the name that was probably meant, or with all of them.
  fileprivate init(argument name: String) throws {
    do {
      try self.init(named: name)
    } catch .unknownCause(_) {
      guard
        let question = NameSuggestions.question(
          for: name, among: Self.names, meanings: ValueMeanings.of("--cause"))
      else { throw CaptureError.unknownCause(name) }
      throw ValidationError(question)
    }
  }
}
