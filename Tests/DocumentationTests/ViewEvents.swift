/// Two hand-made events that fill each column of the views at least once.
enum ViewEvents {
  /// Compact forms wherever there is one.
  static let fargate = #"""
    {"version":"0","id":"d005c784-98bd-b9c9-043f-c924cd120f54","detail-type":"ECS Task State Change",
    "source":"aws.ecs","account":"012345678901","time":"2026-01-31T09:30:42Z","region":"eu-central-1",
    "replay-name":"january",
    "resources":["arn:aws:ecs:eu-central-1:012345678901:task/shop/0123456789abcdef0123456789abcdef"],
    "detail":{
    "taskArn":"arn:aws:ecs:eu-central-1:012345678901:task/shop/0123456789abcdef0123456789abcdef",
    "clusterArn":"arn:aws:ecs:eu-central-1:012345678901:cluster/shop",
    "taskDefinitionArn":"arn:aws:ecs:eu-central-1:012345678901:task-definition/web-app:17",
    "group":"service:web","startedBy":"ecs-svc/0068978569384120015","version":8,
    "desiredStatus":"STOPPED","lastStatus":"STOPPED","connectivity":"CONNECTED","healthStatus":"UNHEALTHY",
    "launchType":"FARGATE","capacityProviderName":"FARGATE_SPOT","availabilityZone":"eu-central-1a",
    "platformVersion":"1.4.0","platformFamily":"Linux","cpu":"512","memory":"1024",
    "enableExecuteCommand":true,"ephemeralStorage":{"sizeInGiB":21},
    "attributes":[{"name":"x"},"y",{"name":"ecs.cpu-architecture","value":"arm64"}],
    "tags":[{"key":"team","value":"shop"}],
    "overrides":{"containerOverrides":[{"name":"app","environment":[{"name":"TOKEN","value":"s"}]}]},
    "createdAt":"2026-01-31T08:29:40Z","connectivityAt":"2026-01-31T08:29:44.007Z",
    "pullStartedAt":"2026-01-31T08:29:48.125Z","pullStoppedAt":"2026-01-31T08:30:00.625Z",
    "startedAt":"2026-01-31T08:30:10.001Z","stoppingAt":"2026-01-31T09:30:12Z",
    "executionStoppedAt":"2026-01-31T09:30:10Z","stoppedAt":"2026-01-31T09:30:42.12Z",
    "updatedAt":"2026-01-31T09:30:42.12Z",
    "stopCode":"EssentialContainerExited","stoppedReason":"Essential container in task exited",
    "attachments":[
    {"id":"d51854bc-f350-47a5-a06e-38915091a423","type":"AmazonElasticBlockStorage","status":"FAILED",
    "details":[{"name":"volumeId","value":"vol-1"},{"name":"statusReason","value":"ECS failed to set up the EBS volume. Encountered InvalidParameter"}]},
    {"id":"6bb87ad7-3b63-4ae2-afdd-3b3ccb9eeee8","type":"eni","status":"DELETED","details":[
    {"name":"subnetId","value":"subnet-05da43b78a4096132"},
    {"name":"networkInterfaceId","value":"eni-0fb27b514c00080f2"},
    {"name":"macAddress","value":"0a:95:cd:01:bc:6d"},
    {"name":"privateDnsName","value":"ip-10-0-156-249.eu-central-1.compute.internal"},
    {"name":"privateIPv4Address","value":"10.0.156.249"},
    {"name":"privateIPv6Address","value":"2001:db8::5"}]}],
    "containers":[
    {"containerArn":"arn:aws:ecs:eu-central-1:012345678901:container/shop/0123456789abcdef0123456789abcdef/4d49d74d-fc9d-4b33-a0fd-2849d095e477",
    "name":"app","image":"012345678901.dkr.ecr.eu-central-1.amazonaws.com/app:17","imageDigest":"sha256:00ff",
    "runtimeId":"0123456789abcdef0123456789abcdef-265927825","lastStatus":"STOPPED","healthStatus":"UNHEALTHY",
    "exitCode":137,"reason":"OutOfMemoryError: Container killed due to memory usage",
    "networkInterfaces":[{"attachmentId":"6bb87ad7-3b63-4ae2-afdd-3b3ccb9eeee8","privateIpv4Address":"10.0.156.249","ipv6Address":"2001:db8::5"}],
    "managedAgents":[{"name":"ExecuteCommandAgent","status":"STOPPED"}],
    "cpu":"256","memory":"512","memoryReservation":"128"},
    {"name":"envoy","lastStatus":"STOPPED","exitCode":0,"networkInterfaces":[]},
    {"name":"aws-guardduty-agent-x1","lastStatus":"STOPPED","cpu":"null",
    "networkInterfaces":[{"privateIpv4Address":"10.9.9.9"}]}]}}
    """#

  /// Strings that have no compact form, times out of order, no service, no revision.
  static let ec2 = #"""
    {"id":"D005C784-98bd-b9c9-043f-c924cd120f54","detail-type":"ECS Task State Change","account":"111122223333",
    "time":"2026-02-01T00:00:03Z","region":"us-east-1","detail":{
    "taskArn":"arn:aws:ecs:us-east-1:111122223333:task/1dc5c17a-422b-4dc4-b493-371970c6c4d6",
    "clusterArn":"arn:aws:ecs:us-east-1:111122223333:cluster/default",
    "containerInstanceArn":"arn:aws:ecs:us-east-1:111122223333:container-instance/default/c761fa4a9732ecd0715c15fd6e569f9f",
    "taskDefinitionArn":"arn:aws:ecs:us-east-1:111122223333:task-definition/nightly_report",
    "group":"family:nightly_report","version":3,"desiredStatus":"STOPPED","lastStatus":"STOPPED",
    "launchType":"EC2","availabilityZone":"us-east-1c","cpu":"0","memory":"300","enableExecuteCommand":false,
    "attributes":{"ecs.cpu-architecture":"x86_64"},
    "pullStartedAt":"2026-01-31T23:59:50Z","pullStoppedAt":"2026-01-31T23:59:50Z",
    "startedAt":"2026-01-31T23:59:57.5Z","stoppingAt":"2026-02-01T00:00:01Z",
    "executionStoppedAt":"2026-02-01T00:00:00Z","stoppedAt":"2026-02-01T00:00:00Z","updatedAt":"2026-02-01T00:00:00Z",
    "stopCode":"EssentialContainerExited","stoppedReason":"Essential container in task exited",
    "attachments":[{"id":"not-a-uuid","type":"eni","status":"DELETED","details":[
    {"name":"networkInterfaceId","value":"eni-12345678"},{"name":"macAddress","value":"0A:95:CD:01:BC:6D"},
    {"name":"privateDnsName","value":"ip-172-31-255-0.ec2.internal"},
    {"name":"privateIPv4Address","value":"172.31.255.0"}]}],
    "containers":[{"containerArn":"arn:aws:ecs:us-east-1:111122223333:container/4d49d74d-fc9d-4b33-a0fd-2849d095e477",
    "name":"report","image":"report:latest","lastStatus":"STOPPED","exitCode":0,
    "runtimeId":"8d9f6dd2b2e412c242722944c7af8ca08d9f6dd2b2e412c242722944c7af8ca0",
    "networkBindings":[{"bindIP":"0.0.0.0","containerPort":80,"hostPort":32768}],"networkInterfaces":[],
    "cpu":"10","memory":"300","gpuIds":["GPU-1"]}]}}
    """#
}
