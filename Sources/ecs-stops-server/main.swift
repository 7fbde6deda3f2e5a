import Command

// The command with its server.
ECSStopsCommand.run(server: ServerProcess.run)
