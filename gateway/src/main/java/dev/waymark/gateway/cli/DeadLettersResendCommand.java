package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "resend",
        description =
                "Sends dead letters again: those named, or all that a filter matches. Each goes under its id, so that who has"
                        + " it already knows it, with a fresh schedule; what is not true any more is left out.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark dead-letters resend --url https://care.example.org --token-file token ID ID",
            "  waymark dead-letters resend --url … --token-file … --lane webhook/rx-one --reason http-404",
            "  waymark dead-letters resend --url … --token-file … --all",
            "",
            "What is set aside again while this runs is not taken a second time."
        })
final class DeadLettersResendCommand implements Callable<Integer> {

    private static final String RESEND = "/resend";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayAddress gateway = new GatewayAddress();

    @Mixin
    private DeadLettersFilter filter = new DeadLettersFilter();

    @Option(names = "--all", description = "Every dead letter there is.")
    private boolean all;

    @Option(names = "--json", description = "The outcome as JSON: {\"resent\": N}.")
    private boolean json;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Notifications' ids, as list shows them.")
    private List<String> ids = new ArrayList<>();

    DeadLettersResendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean filtered = all || !filter.isEmpty();
        if (filtered == !ids.isEmpty()) {
            throw CommandFailed.misused("name the ids, or give one of --lane, --reason, --program and --all");
        }
        List<String> paths = ids.stream().map(DeadLettersShowCommand::path).toList();
        GatewayClient client = gateway.client(surroundings);
        long resent = filtered ? matching(client) : named(client, paths);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonNodeFactory.instance.objectNode().put("resent", resent));
        } else {
            out.println(resent == 1 ? "1 message goes out again" : resent + " messages go out again");
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private long named(GatewayClient client, List<String> paths) throws InterruptedException {
        long resent = 0;
        for (String path : paths) {
            JsonNode answer = client.call("POST", path + RESEND);
            if (answer.path("resent").asBoolean()) {
                resent++;
            } else {
                tell(answer.path("notification").asText() + " is no dead letter now: nothing was done");
            }
        }
        return resent;
    }

    private long matching(GatewayClient client) throws InterruptedException {
        ObjectNode body = filter.json();
        if (all) {
            body.put("all", true);
        }
        long resent = 0;
        while (true) {
            JsonNode answer = client.call("POST", DeadLettersCommand.PATH + RESEND, Optional.of(body));
            resent += answer.path("resent").asLong();
            if (!answer.path("more").asBoolean()) {
                return resent;
            }
            body.put("until", answer.path("until").asText());
            tell(resent + " so far");
        }
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
