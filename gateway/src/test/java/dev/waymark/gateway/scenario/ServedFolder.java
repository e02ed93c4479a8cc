package dev.waymark.gateway.scenario;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/** The configuration of gateways in processes of their own: one database, one keys directory, one set of files. */
final class ServedFolder {

    final Path folder;
    final External database;
    private final Vertx vertx;

    ServedFolder(Path folder, Vertx vertx, TestPartner... partners) {
        this.folder = folder;
        this.vertx = vertx;
        this.database = TestDatabase.freshSettings(vertx);
        GatewayFiles files = new GatewayFiles(folder, database);
        files.write(List.of(partners), "");
        files.write("users.yaml", """
                users:
                  - {user: maria, name: Maria Lopez, password: "%s", roles: [case-manager], programs: [orphan-x]}
                  - {user: ada, name: Ada Admin, password: "%s", roles: [admin], programs: []}
                """.formatted(Passwords.HASH, Passwords.HASH));
    }

    ServedGateway serve() {
        return new ServedGateway(vertx, folder);
    }

    Path key(String name) {
        return folder.resolve("keys").resolve(name);
    }
}
