package dev.waymark.gateway.cli;

import dev.waymark.gateway.http.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --url} and {@code --token-file}, alike for every command that acts on a running gateway: through its API. */
final class GatewayAddress {

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The gateway's address, such as https://care.example.org; http only to this very machine.")
    private URI url = URI.create("");

    @Option(
            names = "--token-file",
            required = true,
            paramLabel = "FILE",
            description =
                    "A file with the bearer token of a user who may: the \"token\" that POST /v1/sessions answers,"
                            + " or your identity provider's access token. - is standard input.")
    private Path tokenFile = Path.of("");

    /** A client to that address with that token; {@link CommandFailed} where either cannot be used. */
    GatewayClient client(Surroundings surroundings) {
        String scheme = url.getScheme();
        boolean http = "http".equalsIgnoreCase(scheme);
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (!(http || "https".equalsIgnoreCase(scheme)) || url.getHost() == null || !path.matches("/?")) {
            throw CommandFailed.misused("--url must be the gateway's address, such as https://care.example.org");
        }
        if (http && !Loopback.isHost(url.getHost())) {
            throw CommandFailed.misused("--url must be https: the token would be read on the way to " + url.getHost());
        }
        return new GatewayClient(url, token(surroundings));
    }

    private String token(Surroundings surroundings) {
        try {
            String text = tokenFile.equals(Path.of("-"))
                    ? new String(surroundings.input().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(tokenFile);
            String token = text.strip();
            if (!token.matches("[\\x21-\\x7e]+")) {
                throw CommandFailed.misused(tokenFile + ": must hold a bearer token and nothing else");
            }
            return token;
        } catch (IOException e) {
            throw CommandFailed.misused(tokenFile + ": cannot be read: " + e);
        }
    }
}
