package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the report's gateway runs with: a hub that posts, a pharmacy with a webhook, a manager who signs in; no limits.
 *
 * @param passwordHash as {@code hash-password} prints it
 */
record ReportConfiguration(PartnerKey.Made hub, FarEndpoint pharmacy, String passwordHash)
        implements OwnGateway.Configuration {

    static final String USER = "manager";

    static final String ENROLMENT = """
            {"partners":[{"id":"load-hub","role":"hub"},{"id":"load-pharmacy","role":"specialty_pharmacy"}],\
            "managers":["manager"],"people":[]}""";

    @Override
    public void write(Path folder, URI url) throws IOException {
        Files.writeString(folder.resolve("waymark.yaml"), """
                publicUrl: %s
                http: {host: 127.0.0.1, port: %d}
                limits: {requestsPerSecond: 0}
                egress: {allow: ["127.0.0.1:%d"]}
                """.formatted(url, url.getPort(), pharmacy.port()));
        Files.writeString(folder.resolve("partners.yaml"), """
                partners:
                  - id: load-hub
                    name: Load Hub
                    roles: [hub]
                    programs: [load]
                    keys: [{kty: OKP, crv: Ed25519, kid: key, x: "%s"}]
                  - id: load-pharmacy
                    name: Load Pharmacy
                    roles: [specialty_pharmacy]
                    programs: [load]
                    keys: [{kty: OKP, crv: Ed25519, kid: key, x: "%s"}]
                    webhook: {url: "http://127.0.0.1:%d/hooks"}
                """.formatted(
                        hub.x(), PartnerKey.make("load-pharmacy/key").x(), pharmacy.port()));
        Files.writeString(folder.resolve("programs.yaml"), """
                programs:
                  - {id: load, publicName: Care Team, timeZone: America/New_York}
                """);
        Files.writeString(folder.resolve("users.yaml"), """
                users:
                  - {user: %s, name: Load Manager, password: "%s", roles: [case-manager], programs: [load]}
                """.formatted(USER, passwordHash));
    }
}
