package dev.waymark.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        description = "Shows messages that could not be delivered and were set aside, and sends them again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark dead-letters list --url https://care.example.org --token-file token --lane webhook/rx-one",
            "  waymark dead-letters show --url https://care.example.org --token-file token ID",
            "  waymark dead-letters resend --url https://care.example.org --token-file token --reason http-404"
        })
final class DeadLettersCommand implements Callable<Integer> {

    static final String PATH = "/v1/dead-letters";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DeadLettersCommand() {}

    static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new DeadLettersListCommand(surroundings))
                .addSubcommand(new DeadLettersShowCommand(surroundings))
                .addSubcommand(new DeadLettersResendCommand(surroundings));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which command: list, show or resend?");
    }
}
