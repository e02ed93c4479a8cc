package dev.waymark.gateway.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Requests signed as JOSE by a partner who uses the JDK and Nimbus, nothing of the gateway's. */
final class JoseRequests {

    static final String PAYLOAD = "{\"a\":\"b\"}";

    private final SigningFixture fixture;

    JoseRequests(SigningFixture fixture) {
        this.fixture = fixture;
    }

    JsonObject header(String method, String path) {
        return new JsonObject()
                .put("alg", "Ed25519")
                .put("kid", "rx-one/k1")
                .put("iat", fixture.clocks.steady().getEpochSecond())
                .put("htm", method)
                .put("htu", SigningFixture.PUBLIC_URL + path)
                .put("cty", "json");
    }

    /** Of {@code POST /v1/echo}, the header changed. */
    RawRequest post(Consumer<JsonObject> change) {
        JsonObject header = header("POST", "/v1/echo");
        change.accept(header);
        return request("POST", "/v1/echo", jws(header, PAYLOAD));
    }

    static RawRequest request(String method, String target, String token) {
        return RawRequest.of(method, target, SigningFixture.HOST)
                .with("Content-Type", "application/jose")
                .body(token);
    }

    String jws(JsonObject header, String payload) {
        return jws(header, payload, this::ed25519);
    }

    static String jws(JsonObject header, String payload, UnaryOperator<byte[]> signer) {
        String input = base64(header.encode().getBytes(UTF_8)) + "." + base64(payload.getBytes(UTF_8));
        return input + "." + base64(signer.apply(input.getBytes(US_ASCII)));
    }

    byte[] ed25519(byte[] data) {
        try {
            byte[] seed = Base64.getUrlDecoder()
                    .decode(fixture.privateKey("rx-one/k1").getString("d"));
            byte[] der = HexFormat.of()
                    .parseHex(
                            "302e020100300506032b657004220420" + HexFormat.of().formatHex(seed));
            PrivateKey key = KeyFactory.getInstance("Ed25519", "SunEC").generatePrivate(new PKCS8EncodedKeySpec(der));
            Signature signature = Signature.getInstance("Ed25519", "SunEC");
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** To the gateway's key, as its JWKS shows it; the header changed. */
    String jwe(String content, UnaryOperator<JWEHeader.Builder> change) {
        try {
            ECKey key = ECKey.parse(encryptionKey().encode());
            JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                    .keyID(key.getKeyID())
                    .contentType("jose");
            JWEObject jwe = new JWEObject(change.apply(header).build(), new Payload(content));
            jwe.encrypt(new ECDHEncrypter(key));
            return jwe.serialize();
        } catch (ParseException | JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String jwe(String content) {
        return jwe(content, header -> header);
    }

    JsonObject encryptionKey() {
        return fixture.gatewayKeys.jwks().getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .filter(key -> key.getString("use").equals("enc"))
                .findFirst()
                .orElseThrow();
    }

    static RawRequest withDigest(RawRequest request) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(request.body().getBytes());
            return request.with(
                    "Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
