package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import io.vertx.core.json.JsonObject;
import java.security.PrivateKey;
import java.security.SecureRandom;

/** A private key to sign with, of the chosen provider. Prints as its algorithm. Thread-safe. */
final class SigningKey {

    private final SigningAlgorithm algorithm;
    private final PrivateKey key;
    private final CryptoProviders crypto;
    private final SecureRandom random;

    private SigningKey(SigningAlgorithm algorithm, PrivateKey key, CryptoProviders crypto, SecureRandom random) {
        this.algorithm = algorithm;
        this.key = key;
        this.crypto = crypto;
        this.random = random;
    }

    /** Reads a private JWK; throws {@link JwkRefused} for anything else. */
    static SigningKey parse(JsonObject jwk, CryptoProviders crypto, SecureRandom random) {
        SigningAlgorithm algorithm = JwkReader.algorithm(jwk);
        return new SigningKey(algorithm, JwkReader.privateKey(jwk, algorithm, crypto), crypto, random);
    }

    SigningAlgorithm algorithm() {
        return algorithm;
    }

    byte[] sign(byte[] data) {
        return crypto.sign(algorithm.scheme(), key, data, random);
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
