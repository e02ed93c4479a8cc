package dev.waymark.gateway.scenario;

import dev.waymark.gateway.Configuration;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The files that gateways on one database run with, in one folder. */
final class GatewayFiles {

    private static final String SETTINGS = "waymark.yaml";

    private final Path folder;
    private final External database;

    GatewayFiles(Path folder, External database) {
        this.folder = folder;
        this.database = database;
    }

    /**
     * Writes the settings and the partners.
     *
     * @param more settings, each on a line of its own
     */
    void write(List<TestPartner> partners, String more) {
        write(
                SETTINGS,
                """
                publicUrl: %s
                http: {host: 127.0.0.1, port: 0}
                database: {url: "postgresql://%s@%s:%d/%s?sslmode=disable", password: "%s"}
                limits: {requestsPerSecond: 0, burst: 1}
                egress: {allow: [%s]}
                """.formatted(
                                        TestGateway.PUBLIC,
                                        database.user(),
                                        database.host(),
                                        database.port(),
                                        database.database(),
                                        database.password().reveal(),
                                        partners.stream()
                                                .map(partner -> "\"127.0.0.1:" + partner.endpoint.port() + "\"")
                                                .collect(Collectors.joining(", ")))
                        + more);
        write(
                "partners.yaml",
                "partners:\n" + partners.stream().map(TestPartner::yaml).collect(Collectors.joining()));
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void limit(int requestsPerSecond, int burst) {
        change(settings -> settings.replaceAll(
                "(?m)^limits: .*$", "limits: {requestsPerSecond: " + requestsPerSecond + ", burst: " + burst + "}"));
    }

    /** Under an https address of the same authority. */
    void putBehindProxy() {
        change(settings -> settings.replace("publicUrl: http:", "publicUrl: https:")
                .replace("port: 0}", "port: 0, behindProxy: true}"));
    }

    private void change(UnaryOperator<String> how) {
        write(SETTINGS, how.apply(settings()));
    }

    private String settings() {
        try {
            return Files.readString(folder.resolve(SETTINGS));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Configuration read() {
        return read(SETTINGS);
    }

    /** The same, as another user of the database. */
    Configuration readAs(String user) {
        String file = "waymark-" + user + ".yaml";
        write(file, settings().replace("//" + database.user() + "@", "//" + user + "@"));
        return read(file);
    }

    private Configuration read(String file) {
        return Configuration.read(folder.resolve(file), Map.of());
    }
}
