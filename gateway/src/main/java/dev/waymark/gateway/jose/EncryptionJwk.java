package dev.waymark.gateway.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/** Reads the JWKs that are encrypted to, public or private: EC P-256 and P-384, OKP X25519, RSA of 2,048 bits and more. */
final class EncryptionJwk {

    private static final int X25519_BYTES = 32;
    private static final int RSA_MIN_BITS = 2048;
    /** As for signatures: beyond it one operation costs milliseconds by the dozen. */
    private static final int RSA_MAX_BITS = 16_384;

    private static final int RSA_MAX_EXPONENT_BITS = 64;
    private static final int MAX_KID = 128;

    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final Set<Curve> EC_CURVES = Set.of(Curve.P_256, Curve.P_384);

    private EncryptionJwk() {}

    static boolean isPrivate(JsonObject json) {
        return PRIVATE_MEMBERS.stream().anyMatch(json::containsKey);
    }

    /** The key, of a kind that is taken; whether {@code use}, {@code key_ops} and {@code alg} allow is asked apart. */
    static JWK parse(JsonObject json) {
        if ("oct".equals(json.getValue("kty"))) {
            throw new JwkRefused("kty: oct is a symmetric key; give the public half of a pair");
        }
        JWK jwk = lenient(json);
        if (jwk instanceof ECKey ec && EC_CURVES.contains(ec.getCurve())) {
            return ec;
        }
        if (jwk instanceof OctetKeyPair okp && okp.getCurve().equals(Curve.X25519)) {
            if (okp.getDecodedX().length != X25519_BYTES) {
                throw new JwkRefused("x: must be " + X25519_BYTES + " bytes, base64url");
            }
            return okp;
        }
        if (jwk instanceof RSAKey rsa) {
            return rsa(rsa);
        }
        throw new JwkRefused("kty, crv: P-256 or P-384 (EC), X25519 (OKP), or RSA are taken");
    }

    /** {@code operations}: a public key of an agreement has none of its own, and WebCrypto writes an empty list. */
    static void mayDo(JsonObject json, JweAlgorithm algorithm, Set<String> operations, boolean mayBeEmpty) {
        if (!"enc".equals(json.getValue("use", "enc"))) {
            throw new JwkRefused("use: must be enc, or absent");
        }
        if (json.containsKey("key_ops")) {
            boolean allowed = json.getValue("key_ops") instanceof JsonArray named
                    && (named.isEmpty() ? mayBeEmpty : operations.stream().anyMatch(named::contains));
            if (!allowed) {
                throw new JwkRefused("key_ops: must contain one of "
                        + operations.stream().sorted().toList() + ", or be absent");
            }
        }
        if (!algorithm.joseName().equals(json.getValue("alg", algorithm.joseName()))) {
            throw new JwkRefused("alg: must be " + algorithm.joseName() + ", or absent");
        }
        if (json.containsKey("kid")
                && !(json.getValue("kid") instanceof String kid && !kid.isEmpty() && kid.length() <= MAX_KID)) {
            throw new JwkRefused("kid: 1 to " + MAX_KID + " characters");
        }
    }

    private static JWK lenient(JsonObject json) {
        JsonObject parts = new JsonObject();
        for (String member : List.of("kty", "crv", "x", "y", "n", "e", "d", "p", "q", "dp", "dq", "qi")) {
            if (json.containsKey(member)) {
                parts.put(member, json.getValue(member));
            }
        }
        try {
            return JWK.parse(parts.encode());
        } catch (ParseException | IllegalArgumentException | IllegalStateException broken) {
            throw new JwkRefused("is no public JWK: EC (P-256, P-384), OKP (X25519) or RSA");
        }
    }

    private static RSAKey rsa(RSAKey key) {
        try {
            int bits = key.toRSAPublicKey().getModulus().bitLength();
            if (bits < RSA_MIN_BITS || bits > RSA_MAX_BITS) {
                throw new JwkRefused("n: RSA keys have " + RSA_MIN_BITS + " to " + RSA_MAX_BITS + " bits");
            }
            if (key.toRSAPublicKey().getPublicExponent().bitLength() > RSA_MAX_EXPONENT_BITS) {
                throw new JwkRefused("e: at most " + RSA_MAX_EXPONENT_BITS + " bits");
            }
            return key;
        } catch (JOSEException broken) {
            throw new JwkRefused("is no RSA key");
        }
    }
}
