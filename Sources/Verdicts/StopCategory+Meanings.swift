extension StopCategory {
  /// What words stand for that people use for a cause, in lower case.
  package static let meanings: [String: String] = [
    "oom": "out_of_memory", "oomkilled": "out_of_memory", "memory": "out_of_memory",
    "crash": "essential_container_exited", "exit": "essential_container_exited",
    "exited": "essential_container_exited", "spot": "spot_interruption",
    "scaling": "service_scaling", "user": "user_stopped", "elb": "elb_health_check_failed",
    "alb": "elb_health_check_failed", "health": "container_health_check_failed",
    "image": "image_pull_not_found", "cannotpullcontainererror": "image_pull_not_found",
    "secret": "secret_not_found", "start": "task_failed_to_start",
    "taskfailedtostart": "task_failed_to_start", "deployment": "deployment_rollback",
  ]
}
