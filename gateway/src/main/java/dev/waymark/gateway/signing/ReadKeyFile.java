package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.jose.DecryptionKey;
import dev.waymark.gateway.jose.JwkRefused;
import dev.waymark.gateway.jose.Thumbprints;
import dev.waymark.gateway.sealing.KeyRefused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Reads one file of the gateway's own keys; {@link KeyRefused}, naming it, where it is not what it must be. Blocks. */
final class ReadKeyFile {

    private static final byte[] PROBE = {1};

    private final CryptoProviders crypto;
    private final SecureRandom random;

    ReadKeyFile(CryptoProviders crypto, SecureRandom random) {
        this.crypto = crypto;
        this.random = random;
    }

    GatewayKey signing(Path file) {
        return read(file, jwk -> {
            JsonObject publicJwk = JwkReader.kept(jwk);
            PartnerKey publicKey = PartnerKey.parse(publicJwk, crypto);
            if (publicKey.algorithm() != SigningAlgorithm.ED25519) {
                throw new KeyRefused(file, "is no Ed25519 key");
            }
            SigningKey key = SigningKey.parse(jwk, crypto, random);
            if (!publicKey.verifies(crypto, PROBE, key.sign(PROBE))) {
                throw halves(file);
            }
            return new GatewayKey(file.getFileName().toString(), key, publicKey, thumbprint(publicJwk));
        });
    }

    ReadingKey reading(Path file) {
        return read(file, jwk -> {
            if (!"EC".equals(jwk.getValue("kty")) || !"P-256".equals(jwk.getValue("crv"))) {
                throw new KeyRefused(file, "is no P-256 key");
            }
            DecryptionKey key = DecryptionKey.parse(jwk);
            if (!Arrays.equals(bytes(jwk, "x"), publicX(bytes(jwk, "d")))) {
                throw halves(file);
            }
            JsonObject publicJwk = JwkReader.kept(jwk);
            return new ReadingKey(
                    file.getFileName().toString(),
                    key.kid().filter(PartnerKey::isKid).orElseThrow(() -> new JwkRefused("kid: is missing")),
                    key,
                    publicJwk.put("use", "enc"),
                    new Lifetime(JwkReader.epochSeconds(jwk, "nbf"), JwkReader.epochSeconds(jwk, "exp")),
                    thumbprint(publicJwk));
        });
    }

    private static <T> T read(Path file, Function<JsonObject, T> jwk) {
        try {
            if (OwnFiles.isOpenToOthers(file)) {
                throw new KeyRefused(file, "may be read or written by others: chmod 600 " + file);
            }
            return jwk.apply(new JsonObject(Files.readString(file)));
        } catch (IOException | DecodeException | ClassCastException unreadable) {
            throw new KeyRefused(file, "cannot be read, or is no JSON: restore it from the backup");
        } catch (JwkRefused unusable) {
            throw new KeyRefused(file, "is no private JWK: " + unusable.getMessage());
        }
    }

    private static KeyRefused halves(Path file) {
        return new KeyRefused(file, "has halves that do not belong together: d and x");
    }

    private static Buffer thumbprint(JsonObject jwk) {
        return Buffer.buffer(Base64.getUrlDecoder().decode(Thumbprints.sha256(jwk)));
    }

    private static byte[] publicX(byte[] d) {
        return CustomNamedCurves.getByName("P-256")
                .getG()
                .multiply(new BigInteger(1, d))
                .normalize()
                .getAffineXCoord()
                .getEncoded();
    }

    private static byte[] bytes(JsonObject jwk, String member) {
        try {
            return Base64.getUrlDecoder().decode(jwk.getString(member, ""));
        } catch (IllegalArgumentException notBase64) {
            throw new JwkRefused(member + ": is no base64url");
        }
    }
}
