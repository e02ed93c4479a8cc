package dev.waymark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class Argon2HashTest {

    /** Made by the reference implementation's command: {@code printf password | argon2 somesalt -id -t 2 -m 16 -p 1}. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void the_reference_implementations_hash_is_understood() {
        assertThat(Argon2Hash.parse(REFERENCE).matches("password")).isTrue();
        assertThat(Argon2Hash.parse(REFERENCE).matches("Password")).isFalse();
        assertThat(Argon2Hash.parse(REFERENCE).phc()).isEqualTo(REFERENCE);
        assertThat(Argon2Hash.parse("$argon2id$v=19$m=8192,t=3,p=4$c29tZXNhbHQxMjM0NTY3OA$"
                                + "h7wVXqAZ5gXY9wbM7eoVj9WRO4JpJAGXEhBvNSLXTY0")
                        .matches("open sesame"))
                .isTrue();
    }

    @Test
    void a_hash_made_here_is_read_again() {
        Argon2Hash made = Argon2Hash.make("correct horse ✓", new SecureRandom());
        assertThat(made.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Argon2Hash.parse(made.phc()).matches("correct horse ✓")).isTrue();
        assertThat(made).hasToString("[redacted]");
    }

    @Test
    void nobodys_hash_is_no_passwords() {
        assertThat(Argon2Hash.ofNobody(new SecureRandom()).matches("")).isFalse();
    }

    @Test
    void what_would_take_all_memory_or_is_no_hash_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> Argon2Hash.parse(REFERENCE.replace("m=65536", "m=4000000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hash-password");
        assertThatThrownBy(() -> Argon2Hash.parse("hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }
}
