package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Lists dead letters, the longest dead first.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark dead-letters list --url https://care.example.org --token-file token",
            "  waymark dead-letters list --url … --token-file … --lane webhook/rx-one --json | jq -r .notification"
        })
final class DeadLettersListCommand implements Callable<Integer> {

    private static final int PAGE = 200;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayAddress gateway = new GatewayAddress();

    @Mixin
    private DeadLettersFilter filter = new DeadLettersFilter();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many (default: 1000).")
    private int limit = 1_000;

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    DeadLettersListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 1) {
            throw CommandFailed.misused("--limit must be 1 or more");
        }
        GatewayClient client = gateway.client(surroundings);
        PrintWriter out = spec.commandLine().getOut();
        Optional<String> after = Optional.empty();
        int shown = 0;
        do {
            JsonNode page = client.call("GET", DeadLettersCommand.PATH + query(after, limit - shown));
            for (JsonNode letter : page.path("deadLetters")) {
                if (shown++ == 0 && !json) {
                    out.println(DeadLetterLines.head());
                }
                out.println(json ? letter.toString() : DeadLetterLines.row(letter));
            }
            out.flush();
            after = Optional.ofNullable(page.path("next").textValue());
        } while (after.isPresent() && shown < limit);
        told(shown, after.isPresent());
        return ExitCodes.DONE;
    }

    private String query(Optional<String> after, int left) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("limit", Integer.toString(Math.min(PAGE, left)));
        after.ifPresent(place -> more.put("after", place));
        return filter.query(more);
    }

    private void told(int shown, boolean more) {
        PrintWriter err = spec.commandLine().getErr();
        if (shown == 0) {
            err.println("no dead letters");
        } else if (more) {
            err.println("there may be more: --limit shows them");
        }
        err.flush();
    }
}
