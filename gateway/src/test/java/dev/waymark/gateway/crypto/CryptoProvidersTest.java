package dev.waymark.gateway.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CryptoProvidersTest {

    private static final String OS = System.getProperty("os.name");
    private static final String ARCH = System.getProperty("os.arch");

    @Test
    void on_linux_native_code_is_chosen() {
        assumeTrue(OS.equals("Linux") && (ARCH.equals("amd64") || ARCH.equals("aarch64")));
        assertThat(CryptoProviders.chosen().isNative()).isTrue();
        assertThat(CryptoProviders.chosen().provider().getName()).isEqualTo("AmazonCorrettoCryptoProvider");
    }

    @Test
    void the_library_of_the_other_architecture_is_no_reason_to_fail() {
        assumeTrue(OS.equals("Linux") && ARCH.equals("amd64"));
        CryptoProviders fallback = CryptoProviders.choose("Linux", "aarch64");
        assertThat(fallback.isNative()).isFalse();
        assertThat(fallback.provider().getName()).isEqualTo("BC");
    }

    @Test
    void the_library_of_arm64_lies_where_the_loader_looks() throws IOException {
        assumeTrue(OS.equals("Linux"));
        try (InputStream library = AccpLoader.class.getClassLoader().getResourceAsStream(AccpLoader.ARM64_LIBRARY)) {
            assertThat(library).isNotNull();
            byte[] elf = library.readNBytes(20);
            assertThat(Arrays.copyOf(elf, 4)).containsExactly(0x7f, 'E', 'L', 'F');
            assertThat(elf[18] & 0xff).as("e_machine: AArch64").isEqualTo(183);
        }
    }

    @Test
    void a_library_under_another_path_is_the_one_that_is_loaded() throws Exception {
        assumeTrue(OS.equals("Linux") && ARCH.equals("amd64"));
        Provider provider = AccpLoader.load(AccpLoader.LIBRARY);
        assertThat(provider).isNotSameAs(CryptoProviders.chosen().provider());
        assertThatThrownBy(() -> AccpLoader.load("nowhere.so")).isInstanceOf(ReflectiveOperationException.class);
    }

    @Test
    void the_order_of_the_jvm_is_left_alone() {
        CryptoProviders.chosen();
        CryptoProviders.bouncyCastle();
        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName))
                .doesNotContain("AmazonCorrettoCryptoProvider", "BC");
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void what_one_provider_signs_the_other_verifies(SignatureScheme scheme) throws GeneralSecurityException {
        KeyPair pair = pairOfTheJdk(scheme);
        byte[] data = {1, 2, 3};
        List<CryptoProviders> both = List.of(CryptoProviders.chosen(), CryptoProviders.bouncyCastle());
        for (CryptoProviders signer : both) {
            PrivateKey privateKey = signer.keyFactory(scheme)
                    .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
            byte[] signature = signer.sign(scheme, privateKey, data, new SecureRandom());
            for (CryptoProviders verifier : both) {
                PublicKey publicKey = verifier.keyFactory(scheme)
                        .generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
                assertThat(verifier.verifies(scheme, publicKey, data, signature))
                        .isTrue();
                assertThat(verifier.verifies(scheme, publicKey, new byte[3], signature))
                        .isFalse();
            }
        }
    }

    private static KeyPair pairOfTheJdk(SignatureScheme scheme) throws GeneralSecurityException {
        return switch (scheme) {
            case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            case ECDSA_P256_SHA256 -> ec("secp256r1");
            case ECDSA_P384_SHA384 -> ec("secp384r1");
            case RSA_PSS_SHA256, RSA_PSS_SHA512 ->
                KeyPairGenerator.getInstance("RSA").generateKeyPair();
        };
    }

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
