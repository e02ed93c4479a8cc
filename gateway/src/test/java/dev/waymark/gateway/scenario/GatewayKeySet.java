package dev.waymark.gateway.scenario;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway's JWKS as a receiver uses it: {@code v1a} checked by the runtime's own Ed25519. */
final class GatewayKeySet {

    private final List<JsonObject> keys;

    private GatewayKeySet(List<JsonObject> keys) {
        this.keys = keys;
    }

    static GatewayKeySet of(Target gateway) {
        return new GatewayKeySet(
                gateway
                        .call(HttpMethod.GET, "/.well-known/jwks.json", Map.of(), Optional.empty())
                        .json()
                        .getJsonArray("keys")
                        .stream()
                        .map(JsonObject.class::cast)
                        .toList());
    }

    /** Every key, whole. */
    List<JsonObject> keys() {
        return keys;
    }

    Set<String> kids(String use) {
        return keys.stream()
                .filter(key -> key.getString("use").equals(use))
                .map(key -> key.getString("kid"))
                .collect(Collectors.toSet());
    }

    /** By which of the keys the {@code v1a} of a request is, over its body as it came; empty: by none. */
    Optional<String> signer(FarSide.Received one) {
        return keys.stream()
                .filter(key -> "Ed25519".equals(key.getString("crv")))
                .filter(key -> signatures(one).anyMatch(signature -> verifies(key, one, signature)))
                .map(key -> key.getString("kid"))
                .findFirst();
    }

    private static Stream<byte[]> signatures(FarSide.Received one) {
        return Arrays.stream(one.headers().get("webhook-signature").split(" "))
                .filter(each -> each.startsWith("v1a,"))
                .map(each -> Base64.getDecoder().decode(each.substring("v1a,".length())));
    }

    private static boolean verifies(JsonObject key, FarSide.Received one, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey(Base64.getUrlDecoder().decode(key.getString("x"))));
            ed25519.update((one.id() + "." + one.headers().get("webhook-timestamp") + ".")
                    .getBytes(StandardCharsets.US_ASCII));
            ed25519.update(one.body().getBytes());
            return ed25519.verify(signature);
        } catch (GeneralSecurityException broken) {
            return false;
        }
    }

    /** RFC 8032, 5.1.2: little-endian, the sign of the other coordinate in the highest bit. */
    private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        byte[] y = new byte[encoded.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = encoded[encoded.length - 1 - i];
        }
        boolean odd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
    }
}
