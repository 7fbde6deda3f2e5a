import SQLite
import Testing

@Suite("Views") struct ViewTests {
  @Test("a Fargate task, column by column")
  func fargateTask() throws {
    let archive = try TestArchive(events: [ViewEvents.fargate])
    let row = try #require(try archive.rows("SELECT * FROM stopped_tasks").first)
    #expect(
      row.lines == [
        "id = 1",
        "stopped_at = '2026-01-31 09:30:42.120'",
        "account = '012345678901'",
        "region = 'eu-central-1'",
        "cluster_name = 'shop'",
        "service = 'web'",
        "family = 'web-app'",
        "revision = 17",
        "stop_code = 'EssentialContainerExited'",
        "category = 'out_of_memory'",
        "is_abnormal = 1",
        "responsible = 'application'",
        "confidence = 'certain'",
        "kill = 'memory_confirmed'",
        "rule = 'text/out-of-memory'",
        "evidence = 'detail.stopCode, detail.stoppedReason, detail.containers.0.reason, "
          + "detail.containers.0.exitCode'",
        "stopped_reason = 'Essential container in task exited'",
        "reason_pattern = 'OutOfMemoryError: Container killed due to memory usage'",
        "exit_codes = 'app=137, envoy=0, aws-guardduty-agent-x1=?'",
        "container_reasons = 'app: OutOfMemoryError: Container killed due to memory usage'",
        "wait_seconds = 8.125",
        "pull_seconds = 12.5",
        "run_seconds = 3599.999",
        "stop_seconds = 30.12",
        "launch_type = 'FARGATE'",
        "capacity_provider_name = 'FARGATE_SPOT'",
        "availability_zone = 'eu-central-1a'",
        "cpu = 512",
        "memory = 1024",
        "cpu_architecture = 'arm64'",
        "ephemeral_storage_gib = 21",
        "platform_family = 'Linux'",
        "platform_version = '1.4.0'",
        "enable_execute_command = 1",
        "group = 'service:web'",
        "started_by = 'ecs-svc/0068978569384120015'",
        "desired_status = 'STOPPED'",
        "connectivity = 'CONNECTED'",
        "health_status = 'UNHEALTHY'",
        "created_at = '2026-01-31 08:29:40.000'",
        "connectivity_at = '2026-01-31 08:29:44.007'",
        "pull_started_at = '2026-01-31 08:29:48.125'",
        "pull_stopped_at = '2026-01-31 08:30:00.625'",
        "started_at = '2026-01-31 08:30:10.001'",
        "stopping_at = '2026-01-31 09:30:12.000'",
        "execution_stopped_at = '2026-01-31 09:30:10.000'",
        "updated_at = '2026-01-31 09:30:42.120'",
        "event_at = '2026-01-31 09:30:42.000'",
        "logged_at = '2026-01-31 09:30:42.000'",
        "logged_at_ms = 1769851842000",
        "task_id = '0123456789abcdef0123456789abcdef'",
        "task_arn = 'arn:aws:ecs:eu-central-1:012345678901:task/shop/0123456789abcdef0123456789abcdef'",
        "cluster_arn = 'arn:aws:ecs:eu-central-1:012345678901:cluster/shop'",
        "task_definition_arn = 'arn:aws:ecs:eu-central-1:012345678901:task-definition/web-app:17'",
        "container_instance_arn = NULL",
        "version = 8",
        "is_provisional = 0",
        "event_id = 'd005c784-98bd-b9c9-043f-c924cd120f54'",
        "replay_name = 'january'",
        "log_stream = NULL", "log_group = NULL",
        #"attributes = '[{"name":"x"},"y",{"name":"ecs.cpu-architecture","value":"arm64"}]'"#,
        #"tags = '[{"key":"team","value":"shop"}]'"#,
      ])
  }

  @Test("a Fargate task's containers, column by column")
  func fargateContainers() throws {
    let archive = try TestArchive(events: [ViewEvents.fargate])
    let rows = try archive.rows("SELECT * FROM stopped_containers ORDER BY id")
    let task = [
      "stop_code = 'EssentialContainerExited'",
      "category = 'out_of_memory'",
      "is_abnormal = 1",
      "stopped_reason = 'Essential container in task exited'",
      "run_seconds = 3599.999",
      "launch_type = 'FARGATE'",
      "capacity_provider_name = 'FARGATE_SPOT'",
      "availability_zone = 'eu-central-1a'",
      "group = 'service:web'",
      "started_by = 'ecs-svc/0068978569384120015'",
      "task_id = '0123456789abcdef0123456789abcdef'",
      "task_arn = 'arn:aws:ecs:eu-central-1:012345678901:task/shop/0123456789abcdef0123456789abcdef'",
      "logged_at_ms = 1769851842000",
    ]
    try #require(rows.count == 3)
    #expect(
      rows[0].lines == [
        "id = 1024",
        "task = 1",
        "position = 0",
        "stopped_at = '2026-01-31 09:30:42.120'",
        "account = '012345678901'",
        "region = 'eu-central-1'",
        "cluster_name = 'shop'",
        "service = 'web'",
        "family = 'web-app'",
        "revision = 17",
        "name = 'app'",
        "exit_code = 137",
        "reason = 'OutOfMemoryError: Container killed due to memory usage'",
        "reason_category = 'out_of_memory'",
        "image = '012345678901.dkr.ecr.eu-central-1.amazonaws.com/app:17'",
        "image_digest = 'sha256:00ff'",
        "cpu = 256",
        "memory = 512",
        "memory_reservation = 128",
        "last_status = 'STOPPED'",
        "health_status = 'UNHEALTHY'",
        "private_ipv4_address = '10.0.156.249'",
        "ipv6_address = '2001:db8::5'",
        "attachment_id = '6bb87ad7-3b63-4ae2-afdd-3b3ccb9eeee8'",
        "network_bindings = NULL",
        #"managed_agents = '[{"name":"ExecuteCommandAgent","status":"STOPPED"}]'"#,
        "gpu_ids = NULL",
        "runtime_id = '0123456789abcdef0123456789abcdef-265927825'",
        "container_arn = 'arn:aws:ecs:eu-central-1:012345678901:container/shop/"
          + "0123456789abcdef0123456789abcdef/4d49d74d-fc9d-4b33-a0fd-2849d095e477'",
      ] + task)
    #expect(rows[2].lines.suffix(task.count) == task[...])
    #expect(rows[2]["cpu"] == .null, "a string is not a number of CPU units")
    #expect(rows[2]["private_ipv4_address"] == .text("10.9.9.9"), "an address of no attachment")
  }

  @Test("a Fargate task's attachments, column by column")
  func fargateAttachments() throws {
    let archive = try TestArchive(events: [ViewEvents.fargate])
    let rows = try archive.rows("SELECT * FROM stopped_attachments ORDER BY id")
    let task = [
      "stop_code = 'EssentialContainerExited'",
      "category = 'out_of_memory'",
      "is_abnormal = 1",
      "stopped_reason = 'Essential container in task exited'",
      "availability_zone = 'eu-central-1a'",
      "group = 'service:web'",
      "task_id = '0123456789abcdef0123456789abcdef'",
      "task_arn = 'arn:aws:ecs:eu-central-1:012345678901:task/shop/0123456789abcdef0123456789abcdef'",
      "logged_at_ms = 1769851842000",
    ]
    try #require(rows.count == 2)
    #expect(
      rows[1].lines == [
        "id = 1025",
        "task = 1",
        "position = 1",
        "stopped_at = '2026-01-31 09:30:42.120'",
        "account = '012345678901'",
        "region = 'eu-central-1'",
        "cluster_name = 'shop'",
        "service = 'web'",
        "type = 'eni'",
        "status = 'DELETED'",
        "status_reason = NULL",
        "reason_category = NULL",
        "subnet_id = 'subnet-05da43b78a4096132'",
        "network_interface_id = 'eni-0fb27b514c00080f2'",
        "mac_address = '0a:95:cd:01:bc:6d'",
        "private_dns_name = 'ip-10-0-156-249.eu-central-1.compute.internal'",
        "private_ipv4_address = '10.0.156.249'",
        "private_ipv6_address = '2001:db8::5'",
        "details = NULL",
        "attachment_id = '6bb87ad7-3b63-4ae2-afdd-3b3ccb9eeee8'",
      ] + task)
    #expect(
      rows[0].lines.dropFirst(8).prefix(4) == [
        "type = 'AmazonElasticBlockStorage'",
        "status = 'FAILED'",
        "status_reason = 'ECS failed to set up the EBS volume. Encountered InvalidParameter'",
        "reason_category = 'ebs_attach_failed'",
      ])
    #expect(
      rows[0]["details"]
        == .text(
          #"[{"name":"volumeId","value":"vol-1"},"#
            + #"{"name":"statusReason","value":"ECS failed to set up the EBS volume. Encountered InvalidParameter"}]"#
        ))
  }

  @Test("an EC2 task, column by column")
  func ec2Task() throws {
    let archive = try TestArchive(events: [ViewEvents.ec2])
    let row = try #require(try archive.rows("SELECT * FROM stopped_tasks").first)
    #expect(
      row.lines == [
        "id = 1",
        "stopped_at = '2026-02-01 00:00:00.000'",
        "account = '111122223333'",
        "region = 'us-east-1'",
        "cluster_name = 'default'",
        "service = NULL",
        "family = 'nightly_report'",
        "revision = NULL",
        "stop_code = 'EssentialContainerExited'",
        "category = 'essential_container_exited'",
        "is_abnormal = 0",
        "responsible = 'application'",
        "confidence = 'certain'",
        "kill = NULL",
        "rule = 'stop/finished'",
        "evidence = 'detail.stopCode, detail.containers.0.exitCode, detail.group'",
        "stopped_reason = 'Essential container in task exited'",
        "reason_pattern = 'Essential container in task exited'",
        "exit_codes = 'report=0'",
        "container_reasons = NULL",
        "wait_seconds = NULL",
        "pull_seconds = 0.0",
        "run_seconds = 2.5",
        "stop_seconds = NULL",
        "launch_type = 'EC2'",
        "capacity_provider_name = NULL",
        "availability_zone = 'us-east-1c'",
        "cpu = 0",
        "memory = 300",
        "cpu_architecture = NULL",
        "ephemeral_storage_gib = NULL",
        "platform_family = NULL",
        "platform_version = NULL",
        "enable_execute_command = 0",
        "group = 'family:nightly_report'",
        "started_by = NULL",
        "desired_status = 'STOPPED'",
        "connectivity = NULL",
        "health_status = NULL",
        "created_at = NULL",
        "connectivity_at = NULL",
        "pull_started_at = '2026-01-31 23:59:50.000'",
        "pull_stopped_at = '2026-01-31 23:59:50.000'",
        "started_at = '2026-01-31 23:59:57.500'",
        "stopping_at = '2026-02-01 00:00:01.000'",
        "execution_stopped_at = '2026-02-01 00:00:00.000'",
        "updated_at = '2026-02-01 00:00:00.000'",
        "event_at = '2026-02-01 00:00:03.000'",
        "logged_at = '2026-02-01 00:00:03.000'",
        "logged_at_ms = 1769904003000",
        "task_id = '1dc5c17a-422b-4dc4-b493-371970c6c4d6'",
        "task_arn = 'arn:aws:ecs:us-east-1:111122223333:task/1dc5c17a-422b-4dc4-b493-371970c6c4d6'",
        "cluster_arn = 'arn:aws:ecs:us-east-1:111122223333:cluster/default'",
        "task_definition_arn = 'arn:aws:ecs:us-east-1:111122223333:task-definition/nightly_report'",
        "container_instance_arn = 'arn:aws:ecs:us-east-1:111122223333:container-instance/default/"
          + "c761fa4a9732ecd0715c15fd6e569f9f'",
        "version = 3",
        "is_provisional = 0",
        "event_id = 'D005C784-98bd-b9c9-043f-c924cd120f54'",
        "replay_name = NULL",
        "log_stream = NULL", "log_group = NULL",
        #"attributes = '{"ecs.cpu-architecture":"x86_64"}'"#,
        "tags = NULL",
      ])
  }

  @Test("an EC2 task's container and attachment, forms that stay text")
  func ec2Children() throws {
    let archive = try TestArchive(events: [ViewEvents.ec2])
    let container = try #require(try archive.rows("SELECT * FROM stopped_containers").first)
    #expect(
      container.lines[10...28] == [
        "name = 'report'",
        "exit_code = 0",
        "reason = NULL",
        "reason_category = NULL",
        "image = 'report:latest'",
        "image_digest = NULL",
        "cpu = 10",
        "memory = 300",
        "memory_reservation = NULL",
        "last_status = 'STOPPED'",
        "health_status = NULL",
        "private_ipv4_address = NULL",
        "ipv6_address = NULL",
        "attachment_id = NULL",
        #"network_bindings = '[{"bindIP":"0.0.0.0","containerPort":80,"hostPort":32768}]'"#,
        "managed_agents = NULL",
        #"gpu_ids = '["GPU-1"]'"#,
        "runtime_id = '8d9f6dd2b2e412c242722944c7af8ca08d9f6dd2b2e412c242722944c7af8ca0'",
        "container_arn = 'arn:aws:ecs:us-east-1:111122223333:container/4d49d74d-fc9d-4b33-a0fd-2849d095e477'",
      ])
    let attachment = try #require(try archive.rows("SELECT * FROM stopped_attachments").first)
    #expect(
      attachment.lines[8...19] == [
        "type = 'eni'",
        "status = 'DELETED'",
        "status_reason = NULL",
        "reason_category = NULL",
        "subnet_id = NULL",
        "network_interface_id = 'eni-12345678'",
        "mac_address = '0A:95:CD:01:BC:6D'",
        "private_dns_name = 'ip-172-31-255-0.ec2.internal'",
        "private_ipv4_address = '172.31.255.0'",
        "private_ipv6_address = NULL",
        "details = NULL",
        "attachment_id = 'not-a-uuid'",
      ])
  }
}
