package dev.waymark.gateway.cli;

import dev.waymark.gateway.config.ConfigException;
import dev.waymark.gateway.config.ConfigFault;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's front: every command hangs on it, and here alone failures become words and exit codes. */
@Command(
        name = "waymark",
        description = "Tells everyone around a patient, at once and in safety, what moved and who is asked.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:bad usage or configuration, one line for each fault"},
        footerHeading = "%nTo begin:%n",
        footer = {
            "  waymark demo                  see it work, with nothing set up",
            "  waymark init my-waymark       write a configuration to start from",
            "  waymark help COMMAND          examples of a command",
            "",
            "where waymark stands for: java -jar waymark.jar"
        },
        subcommands = CommandLine.HelpCommand.class)
public final class WaymarkCommand implements Callable<Integer> {

    private static final int HELP_WIDTH = 120;

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private WaymarkCommand() {}

    /** The whole command line; {@code more} are commands that others bring. */
    public static CommandLine of(Starter starter, Surroundings surroundings, List<?> more) {
        CommandLine line = new CommandLine(new WaymarkCommand())
                .addSubcommand(new ServeCommand(starter, surroundings))
                .addSubcommand(new InitCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(TemplatesCommand.with(surroundings))
                .addSubcommand(DeadLettersCommand.with(surroundings))
                .addSubcommand(new KeygenCommand(surroundings))
                .addSubcommand(new SendCommand(surroundings))
                .addSubcommand(new HashPasswordCommand(surroundings))
                .addSubcommand(new RotateKeysCommand(surroundings))
                .addSubcommand(new RotateMasterKeyCommand(surroundings))
                .addSubcommand(new ForgetCaseCommand(surroundings));
        more.forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(WaymarkCommand::misused)
                .setExecutionExceptionHandler(WaymarkCommand::failed);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static int misused(ParameterException misuse, String[] arguments) {
        CommandLine line = misuse.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(misuse.getMessage());
        UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCodes.MISUSED;
    }

    private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof ConfigException configuration) {
            configuration.faults().stream().map(ConfigFault::toString).forEach(line.getErr()::println);
            line.getErr().flush();
            return ExitCodes.MISUSED;
        }
        if (failure instanceof CommandFailed told) {
            line.getErr().println(told.getMessage());
            line.getErr().flush();
            return told.exitCode();
        }
        line.getErr().println(line.getCommandName() + " failed: " + failure);
        failure.printStackTrace(line.getErr());
        line.getErr().flush();
        return ExitCodes.FAILED;
    }
}
