import Foundation
import Verdicts

/// docs/verdicts.md as the rules make it.
struct VerdictsPage {
  static let path = repositoryPath("docs/verdicts.md")

  private let book = Rulebook.withCases()

  func text() -> String {
    """
    # Why a task stopped

    Every stop gets a verdict when it is imported: its cause (`category`), who is `responsible`,
    whether it is abnormal, how sure that is (`confidence`), the kind of a kill (`kill`), the exit
    code it rests on, the `rule` that named the cause, and as `evidence` the fields that the rules
    used. The rules are data, in [verdicts.rules](../Sources/Verdicts/Catalog/verdicts.rules), from
    which this page is generated. An archive keeps the version of the rules with each verdict, and
    `ecs-stops reclassify` re-evaluates the verdicts of older versions.

    ## How a verdict is reached

    1. Each distinct reason, of the task, of its containers and of its attachments, is tried against
       the [rules for reasons](#rules-for-reasons); the first rule that matches decides. A reason that
       matches no rule is `unknown`, is kept word for word, and is listed by `ecs-stops report new`.
    2. The [rules for stops](#rules-for-stops) are tried in order; the first whose conditions all hold
       decides. A stop that a user requested comes first, because its reason is the caller's own and
       may quote anything.
    3. If a container was killed, or its reason mentions memory, the [rules for
       kills](#rules-for-kills) say which kind of kill it was.

    ### Which container ended the task

    Events do not say which containers are essential, so the rules find the container that ended the
    task by its exit code and its name. The order of the containers only affects the evidence.

    - A container that never ran (no exit code, and the reason of a failed pull or start) did not end a
      task that had started, if others have exit codes. Neither did a sidecar without an exit code, if
      a main container has one.
    - If a container was told to exit (143) or killed (137), that is a consequence if another container
      failed by itself, or if the main containers of a job returned 0.
    - Main containers count before sidecars. A job whose main containers returned 0 is done, whatever
      its sidecars returned. A main container with 137 next to sidecars with 0 most likely ran out of
      memory.
    - Of several containers with a reason, a main container counts before a sidecar, then the reason
      whose rule comes first. A reason that only says that another container failed counts last.

    Well-known sidecars are recognized by name, in upper or lower case:

    \(names(.sidecar))

    Names that a main container may have as well count as sidecars only if the task also has a
    container that is in neither list:

    \(names(.helper))

    List your own in a file, `~/.config/ecs-stops/sidecars` (in `$XDG_CONFIG_HOME` if that is set;
    `$ECS_STOPS_SIDECARS` or `--sidecars` names another file), one name or pattern per line. A `!` in
    front means that such a container is not a sidecar. The last line that matches decides:

    ```
    metrics-*       # ours
    !proxy          # the main container here
    ```

    The archive stores the list. The first ingest takes it from your file; later ones use the stored
    list, and say so if your file differs. `ecs-stops reclassify` re-evaluates all stops with your
    file. The list is part of the rules' version.

    ### Confidence

    | confidence | meaning |
    |---|---|
    | `certain` | Amazon ECS, its agent, the registry, or the exit code of the container that ended the task says so itself |
    | `likely` | what such facts usually mean; also if another container may have ended the task |
    | `unknown` | nothing is known about the cause |

    ### Images

    If the registry answered, its answer decides: 401, 403, "denied" and "insufficient_scope" are
    `image_pull_auth`; 404, "not found" and "manifest unknown" are `image_pull_not_found`; 429 and
    "toomanyrequests" are `image_pull_rate_limited`; 5xx, an EOF, a timeout, TLS and DNS errors are
    `image_pull_network`. "failed to resolve ref" alone says nothing: such reasons are
    `image_pull_other`, as are those that were cut off before the answer.

    ### Exit codes

    Exit codes count only if the stop was not requested: after a SIGTERM, a program may return
    anything. A missing exit code is not a success. A service whose containers return 0 has ended
    although it should keep running; a job has done its work.

    | exit code | read as | responsible |
    |---|---|---|
    | 0 | routine for a job, abnormal for a service | application |
    | 125 | the container runtime failed | configuration |
    | 126 | found, but not executable | configuration |
    | 127 | command not found | configuration |
    | 129, 130 | SIGHUP, SIGINT | application |
    | 131, 132, 134 to 136, 139 | a crash: SIGQUIT, SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV | application |
    | 137 | SIGKILL; see below | application |
    | 143, -1073741510 | SIGTERM, or Ctrl+C on Windows: told to exit | application |
    | 255 | -1, or a runtime that does not know the exit code | application |
    | below 0, above 255 | a Windows status | application |
    | others | the program failed | application |
    | missing | never started, or lost with its host | unknown |

    ### Memory and kills

    | kill | meaning |
    |---|---|
    | `memory_confirmed` | a reason says OutOfMemoryError, and the container failed |
    | `memory_likely` | 137 without a reason, and the stop was not requested |
    | `memory_doubtful` | a reason says OutOfMemoryError, but the container succeeded, was stopped on request, or has no exit code: a child process was killed, or the agent's mark is stale |
    | `stop_timeout` | 137 after a stop request: the container did not exit in time |

    ## Categories

    \(categories)
    ## Rules for reasons

    \(texts)
    ## Rules for stops

    \(stops)
    ## Rules for kills

    \(kills)
    """
  }

  private var categories: String {
    let rows = StopCategory.allCases.map { category in
      [
        "`\(category.rawValue)`", category.title, category.responsible.rawValue,
        category.isRoutine.map { $0 ? "routine" : "abnormal" } ?? "by exit code", category.advice,
      ]
    }
    return MarkdownTable([["category", "meaning", "responsible", "kind", "advice"]] + rows).text
  }

  private func names(_ role: ContainerRole) -> String {
    (book.sidecars[role] ?? []).map { "`\($0.text)`" }.joined(separator: ", ") + "."
  }

  private var texts: String {
    let rows = book.texts.map { rule in
      let family = rule.family.map { " (\(book.families[$0].name))" } ?? ""
      return [
        "`\(rule.id)`\(family)", "`\(rule.category.rawValue)`", cell(rule.cases.wanted[0]),
      ]
    }
    return MarkdownTable([["rule", "category", "matches, for example"]] + rows).text
  }

  private var stops: String {
    let rows = book.stops.map { rule in
      [
        "`\(rule.id)`", outcome(rule.outcome), rule.confidence.rawValue,
        cell(rule.cases.wanted[0]), cell(rule.cases.unwanted[0]),
      ]
    }
    let head = [
      "rule", "category", "confidence", "matches, for example", "does not match",
    ]
    return MarkdownTable([head] + rows).text
  }

  private var kills: String {
    let rows = book.kills.map { rule in
      [
        "`\(rule.id)`", "`\(rule.kill.rawValue)`", cell(rule.cases.wanted[0]),
        cell(rule.cases.unwanted[0]),
      ]
    }
    return MarkdownTable(
      [["rule", "kill", "matches, for example", "does not match"]] + rows
    )
    .text
  }

  private func outcome(_ outcome: Rulebook.StopRule.Outcome) -> String {
    switch outcome {
    case .category(let category): "`\(category.rawValue)`"
    case .taskText: "of the task's reason"
    case .containerText: "of the container's reason"
    case .attachmentText: "of the attachment's reason"
    }
  }

  private func cell(_ text: String) -> String {
    text.replacing(" | ", with: "; ").replacing("<", with: "&lt;")
  }
}
