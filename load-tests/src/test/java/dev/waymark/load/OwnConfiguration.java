package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@link OwnGateway} runs with: a hub that posts, a pharmacy that is asked, a manager who is told, no limits. */
final class OwnConfiguration implements OwnGateway.Configuration {

    static final String PROGRAM = "load";

    /** Everybody whom an event concerns, so that fan-out works beside intake as it would. */
    static final String ENROLMENT = """
            {"partners":[{"id":"load-hub","role":"hub"},{"id":"load-pharmacy","role":"specialty_pharmacy"}],\
            "managers":["manager"],\
            "people":[{"id":"patient","relation":"patient","name":"Ana Diaz","language":"en","timeZone":"America/New_York",\
            "email":{"address":"ana@example.org","consent":false}}]}""";

    private final PartnerKey.Made hub = PartnerKey.make("load-hub/key");
    private final PartnerKey.Made pharmacy = PartnerKey.make("load-pharmacy/key");

    PartnerKey hub() {
        return hub.key();
    }

    @Override
    public void write(Path folder, URI url) throws IOException {
        Files.writeString(folder.resolve("waymark.yaml"), """
                publicUrl: %s
                http: {host: 127.0.0.1, port: %d}
                limits: {requestsPerSecond: 0}
                """.formatted(url, url.getPort()));
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
                """.formatted(hub.x(), pharmacy.x()));
        Files.writeString(folder.resolve("programs.yaml"), """
                programs:
                  - {id: load, publicName: Care Team, timeZone: America/New_York}
                """);
        // The hash is of no password that anybody knows: nobody signs in here.
        Files.writeString(folder.resolve("users.yaml"), """
                users:
                  - user: manager
                    name: Load Manager
                    password: "$argon2id$v=19$m=19456,t=2,p=1$bG9hZC10ZXN0LXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
                    roles: [case-manager]
                    programs: [load]
                """);
    }
}
