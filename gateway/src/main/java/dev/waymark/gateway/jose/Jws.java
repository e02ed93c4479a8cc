package dev.waymark.gateway.jose;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JoseRefused.Reason;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A compact JWS (RFC 7515) as received: parsed, not yet verified. {@link #parse} refuses, as {@link JoseRefused}, what
 * is not strictly one; {@link #payload} means nothing before {@link #verifiedBy} said yes. Immutable.
 *
 * <pre>
 *   Jws jws = Jws.parse(token, Set.of());
 *   PublicKey key = find(jws.header().text("kid"));
 *   if (jws.verifiedBy(key, crypto)) use(jws.payload());
 * </pre>
 */
public final class Jws {

    private final JoseHeader header;
    private final JwsAlgorithm algorithm;
    private final byte[] signingInput;
    private final byte[] payload;
    private final byte[] signature;

    private Jws(JoseHeader header, byte[] signingInput, byte[] payload, byte[] signature) {
        this.header = header;
        this.algorithm = header.text("alg")
                .flatMap(JwsAlgorithm::named)
                .orElseThrow(() -> new JoseRefused(Reason.ALGORITHM, "alg is none that is taken"));
        this.signingInput = signingInput;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Reads a token; verifies nothing.
     *
     * @param understood what {@code crit} may name
     */
    public static Jws parse(String token, Set<String> understood) {
        List<String> parts = Compact.parts(token, 3);
        return new Jws(
                JoseHeader.read(Compact.decode(parts.get(0)), understood),
                Compact.ascii(token.substring(0, token.lastIndexOf('.'))),
                Compact.decode(parts.get(1)),
                Compact.decode(parts.get(2)));
    }

    /**
     * Makes a token.
     *
     * @param header with {@code alg}, one of {@link JwsAlgorithm}
     * @param signer answers the signing input with its signature by that algorithm (ECDSA as r and s, RFC 7518, 3.4)
     */
    public static String sign(JsonObject header, byte[] payload, UnaryOperator<byte[]> signer) {
        algorithm(header);
        String input = Compact.encode(header.encode().getBytes(StandardCharsets.UTF_8)) + "." + Compact.encode(payload);
        return input + "." + Compact.encode(signer.apply(Compact.ascii(input)));
    }

    /** Makes a token with a key of the kind of the header's {@code alg}. RSA takes milliseconds. */
    public static String sign(
            JsonObject header, byte[] payload, PrivateKey key, CryptoProviders crypto, SecureRandom random) {
        JwsAlgorithm algorithm = algorithm(header);
        return sign(header, payload, input -> crypto.sign(algorithm.scheme(), key, input, random));
    }

    public JoseHeader header() {
        return header;
    }

    public JwsAlgorithm algorithm() {
        return algorithm;
    }

    /** Whether the signature is one by {@code key} under the header's {@code alg}; a key of another kind is a no. */
    public boolean verifiedBy(PublicKey key, CryptoProviders crypto) {
        return algorithm.takes(key) && crypto.verifies(algorithm.scheme(), key, signingInput, signature);
    }

    public byte[] payload() {
        return payload.clone();
    }

    /** What was signed: header, dot, payload, as received. */
    public byte[] signingInput() {
        return signingInput.clone();
    }

    private static JwsAlgorithm algorithm(JsonObject header) {
        return JwsAlgorithm.named(header.getString("alg", ""))
                .orElseThrow(() -> new IllegalArgumentException("alg is missing, or none that is made"));
    }
}
