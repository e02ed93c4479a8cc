package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.Jws;
import dev.waymark.gateway.jose.JwsAlgorithm;
import dev.waymark.gateway.sealing.KeyFile;
import dev.waymark.gateway.sealing.KeyRefused;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway's own keys (protocol, sections 2, 6 and 12), one file each in the keys directory: Ed25519 to sign with, P-256
 * for what partners encrypt. In memory; {@link TurnKeys} reads the files again. Thread-safe.
 */
public final class GatewayKeys {

    private final KeysDirectory directory;
    private final Clocks clocks;
    private final SecureRandom random;
    private volatile KeyFiles files;

    private GatewayKeys(KeysDirectory directory, KeyFiles files, Clocks clocks, SecureRandom random) {
        this.directory = directory;
        this.files = files;
        this.clocks = clocks;
        this.random = random;
    }

    /**
     * Reads the keys in {@code directory}; where {@code mayCreate}, makes the directory (mode 700) and what is missing: a key
     * of each kind (mode 600). Blocks. Throws {@link KeyRefused}, naming the file, where a file cannot be read, is no
     * private JWK of its kind or is open to others, and where there is no signing key and none may be made.
     *
     * @param mayCreate only while the database is empty: later a new key would be another than partners know
     */
    public static GatewayKeys open(
            Path directory, boolean mayCreate, CryptoProviders crypto, Clocks clocks, SecureRandom random) {
        KeysDirectory files = new KeysDirectory(directory, crypto, random);
        return new GatewayKeys(files, files.read(mayCreate), clocks, random);
    }

    /** A signature by one of the live keys. */
    public record KeySignature(String kid, Buffer signature) {}

    /** One signature for each key that signs now, oldest key first. */
    public List<KeySignature> sign(byte[] data) {
        return live().stream().map(key -> key.sign(data)).toList();
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
        List<GatewayKey> live = live();
        return live.get(live.size() - 1);
    }

    private List<GatewayKey> live() {
        Instant now = clocks.steady();
        List<GatewayKey> live = files.signing().stream()
                .filter(key -> key.lifetime().isLive(now))
                .toList();
        if (live.isEmpty()) {
            throw new IllegalStateException(
                    "no signing key is in force: each has its nbf to come or its exp behind it");
        }
        return live;
    }

    /** The key of that name, for what was encrypted to it, until seven days after its end. */
    Optional<ReadingKey> reading(String kid) {
        Instant now = clocks.steady();
        return files.reading().stream()
                .filter(key -> key.kid().equals(kid) && !key.lifetime().isOver(now))
                .findFirst();
    }

    /**
     * The public keys as a JWK Set (RFC 7517): each signing key from its announcement until seven days after its end, and
     * those to encrypt to now.
     */
    public JsonObject jwks() {
        Instant now = clocks.steady();
        KeyFiles present = files;
        JsonArray set = new JsonArray();
        present.signing().stream().filter(key -> !key.lifetime().isOver(now)).forEach(key -> set.add(key.publicJwk()));
        present.reading().stream().filter(key -> key.lifetime().isLive(now)).forEach(key -> set.add(key.publicJwk()));
        return new JsonObject().put("keys", set);
    }

    /** By file name: what {@code KeyFingerprints.hold} compares. */
    public Map<String, KeyFile> byName() {
        return files.byName();
    }

    KeyFiles files() {
        return files;
    }

    SecureRandom random() {
        return random;
    }

    KeysDirectory directory() {
        return directory;
    }

    void use(KeyFiles now) {
        files = now;
    }
}
