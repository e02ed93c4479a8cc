package dev.waymark.gateway.scenario;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration of gateways in processes of their own: one database, one keys directory, one set of files. */
final class ServedFolder {

    final Path folder;
    final External database;
    private final Vertx vertx;

    ServedFolder(Path folder, Vertx vertx, TestPartner... partners) {
        this.folder = folder;
        this.vertx = vertx;
        this.database = TestDatabase.freshSettings(vertx);
        write("waymark.yaml", """
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
                        Stream.of(partners)
                                .map(partner -> "\"127.0.0.1:" + partner.endpoint.port() + "\"")
                                .collect(Collectors.joining(", "))));
        write(
                "partners.yaml",
                "partners:\n" + Stream.of(partners).map(TestPartner::yaml).collect(Collectors.joining()));
        write("users.yaml", """
                users:
                  - {user: maria, name: Maria Lopez, password: "%s", roles: [case-manager], programs: [orphan-x]}
                  - {user: ada, name: Ada Admin, password: "%s", roles: [admin], programs: []}
                """.formatted(Passwords.HASH, Passwords.HASH));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ServedGateway serve() {
        return new ServedGateway(vertx, folder);
    }

    Path key(String name) {
        return folder.resolve("keys").resolve(name);
    }
}
