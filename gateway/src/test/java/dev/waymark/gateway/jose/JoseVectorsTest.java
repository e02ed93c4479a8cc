package dev.waymark.gateway.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.crypto.SignatureScheme;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples that the RFCs print. */
class JoseVectorsTest {

    private static final List<CryptoProviders> PROVIDERS =
            List.of(CryptoProviders.chosen(), CryptoProviders.bouncyCastle());

    @Test
    void rfc_7515_appendix_a_3_a_jws_by_es256() throws Exception {
        JWK key = JWK.parse("""
                {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""");
        String token = "eyJhbGciOiJFUzI1NiJ9"
                + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        for (CryptoProviders crypto : PROVIDERS) {
            PublicKey publicKey = key.toECKey().toECPublicKey(crypto.provider());
            assertThat(Jws.parse(token, Set.of()).verifiedBy(publicKey, crypto)).isTrue();
            assertThat(Jws.parse(token.replace(".eyJpc3MiOiJqb2Ui", ".eyJpc3MiOiJqb2Yi"), Set.of())
                            .verifiedBy(publicKey, crypto))
                    .isFalse();
        }
    }

    @Test
    void rfc_8037_appendices_a_3_to_a_5_a_jws_by_ed25519() throws Exception {
        JsonObject key = new JsonObject("""
                {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""");
        String token = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
                + ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        byte[] seed = Compact.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
        assertThat(Thumbprints.sha256(key)).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        for (CryptoProviders crypto : PROVIDERS) {
            PublicKey publicKey = crypto.keyFactory(SignatureScheme.ED25519)
                    .generatePublic(new X509EncodedKeySpec(
                            join("302a300506032b6570032100", Compact.decode(key.getString("x")))));
            PrivateKey privateKey = crypto.keyFactory(SignatureScheme.ED25519)
                    .generatePrivate(new PKCS8EncodedKeySpec(join("302e020100300506032b657004220420", seed)));
            assertThat(Jws.parse(token, Set.of()).verifiedBy(publicKey, crypto)).isTrue();
            assertThat(Jws.sign(
                            new JsonObject().put("alg", "EdDSA"),
                            "Example of Ed25519 signing".getBytes(StandardCharsets.US_ASCII),
                            privateKey,
                            crypto,
                            new SecureRandom()))
                    .isEqualTo(token);
        }
    }

    @Test
    void rfc_8037_appendix_a_6_an_agreement_on_x25519() throws Exception {
        JWK bob = JWK.parse(new JsonObject()
                .put("kty", "OKP")
                .put("crv", "X25519")
                .put("x", "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08")
                .put("d", encoded("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))
                .encode());
        JWK ephemeral = JWK.parse("""
                {"kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"}""");
        assertThat(new Agreement(CryptoProviders.chosen()).secret(bob, ephemeral))
                .isEqualTo(HexFormat.of().parseHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
    }

    @Test
    void rfc_7518_appendix_c_an_agreement_on_p_256_and_what_is_derived_from_it() throws Exception {
        ECKey alice = ECKey.parse("""
                {"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps","d":"0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"}""");
        ECKey bob = ECKey.parse("""
                {"kty":"EC","crv":"P-256","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ","y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck","d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}""");
        for (CryptoProviders crypto : PROVIDERS) {
            Agreement agreement = new Agreement(crypto);
            byte[] secret = agreement.secret(alice, bob.toPublicJWK());
            assertThat(secret).isEqualTo(agreement.secret(bob, alice.toPublicJWK()));
            byte[] derived = agreement.derive(secret, "A128GCM", Compact.ascii("Alice"), Compact.ascii("Bob"), 16);
            assertThat(Compact.encode(derived)).isEqualTo("VqqN6vgjbSBcIijNcacQGg");
        }
    }

    @Test
    void rfc_7516_appendix_a_1_content_by_a256gcm() {
        int[] key = {
            177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246, 138, 7, 110, 91, 112, 46, 34,
            105, 47, 130, 203, 46, 122, 234, 64, 252
        };
        byte[] contentKey = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            contentKey[i] = (byte) key[i];
        }
        String plain = "The true sign of intelligence is not knowledge but imagination.";
        byte[] iv = Compact.decode("48V1_ALb6US04U3b");
        byte[] aad = Compact.ascii("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ");
        String ciphertext = "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A";
        byte[] tag = Compact.decode("XFBoMYUZodetZdvTiFvSkQ");
        assertThat(ContentCipher.decrypt(contentKey, iv, aad, Compact.decode(ciphertext), tag))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(plain);
        assertThat(Compact.encode(ContentCipher.encrypt(contentKey, iv, aad, Compact.ascii(plain))))
                .startsWith(ciphertext);
    }

    @Test
    void rfc_7638_section_3_1_a_thumbprint() {
        JsonObject key = new JsonObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("e", "AQAB")
                .put("n", """
                0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw""");
        assertThat(Thumbprints.sha256(key)).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    private static String encoded(String hex) {
        return Compact.encode(HexFormat.of().parseHex(hex));
    }

    private static byte[] join(String hex, byte[] more) {
        return HexFormat.of().parseHex(hex + HexFormat.of().formatHex(more));
    }
}
