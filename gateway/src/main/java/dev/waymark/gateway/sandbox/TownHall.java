package dev.waymark.gateway.sandbox;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.Configuration;
import dev.waymark.gateway.identity.Argon2Hash;
import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the demo's configuration as an operator would, and reads it as {@code serve} does. */
final class TownHall {

    private final Folder folder;
    private final FarSides.Ports ports;

    TownHall(Folder folder, FarSides.Ports ports) {
        this.folder = folder;
        this.ports = ports;
    }

    /** @param keys the partners' private keys */
    Configuration write(int port, Secret textSecret, Argon2Hash password, Map<PartnerId, JsonObject> keys) {
        folder.write("waymark.yaml", """
                # The demo's own, written anew at each start: everything on this machine.
                publicUrl: http://localhost:%d
                http: {host: 127.0.0.1, port: %d}
                dataDir: data
                email: {host: 127.0.0.1, port: %d, from: "Care Team <care@example.org>", startTls: off}
                sms: {default: main, providers: {main: {kind: generic, url: "http://127.0.0.1:%d/texts", secret: "%s"}}}
                egress: {allow: [%s]}
                """.formatted(
                        port,
                        port,
                        ports.mail(),
                        ports.texts(),
                        textSecret.reveal(),
                        ports.webhooks().values().stream()
                                .map(webhook -> "\"127.0.0.1:" + webhook + "\"")
                                .collect(Collectors.joining(", "))));
        folder.write(
                "partners.yaml",
                "partners:\n"
                        + partner(Town.HUB, "Acme Hub Services", "hub", "Hanna Hall", keys)
                        + partner(Town.PHARMACY, "Rx One Specialty Pharmacy", "specialty_pharmacy", "Jane Roe", keys)
                        + partner(Town.TROUBLE, "Wobbly Pharmacy", "specialty_pharmacy", "Will Webb", keys));
        folder.write("users.yaml", """
                users:
                  - {user: maria, name: Maria Lopez, password: "%s", roles: [case-manager, operator], programs: [%s]}
                """.formatted(password.phc(), Town.PROGRAM));
        folder.write("programs.yaml", """
                programs:
                  - {id: %s, publicName: Care Team, phone: "+18005550100", language: en, timeZone: America/New_York, supervisors: [maria]}
                """.formatted(Town.PROGRAM));
        return Configuration.read(folder.settings(), Map.of());
    }

    private String partner(PartnerId id, String name, String role, String contact, Map<PartnerId, JsonObject> keys) {
        JsonObject key = keys.getOrDefault(id, new JsonObject());
        return """
                  - id: %s
                    name: %s
                    roles: [%s]
                    programs: [%s]
                    keys: [%s]
                    contacts: [{name: %s, email: "%s"}]
                    webhook: {url: "http://127.0.0.1:%d/hooks"}
                """.formatted(
                        id,
                        name,
                        role,
                        Town.PROGRAM,
                        Folder.publicHalf(key).encode(),
                        contact,
                        contactOf(id),
                        ports.webhooks().get(id));
    }

    static String contactOf(PartnerId partner) {
        return "desk@" + partner + ".example";
    }
}
