package dev.waymark.gateway.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Held against RFC 5869, appendix A; the vectors' first 32 bytes are the block that is made here. */
class HkdfTest {

    private static final String KEY = "0b".repeat(22);

    @Test
    void test_case_1_with_salt_and_info() {
        assertThat(derive("000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9"))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    @Test
    void test_case_3_without_salt_or_info() {
        assertThat(derive("00".repeat(32), ""))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    private static String derive(String salt, String info) {
        return HexFormat.of().formatHex(Hkdf.derive(Security.getProvider("SunJCE"), hex(KEY), hex(salt), hex(info)));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
