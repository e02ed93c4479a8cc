package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@link OwnGateway} runs with: a hub, and a pharmacy for each endpoint. */
final class ManyPharmacies implements OwnGateway.Configuration {

    private final PartnerKey.Made hub = PartnerKey.make("load-hub/key");
    private final List<FarEndpoint> endpoints;

    ManyPharmacies(List<FarEndpoint> endpoints) {
        this.endpoints = endpoints;
    }

    PartnerKey hub() {
        return hub.key();
    }

    static String enrolment(int pharmacy) {
        return """
                {"partners":[{"id":"load-hub","role":"hub"},{"id":"rx-%d","role":"specialty_pharmacy"}],\
                "managers":[],"people":[]}""".formatted(pharmacy);
    }

    @Override
    public void write(Path folder, URI url) throws IOException {
        Files.writeString(folder.resolve("waymark.yaml"), """
                publicUrl: %s
                http: {host: 127.0.0.1, port: %d}
                limits: {requestsPerSecond: 0}
                egress: {allow: [%s]}
                """.formatted(
                        url,
                        url.getPort(),
                        endpoints.stream()
                                .map(one -> "\"127.0.0.1:" + one.port() + "\"")
                                .collect(Collectors.joining(", "))));
        Files.writeString(
                folder.resolve("partners.yaml"),
                """
                partners:
                  - id: load-hub
                    name: Load Hub
                    roles: [hub]
                    programs: [load]
                    keys: [{kty: OKP, crv: Ed25519, kid: key, x: "%s"}]
                """.formatted(hub.x())
                        + IntStream.range(0, endpoints.size())
                                .mapToObj(i -> """
                                  - id: rx-%d
                                    name: Pharmacy %d
                                    roles: [specialty_pharmacy]
                                    programs: [load]
                                    keys: [{kty: OKP, crv: Ed25519, kid: key, x: "%s"}]
                                    webhook: {url: "http://127.0.0.1:%d/hooks"}
                                """.formatted(
                                        i,
                                        i,
                                        PartnerKey.make("rx-" + i + "/key").x(),
                                        endpoints.get(i).port()))
                                .collect(Collectors.joining()));
        Files.writeString(folder.resolve("programs.yaml"), """
                programs:
                  - {id: load, publicName: Care Team, timeZone: America/New_York}
                """);
        Files.writeString(folder.resolve("users.yaml"), "users: []\n");
    }
}
