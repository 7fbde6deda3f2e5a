import Command

// The command without its server, which takes long to build.
ECSStopsCommand.run()
