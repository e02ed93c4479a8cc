package dev.waymark.gateway.scenario;

import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.Main;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code serve} in a process of its own, on the {@code waymark.yaml} of a folder. */
final class ServedGateway implements Target {

    private static final Pattern ANSWERS = Pattern.compile("Waymark answers at http://127\\.0\\.0\\.1:(\\d+)");

    private final HttpClient client;
    private final Path output;
    private final Process process;
    private final int port;

    ServedGateway(Vertx vertx, Path folder) {
        client = vertx.createHttpClient();
        try {
            output = Files.createTempFile(folder, "serve", ".log");
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Main.class.getName(),
                            "serve",
                            "--config",
                            folder.resolve("waymark.yaml").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> said().find() || !process.isAlive());
        Matcher said = said();
        if (!said.find()) {
            throw new AssertionError("it did not start: " + text());
        }
        port = Integer.parseInt(said.group(1));
    }

    private Matcher said() {
        return ANSWERS.matcher(text());
    }

    private String text() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it listens. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + text());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    @Override
    public URI uri(String target) {
        return URI.create(TestGateway.PUBLIC + target);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Answer call(HttpMethod method, String target, Map<String, String> headers, Optional<Buffer> body) {
        return Waiting.await(callLater(client, method, target, headers, body));
    }

    @Override
    public Future<Answer> callLater(
            HttpClient via, HttpMethod method, String target, Map<String, String> headers, Optional<Buffer> body) {
        return Target.call(via, port, uri(target), method, headers, body);
    }
}
