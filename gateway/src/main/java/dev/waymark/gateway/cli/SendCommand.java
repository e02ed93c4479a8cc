package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import dev.waymark.gateway.signing.RequestSigner;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        description = "Signs events and posts them to a gateway, and tells what became of each.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark send --key acme-hub.jwk --url http://localhost:8080 events.json",
            "  jq -c '.rows[] | {…}' export.json | waymark send --key acme-hub.jwk --url https://care.example.org -",
            "",
            "A file holds one event, an array of them, or one after the other (JSON lines). More than 1,000 are sent in",
            "several requests. What the gateway wants later, or leaves without an answer, is sent again a few times; an",
            "event sent twice is taken once. Exit code 1: something was refused, or is without an answer."
        })
final class SendCommand implements Callable<Integer> {

    private static final String PATH = "/v1/milestones";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The private JWK, as keygen writes it.")
    private Path key = Path.of("");

    @Option(
            names = "--keyid",
            paramLabel = "ID",
            description =
                    "The key id on the wire, PARTNER/KID. Default: the JWK's member waymark_keyid, which keygen writes.")
    private Optional<String> keyId = Optional.empty();

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The gateway's public address, such as https://care.example.org.")
    private URI url = URI.create("");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files with events; - is standard input.")
    private List<String> files = new ArrayList<>();

    SendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        RequestSigner signer = signer();
        URI endpoint = endpoint();
        List<ObjectNode> events = EventsInput.read(files, surroundings.input());
        if (events.isEmpty()) {
            throw CommandFailed.misused("there is no event in " + String.join(", ", files));
        }
        SendOutcomes outcomes = new SendOutcomes(spec.commandLine().getOut());
        new EventSender(endpoint, signer, surroundings, outcomes).send(events);
        spec.commandLine().getErr().println(outcomes.summary());
        spec.commandLine().getErr().flush();
        return outcomes.allTaken() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private RequestSigner signer() {
        try {
            JsonObject jwk = new JsonObject(Files.readString(key));
            String id = keyId.or(() -> Optional.ofNullable(jwk.getString(KeygenCommand.KEY_ID)))
                    .filter(text -> text.contains("/"))
                    .orElseThrow(() -> CommandFailed.misused(
                            "say whose key it is: --keyid PARTNER/KID, such as acme-hub/2026-11 (a key that keygen wrote"
                                    + " says so itself)"));
            return new RequestSigner(jwk, id, CryptoProviders.bouncyCastle(), surroundings.random());
        } catch (IOException e) {
            throw CommandFailed.misused(key + ": cannot be read: " + e);
        } catch (DecodeException | ClassCastException e) {
            throw CommandFailed.misused(key + ": must be a private JWK, as keygen writes it");
        } catch (JwkRefused e) {
            throw CommandFailed.misused(key + ": must be a private JWK, as keygen writes it: " + e.getMessage());
        }
    }

    private URI endpoint() {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (!http || url.getHost() == null || !path.matches("/?|" + PATH)) {
            throw CommandFailed.misused("--url must be the gateway's address, such as https://care.example.org");
        }
        return url.resolve(PATH);
    }
}
