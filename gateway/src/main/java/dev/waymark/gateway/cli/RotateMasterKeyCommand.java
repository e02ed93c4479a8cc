package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "rotate-master-key",
        description = "Puts another master key in the place of the one in force, while the gateway serves.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark rotate-master-key --url https://care.example.org --token-file admin.token",
            "",
            "For the role admin. Every data key is wrapped anew; nothing else is sealed again. Stopped in the middle, the",
            "gateway goes on when it is started; run the command again to watch. Back up the keys directory before and",
            "after: backups of the database made before need the key before."
        })
final class RotateMasterKeyCommand implements Callable<Integer> {

    private static final String TARGET = "/v1/admin/master-key/rotate";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayAddress gateway = new GatewayAddress();

    RotateMasterKeyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        GatewayClient client = gateway.client(surroundings);
        PrintWriter out = spec.commandLine().getOut();
        JsonNode progress = client.call("POST", TARGET);
        while (progress.path("state").asText().equals("rotating")) {
            long keys = progress.path("keys").asLong();
            out.println((keys - progress.path("remaining").asLong()) + " of " + keys + " data keys wrapped anew");
            out.flush();
            surroundings.pause().pause(LOOK_AGAIN);
            progress = client.call("GET", TARGET);
        }
        out.println("all " + progress.path("keys").asLong() + " data keys are wrapped by the new master key,"
                + " the one before is gone from the keys directory: back that up now");
        out.flush();
        return ExitCodes.DONE;
    }
}
