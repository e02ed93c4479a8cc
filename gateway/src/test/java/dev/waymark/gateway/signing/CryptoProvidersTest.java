package dev.waymark.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
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
    @EnumSource(SigningAlgorithm.class)
    void what_one_provider_signs_the_other_verifies(SigningAlgorithm algorithm) {
        SecureRandom random = new SecureRandom();
        byte[] data = {1, 2, 3};
        for (CryptoProviders maker : new CryptoProviders[] {CryptoProviders.chosen(), CryptoProviders.bouncyCastle()}) {
            KeyPairs.JwkPair pair = new KeyPairs(maker, random).generate(algorithm, "k");
            for (CryptoProviders other :
                    new CryptoProviders[] {CryptoProviders.chosen(), CryptoProviders.bouncyCastle()}) {
                byte[] signature =
                        SigningKey.parse(pair.privateJwk(), maker, random).sign(data);
                assertThat(PartnerKey.parse(pair.publicJwk(), other).verifies(other, data, signature))
                        .isTrue();
            }
        }
    }
}
