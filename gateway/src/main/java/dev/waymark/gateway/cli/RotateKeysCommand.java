package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "rotate-keys",
        description = "Has a running gateway make new keys of its own: one to sign with, one to encrypt to.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark rotate-keys --url https://care.example.org --token-file token",
            "  waymark rotate-keys --url https://care.example.org --token-file token --show     changes nothing",
            "",
            "The new signing key stands in /.well-known/jwks.json for 24 hours before it signs, the old one for 7 days after",
            "it stopped. What was encrypted to the old key is read as long. Nodes that share the keys directory see the new",
            "files within a minute. Files of keys that are over may be taken away. Back the directory up anew."
        })
final class RotateKeysCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayAddress gateway = new GatewayAddress();

    @Option(names = "--show", description = "Only tells which keys there are.")
    private boolean show;

    RotateKeysCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        GatewayClient client = gateway.client(surroundings);
        JsonNode answer = show ? client.call("GET", "/v1/admin/keys") : client.call("POST", "/v1/admin/keys/rotate");
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode key : answer.path("keys")) {
            out.printf(
                    "%-4s%-45s%-11s%s%n",
                    key.path("use").asText(),
                    key.path("kid").asText(),
                    key.path("state").asText(),
                    times(key));
        }
        out.flush();
        return ExitCodes.DONE;
    }

    private static String times(JsonNode key) {
        String from =
                key.path("from").isNull() ? "" : "from " + key.path("from").asText() + "  ";
        String until = key.path("until").isNull()
                ? ""
                : "until " + key.path("until").asText() + ", over "
                        + key.path("overAt").asText();
        return (from + until).strip();
    }
}
