package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description =
                "Shows one dead letter with every attempt; what the far side said only to who manages its case too.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  waymark dead-letters show --url https://care.example.org --token-file token ID"})
final class DeadLettersShowCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayAddress gateway = new GatewayAddress();

    @Parameters(paramLabel = "ID", description = "The notification's id, as list shows it.")
    private String id = "";

    @Option(names = "--json", description = "The answer as it came, on one line.")
    private boolean json;

    DeadLettersShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Its path; a usage error for what is no id. */
    static String path(String id) {
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw CommandFailed.misused(Words.clean(id) + " is no notification's id: \"dead-letters list\" shows them");
        }
        return DeadLettersCommand.PATH + "/" + id;
    }

    @Override
    public Integer call() throws InterruptedException {
        String path = path(id);
        JsonNode letter = gateway.client(surroundings).call("GET", path);
        if (json) {
            spec.commandLine().getOut().println(letter);
        } else {
            DeadLetterLines.of(letter).forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
