package dev.waymark.gateway.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Reads JWKs into keys of the chosen provider, and refuses what the protocol (section 1) does not take. */
final class JwkReader {

    /** RFC 8410: the DER around the 32 bytes of an Ed25519 key. */
    private static final byte[] ED25519_PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte[] ED25519_PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int ED25519_BYTES = 32;
    private static final int RSA_MIN_BITS = 2048;
    /** Not the protocol's: a key beyond it would cost each verification milliseconds. */
    private static final int RSA_MAX_BITS = 16_384;

    private static final int RSA_MAX_EXPONENT_BITS = 64;

    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final List<String> KEY_MEMBERS =
            List.of("kty", "crv", "x", "y", "n", "e", "d", "p", "q", "dp", "dq", "qi");
    private static final List<String> KEPT_MEMBERS =
            List.of("kty", "crv", "kid", "use", "key_ops", "alg", "nbf", "exp", "x", "y", "n", "e");

    private JwkReader() {}

    static PartnerKey partnerKey(JsonObject json, CryptoProviders crypto) {
        String kty = text(json, "kty").orElseThrow(() -> new JwkRefused("kty: is missing"));
        if (kty.equals("oct")) {
            throw new JwkRefused("kty: oct is a symmetric key; give the public half of a pair");
        }
        if (PRIVATE_MEMBERS.stream().anyMatch(json::containsKey)) {
            throw new JwkRefused("this is a private key, and known to more than its owner now: make another");
        }
        String kid = text(json, "kid").orElseThrow(() -> new JwkRefused("kid: is missing"));
        SigningAlgorithm algorithm = algorithm(json);
        mayVerify(json, algorithm);
        return new PartnerKey(
                kid,
                algorithm,
                publicKey(json, algorithm, crypto),
                epochSeconds(json, "nbf"),
                epochSeconds(json, "exp"),
                kept(json));
    }

    static SigningAlgorithm algorithm(JsonObject json) {
        String kty = text(json, "kty").orElse("");
        String crv = text(json, "crv").orElse("");
        if (kty.equals("RSA")) {
            return SigningAlgorithm.RSA_PSS_SHA512;
        }
        return switch (kty + " " + crv) {
            case "OKP Ed25519" -> SigningAlgorithm.ED25519;
            case "EC P-256" -> SigningAlgorithm.ECDSA_P256_SHA256;
            case "EC P-384" -> SigningAlgorithm.ECDSA_P384_SHA384;
            default -> throw new JwkRefused("kty, crv: Ed25519 (OKP), P-256 or P-384 (EC), or RSA are taken");
        };
    }

    static PublicKey publicKey(JsonObject json, SigningAlgorithm algorithm, CryptoProviders crypto) {
        try {
            JWK jwk = JWK.parse(only(json, KEY_MEMBERS).encode());
            if (jwk instanceof OctetKeyPair okp) {
                byte[] point = bytes(okp.getDecodedX(), "x");
                if (!Ed25519.validatePublicKeyFull(point, 0)) {
                    throw new JwkRefused("x: is no public key of Ed25519");
                }
                return crypto.keyFactory(algorithm.scheme())
                        .generatePublic(new X509EncodedKeySpec(join(ED25519_PUBLIC, point)));
            }
            if (jwk instanceof ECKey ec) {
                return ec.toECPublicKey(crypto.provider());
            }
            RSAKey rsa = rsa(jwk.toRSAKey());
            return crypto.keyFactory(algorithm.scheme())
                    .generatePublic(new RSAPublicKeySpec(number(rsa.getModulus()), number(rsa.getPublicExponent())));
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException broken) {
            throw broken instanceof JwkRefused refused
                    ? refused
                    : new JwkRefused("is no " + json.getString("kty") + " key");
        }
    }

    static PrivateKey privateKey(JsonObject json, SigningAlgorithm algorithm, CryptoProviders crypto) {
        try {
            JWK jwk = JWK.parse(only(json, KEY_MEMBERS).encode());
            if (!jwk.isPrivate()) {
                throw new JwkRefused("d: is missing; this is the public half");
            }
            if (jwk instanceof OctetKeyPair okp) {
                byte[] seed = bytes(okp.getDecodedD(), "d");
                return crypto.keyFactory(algorithm.scheme())
                        .generatePrivate(new PKCS8EncodedKeySpec(join(ED25519_PRIVATE, seed)));
            }
            if (jwk instanceof ECKey ec) {
                return ec.toECPrivateKey(crypto.provider());
            }
            return crypto.keyFactory(algorithm.scheme()).generatePrivate(privateSpec(rsa(jwk.toRSAKey())));
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException broken) {
            throw broken instanceof JwkRefused refused
                    ? refused
                    : new JwkRefused("is no " + json.getString("kty") + " key");
        }
    }

    static JsonObject kept(JsonObject json) {
        return only(json, KEPT_MEMBERS);
    }

    private static JsonObject only(JsonObject json, List<String> members) {
        JsonObject kept = new JsonObject();
        members.stream().filter(json::containsKey).forEach(name -> kept.put(name, json.getValue(name)));
        return kept;
    }

    private static RSAPrivateCrtKeySpec privateSpec(RSAKey rsa) {
        if (rsa.getFirstPrimeFactor() == null) {
            throw new JwkRefused("p, q, dp, dq, qi: must be there beside d");
        }
        return new RSAPrivateCrtKeySpec(
                number(rsa.getModulus()),
                number(rsa.getPublicExponent()),
                number(rsa.getPrivateExponent()),
                number(rsa.getFirstPrimeFactor()),
                number(rsa.getSecondPrimeFactor()),
                number(rsa.getFirstFactorCRTExponent()),
                number(rsa.getSecondFactorCRTExponent()),
                number(rsa.getFirstCRTCoefficient()));
    }

    private static BigInteger number(Base64URL value) {
        return value.decodeToBigInteger();
    }

    private static RSAKey rsa(RSAKey key) {
        int bits = number(key.getModulus()).bitLength();
        if (bits < RSA_MIN_BITS || bits > RSA_MAX_BITS) {
            throw new JwkRefused("n: RSA keys have " + RSA_MIN_BITS + " to " + RSA_MAX_BITS + " bits");
        }
        if (number(key.getPublicExponent()).bitLength() > RSA_MAX_EXPONENT_BITS) {
            throw new JwkRefused("e: at most " + RSA_MAX_EXPONENT_BITS + " bits");
        }
        return key;
    }

    private static void mayVerify(JsonObject json, SigningAlgorithm algorithm) {
        if (!text(json, "use").orElse("sig").equals("sig")) {
            throw new JwkRefused("use: must be sig, or absent");
        }
        Object keyOps = json.getValue("key_ops");
        if (keyOps != null && !(keyOps instanceof JsonArray operations && operations.contains("verify"))) {
            throw new JwkRefused("key_ops: must contain verify, or be absent");
        }
        Optional<String> alg = text(json, "alg");
        if (alg.isPresent() && !algorithm.jwkNames().contains(alg.get())) {
            throw new JwkRefused("alg: must be one of "
                    + algorithm.jwkNames().stream().sorted().toList() + ", or absent");
        }
    }

    private static Optional<String> text(JsonObject json, String name) {
        Object value = json.getValue(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw new JwkRefused(name + ": must be a string");
    }

    static Optional<Instant> epochSeconds(JsonObject json, String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Integer || value instanceof Long) {
            long seconds = ((Number) value).longValue();
            if (seconds >= 0 && seconds <= 253_402_300_799L) {
                return Optional.of(Instant.ofEpochSecond(seconds));
            }
        }
        throw new JwkRefused(name + ": must be a time in whole seconds since 1970");
    }

    private static byte[] bytes(byte[] decoded, String name) {
        if (decoded.length != ED25519_BYTES) {
            throw new JwkRefused(name + ": must be " + ED25519_BYTES + " bytes, base64url");
        }
        return decoded;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
