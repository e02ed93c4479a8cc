package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.Jws;
import dev.waymark.gateway.jose.JwsAlgorithm;
import dev.waymark.gateway.sealing.KeyRefused;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gateway's own signing keys (protocol, sections 6 and 12): Ed25519, one file each in the keys directory. Read once
 * at start. Thread-safe.
 */
public final class GatewayKeys {

    private final List<GatewayKey> keys;
    private final Clocks clocks;

    private GatewayKeys(List<GatewayKey> keys, Clocks clocks) {
        this.keys = List.copyOf(keys);
        this.clocks = clocks;
    }

    /**
     * Reads the signing keys in {@code directory}; where there are none and {@code mayCreate}, makes the directory (mode
     * 700) and one key (mode 600). Blocks. Throws {@link KeyRefused}, naming the file, where a file cannot be read, is
     * no Ed25519 private JWK or is open to others, and where there is none and none may be made.
     *
     * @param mayCreate only while the database is empty: later a new key would be another than partners know
     */
    public static GatewayKeys open(
            Path directory, boolean mayCreate, CryptoProviders crypto, Clocks clocks, SecureRandom random) {
        return new GatewayKeys(new KeysDirectory(directory, crypto, random).read(mayCreate), clocks);
    }

    /** A signature by one of the live keys. */
    public record KeySignature(String kid, Buffer signature) {}

    /** One signature for each key that signs now, oldest key first. */
    public List<KeySignature> sign(byte[] data) {
        Instant now = clocks.steady();
        List<KeySignature> signatures = keys.stream()
                .filter(key -> key.signsAt(now))
                .map(key -> key.sign(data))
                .toList();
        if (signatures.isEmpty()) {
            throw noneSigns();
        }
        return signatures;
    }

    /** A compact JWS (RFC 7515) by the newest of them; {@code alg} and {@code kid} are put in beside {@code header}. */
    public String jws(JsonObject header, byte[] payload) {
        GatewayKey key = newest();
        JsonObject whole =
                header.copy().put("alg", JwsAlgorithm.EDDSA.joseName()).put("kid", key.kid());
        return Jws.sign(whole, payload, input -> key.sign(input).signature().getBytes());
    }

    /** Of the keys that sign now, the one that began last: it will be known longest. */
    GatewayKey newest() {
        Instant now = clocks.steady();
        return keys.stream()
                .filter(key -> key.signsAt(now))
                .reduce((older, newer) -> newer)
                .orElseThrow(GatewayKeys::noneSigns);
    }

    private static IllegalStateException noneSigns() {
        return new IllegalStateException("no signing key is in force: each has its nbf to come or its exp behind it");
    }

    /** The public keys as a JWK Set (RFC 7517): each from its announcement until seven days after its end. */
    public JsonObject jwks() {
        Instant now = clocks.steady();
        JsonArray set = new JsonArray();
        keys.stream().filter(key -> key.isShownAt(now)).forEach(key -> set.add(key.publicJwk()));
        return new JsonObject().put("keys", set);
    }

    /** By file name, the RFC 7638 thumbprint of each key: what {@code KeyFingerprints.hold} compares. */
    public Map<String, Buffer> fingerprints() {
        Map<String, Buffer> byFile = new LinkedHashMap<>();
        keys.forEach(key -> byFile.put(key.fileName(), Buffer.buffer(key.thumbprint())));
        return byFile;
    }
}
