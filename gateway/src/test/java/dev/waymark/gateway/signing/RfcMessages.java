package dev.waymark.gateway.signing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.Parser;

/** The messages and keys of RFC 9421, Appendix B. */
final class RfcMessages {

    static final String REQUEST_DIGEST =
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
    static final String ANSWER_DIGEST =
            "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:";

    static final JsonObject RSA_PSS = new JsonObject()
            .put("kty", "RSA")
            .put("kid", "test-key-rsa-pss")
            .put("e", "AQAB")
            .put(
                    "n",
                    "r4tmm3r20Wd_PbqvP1s2-QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct-Lh1GH45x28Rw3Ry53mm-oAXjyQ86OnDkZ5N8lYbg"
                            + "gD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL-Wokqltd11nqqzi-bJ9cvSKAD"
                            + "YdUAAN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4aOT9v6d-nb4bnNkQVklLQ3fVAvJm"
                            + "-xdDOp9LCNCN48V2pnDOkFV6-U9nV5oyc6XI2w");

    static final JsonObject P256 = new JsonObject()
            .put("kty", "EC")
            .put("kid", "test-key-ecc-p256")
            .put("crv", "P-256")
            .put("x", "qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA")
            .put("y", "Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0");

    static final JsonObject ED25519 = new JsonObject()
            .put("kty", "OKP")
            .put("kid", "test-key-ed25519")
            .put("crv", "Ed25519")
            .put("x", "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs");

    static final JsonObject ED25519_PRIVATE = ED25519.copy().put("d", "n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU");

    static final byte[] SHARED_SECRET = Base64.getDecoder()
            .decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");

    static final String CLIENT_CERT =
            ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVy"
                    + "bWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0D"
                    + "AQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYD"
                    + "VR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIw"
                    + "HQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCO"
                    + "OB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";

    private static final Map<String, String> FIELDS = Map.of(
            "host", "example.com",
            "date", "Tue, 20 Apr 2021 02:07:55 GMT",
            "content-type", "application/json",
            "content-digest", REQUEST_DIGEST,
            "content-length", "18",
            "client-cert", CLIENT_CERT);

    private RfcMessages() {}

    /** test-request. */
    static SignableRequest request(String authority) {
        return request("https", authority, "/foo?param=Value&Pet=dog", FIELDS);
    }

    static SignableRequest request(String scheme, String authority, String target, Map<String, String> fields) {
        return new SignableRequest(
                "POST", scheme, authority, target, name -> Optional.ofNullable(fields.get(name)).stream()
                        .toList());
    }

    /** test-response. */
    static SignableMessage answer() {
        Map<String, String> fields =
                Map.of("content-type", "application/json", "content-digest", ANSWER_DIGEST, "content-length", "23");
        return new SignableMessage() {
            @Override
            public Optional<String> derived(ComponentId component) {
                return component.name().equals("@status") ? Optional.of("200") : Optional.empty();
            }

            @Override
            public List<String> lines(String name) {
                return Optional.ofNullable(fields.get(name)).stream().toList();
            }
        };
    }

    static SignatureInput input(String innerList) {
        return SignatureInput.of("sig", Parser.parseInnerList(innerList), Buffer.buffer());
    }
}
