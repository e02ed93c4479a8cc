package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@link OwnGateway} runs with: a hub that posts, a pharmacy that is asked, a manager who is told; no limits.
 *
 * @param pharmacy where the pharmacy is told, if anywhere
 * @param passwordHash the manager's, as {@code hash-password} prints it
 */
record HubAndPharmacy(PartnerKey.Made hub, Optional<FarEndpoint> pharmacy, String passwordHash)
        implements OwnGateway.Configuration {

    static final String PROGRAM = "load";
    static final String MANAGER = "manager";

    /** Nobody but partners and the manager. */
    static final String ENROLMENT = enrolment("");

    /** Everybody whom an event concerns, so that fan-out works beside intake as it would. */
    static final String ENROLMENT_WITH_PATIENT = enrolment("""
            {"id":"patient","relation":"patient","name":"Ana Diaz","language":"en","timeZone":"America/New_York",\
            "email":{"address":"ana@example.org","consent":false}}""");

    /** Of no password that anybody knows. */
    private static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$bG9hZC10ZXN0LXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    /** The pharmacy has no webhook, and nobody signs in. */
    static HubAndPharmacy unheard() {
        return new HubAndPharmacy(key("load-hub"), Optional.empty(), NOBODYS);
    }

    /** The pharmacy is told there, and the manager signs in. */
    static HubAndPharmacy told(FarEndpoint pharmacy, String passwordHash) {
        return new HubAndPharmacy(key("load-hub"), Optional.of(pharmacy), passwordHash);
    }

    private static PartnerKey.Made key(String partner) {
        return PartnerKey.make(partner + "/key");
    }

    private static String enrolment(String people) {
        return """
                {"partners":[{"id":"load-hub","role":"hub"},{"id":"load-pharmacy","role":"specialty_pharmacy"}],\
                "managers":["manager"],"people":[%s]}""".formatted(people);
    }

    @Override
    public void write(Path folder, URI url) throws IOException {
        Files.writeString(folder.resolve("waymark.yaml"), """
                publicUrl: %s
                http: {host: 127.0.0.1, port: %d}
                limits: {requestsPerSecond: 0}
                %s""".formatted(
                        url,
                        url.getPort(),
                        pharmacy.map(at -> "egress: {allow: [\"127.0.0.1:" + at.port() + "\"]}\n")
                                .orElse("")));
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
                %s""".formatted(
                        hub.x(),
                        key("load-pharmacy").x(),
                        pharmacy.map(at -> "    webhook: {url: \"http://127.0.0.1:" + at.port() + "/hooks\"}\n")
                                .orElse("")));
        Files.writeString(folder.resolve("programs.yaml"), """
                programs:
                  - {id: load, publicName: Care Team, timeZone: America/New_York}
                """);
        Files.writeString(folder.resolve("users.yaml"), """
                users:
                  - {user: %s, name: Load Manager, password: "%s", roles: [case-manager], programs: [load]}
                """.formatted(MANAGER, passwordHash));
    }
}
