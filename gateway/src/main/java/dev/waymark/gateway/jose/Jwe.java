package dev.waymark.gateway.jose;

import dev.waymark.gateway.jose.JoseRefused.Reason;
import java.util.List;
import java.util.Set;

/**
 * A compact JWE (RFC 7516) as received: parsed, not yet decrypted. What the header says is authentic only once
 * {@link JweCipher} opened it. Immutable.
 */
public final class Jwe {

    static final String CONTENT = "A256GCM";

    private final JoseHeader header;
    private final String algorithm;
    private final byte[] aad;
    private final byte[] encryptedKey;
    private final byte[] iv;
    private final byte[] ciphertext;
    private final byte[] tag;

    private Jwe(List<String> parts, Set<String> understood) {
        this.header = JoseHeader.read(Compact.decode(parts.get(0)), understood);
        this.algorithm = header.text("alg").orElse("");
        this.aad = Compact.ascii(parts.get(0));
        this.encryptedKey = Compact.decode(parts.get(1));
        this.iv = Compact.decode(parts.get(2));
        this.ciphertext = Compact.decode(parts.get(3));
        this.tag = Compact.decode(parts.get(4));
    }

    /**
     * Reads a token; decrypts nothing. Refuses as {@link JoseRefused} what is not strictly one.
     *
     * @param understood what {@code crit} may name
     */
    public static Jwe parse(String token, Set<String> understood) {
        Jwe jwe = new Jwe(Compact.parts(token, 5), understood);
        if (!jwe.header.text("enc").orElse("").equals(CONTENT)) {
            throw new JoseRefused(Reason.ALGORITHM, "enc is not " + CONTENT);
        }
        return jwe;
    }

    public JoseHeader header() {
        return header;
    }

    String algorithm() {
        return algorithm;
    }

    byte[] encryptedKey() {
        return encryptedKey;
    }

    byte[] decryptUnder(byte[] contentKey) {
        return ContentCipher.decrypt(contentKey, iv, aad, ciphertext, tag);
    }
}
