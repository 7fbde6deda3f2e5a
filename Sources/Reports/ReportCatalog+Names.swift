import LogsInsights

extension ReportCatalog {
  /// The names of the reports that may have been meant, the likeliest first; empty if none is near.
  package func near(to name: String) -> [String] {
    NameSuggestions.near(to: name, among: reports.map(\.name), meanings: Self.meanings)
  }

  /// What people look for, and the report that tells it.
  private static let meanings = [
    "oom": "memory", "oom-kills": "memory", "out-of-memory": "memory", "oomkilled": "memory",
    "ram": "memory", "mem": "memory", "why": "reasons", "causes": "reasons", "cause": "reasons",
    "categories": "reasons", "errors": "reasons", "failures": "reasons", "verdicts": "reasons",
    "list": "stops", "recent": "stops", "last": "stops", "latest": "stops", "tasks": "stops",
    "stopped": "stops", "events": "stops", "restarts": "crash-loops", "crashes": "crash-loops",
    "loops": "crash-loops", "flapping": "crash-loops", "crashloopbackoff": "crash-loops",
    "codes": "exits", "exit-codes": "exits", "exitcodes": "exits", "exit-code": "exits",
    "containers": "exits", "images": "hotspots", "zones": "hotspots", "hosts": "hotspots",
    "instances": "hotspots", "az": "hotspots", "outliers": "hotspots",
    "who": "responsibility", "owner": "responsibility", "owners": "responsibility",
    "responsible": "responsibility", "answerable": "responsibility", "aws": "responsibility",
    "health": "health-checks", "healthcheck": "health-checks", "elb": "health-checks",
    "alb": "health-checks", "load-balancer": "health-checks", "unhealthy": "health-checks",
    "cron": "scheduled", "jobs": "scheduled", "batch": "scheduled", "one-off": "scheduled",
    "schedule": "scheduled", "runtask": "scheduled", "start": "start-failures",
    "failed-to-start": "start-failures", "image-pull": "start-failures",
    "pull": "start-failures", "cannotpull": "start-failures", "startup": "start-failures",
    "deploy": "deployments", "rollout": "deployments", "rollouts": "deployments",
    "releases": "deployments", "rollback": "deployments", "revisions": "deployments",
    "diff": "compare", "trend": "compare", "change": "compare", "changes": "compare",
    "news": "new", "first-seen": "new", "unknown": "new", "heatmap": "hours", "weekdays": "hours",
    "time": "hours", "when": "hours", "days": "hours", "uptime": "lifetimes", "age": "lifetimes",
    "durations": "lifetimes", "lifetime": "lifetimes", "runtime": "lifetimes",
    "fargate-spot": "spot", "interruptions": "spot", "maintenance": "spot",
    "gaps": "coverage", "missing": "coverage", "completeness": "coverage", "silence": "coverage",
    "service": "services", "groups": "services", "families": "services", "apps": "services",
    "stopcode": "stop-codes", "stop-code": "stop-codes", "detail": "task", "timeline": "task",
  ]
}
