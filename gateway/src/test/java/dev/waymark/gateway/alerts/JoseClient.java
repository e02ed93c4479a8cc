package dev.waymark.gateway.alerts;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of an encrypted socket, written from section 9 and the RFCs alone, with what the JDK has. */
final class JoseClient {

    /** What this client does not put up with. */
    static final class Distrust extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Distrust(String why) {
            super(why);
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TAG = 16;
    private static final int IV = 12;

    private final Supplier<JsonObject> jwks;
    private final KeyPair pair;
    private byte[] key = {};
    private long incoming;
    private long outgoing = 1;

    /** {@code jwks}: where the gateway's public keys are read. */
    JoseClient(Supplier<JsonObject> jwks) {
        this.jwks = jwks;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    JsonObject jwk() {
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        return new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", encode(coordinate(point.getAffineX())))
                .put("y", encode(coordinate(point.getAffineY())));
    }

    String hello(String after) {
        return new JsonObject("{\"type\":\"hello\",\"after\":" + after + "}")
                .put("key", jwk())
                .encode();
    }

    /** What a frame says; of the first, that it is {@code ready} and brings a session that is meant for this client. */
    String hear(String text) {
        if (key.length > 0) {
            return open(text);
        }
        JsonObject frame = new JsonObject(text);
        if (frame.getString("type").equals("ready")) {
            accept(frame.getString("session"));
        }
        return text;
    }

    String say(String frame) {
        if (key.length == 0) {
            return frame;
        }
        String token = seal(frame, "session", outgoing);
        outgoing += 2;
        return token;
    }

    void accept(String session) {
        try {
            String[] jws = session.split("\\.", -1);
            JsonObject header = json(jws[0]);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(gatewayKey(header.getString("kid")));
            signature.update((jws[0] + "." + jws[1]).getBytes(StandardCharsets.US_ASCII));
            must(signature.verify(decode(jws[2])), "the signature is not the gateway's");
            must(header.getString("alg").equals("EdDSA"), "alg");
            must(header.getString("cty").equals("jose"), "cty");
            must(header.getString("jkt").equals(thumbprint()), "the session is for another key");
            key = decrypt(new String(decode(jws[1]), StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException broken) {
            throw new Distrust(broken.toString());
        }
    }

    private PublicKey gatewayKey(String kid) throws GeneralSecurityException {
        JsonObject jwk = jwks.get().getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("kid").equals(kid) && "sig".equals(each.getString("use")))
                .findFirst()
                .orElseThrow(() -> new Distrust("the gateway has no such key"));
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] der = join(prefix, decode(jwk.getString("x")));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }

    /** RFC 7638. */
    private String thumbprint() throws GeneralSecurityException {
        JsonObject jwk = jwk();
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + jwk.getString("x") + "\",\"y\":\""
                + jwk.getString("y") + "\"}";
        return encode(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.US_ASCII)));
    }

    /** ECDH-ES+A256KW and A256GCM: RFC 7518, sections 4.6 and 5.3. */
    private byte[] decrypt(String jwe) throws GeneralSecurityException {
        String[] parts = jwe.split("\\.", -1);
        JsonObject header = json(parts[0]);
        must(header.getString("alg").equals("ECDH-ES+A256KW"), "alg");
        must(header.getString("enc").equals("A256GCM"), "enc");
        JsonObject epk = header.getJsonObject("epk");
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(
                new BigInteger(1, decode(epk.getString("x"))), new BigInteger(1, decode(epk.getString("y"))));
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(pair.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))),
                true);
        byte[] algorithm = "ECDH-ES+A256KW".getBytes(StandardCharsets.US_ASCII);
        byte[] secret = agreement.generateSecret();
        byte[] input = ByteBuffer.allocate(20 + secret.length + algorithm.length)
                .putInt(1)
                .put(secret)
                .putInt(algorithm.length)
                .put(algorithm)
                .putInt(0)
                .putInt(0)
                .putInt(256)
                .array();
        Cipher unwrap = Cipher.getInstance("AESWrap");
        unwrap.init(
                Cipher.UNWRAP_MODE,
                new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(input), "AES"));
        byte[] contentKey =
                unwrap.unwrap(decode(parts[1]), "AES", Cipher.SECRET_KEY).getEncoded();
        return gcm(
                Cipher.DECRYPT_MODE, contentKey, decode(parts[2]), parts[0], join(decode(parts[3]), decode(parts[4])));
    }

    private String open(String token) {
        String[] parts = token.split("\\.", -1);
        JsonObject header = json(parts[0]);
        must(
                header.equals(new JsonObject()
                        .put("alg", "dir")
                        .put("enc", "A256GCM")
                        .put("kid", "session")
                        .put("n", incoming)),
                header.encode());
        must(parts[1].isEmpty(), "an encrypted key");
        incoming += 2;
        try {
            byte[] both = join(decode(parts[3]), decode(parts[4]));
            return new String(gcm(Cipher.DECRYPT_MODE, key, decode(parts[2]), parts[0], both), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException changed) {
            throw new Distrust(changed.toString());
        }
    }

    /** A frame as it should be, or as it should not. */
    String seal(String frame, String kid, Object n) {
        return seal(
                frame,
                new JsonObject()
                        .put("alg", "dir")
                        .put("enc", "A256GCM")
                        .put("kid", kid)
                        .put("n", n));
    }

    String seal(String frame, JsonObject header) {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        String aad = encode(header.encode().getBytes(StandardCharsets.UTF_8));
        try {
            byte[] both = gcm(Cipher.ENCRYPT_MODE, key, iv, aad, frame.getBytes(StandardCharsets.UTF_8));
            int end = both.length - TAG;
            return aad + ".." + encode(iv) + "." + encode(Arrays.copyOf(both, end)) + "."
                    + encode(Arrays.copyOfRange(both, end, both.length));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] gcm(int mode, byte[] key, byte[] iv, String aad, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, iv));
        cipher.updateAAD(aad.getBytes(StandardCharsets.US_ASCII));
        return cipher.doFinal(input);
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new Distrust(what);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(decode(part), StandardCharsets.UTF_8));
    }

    private static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
