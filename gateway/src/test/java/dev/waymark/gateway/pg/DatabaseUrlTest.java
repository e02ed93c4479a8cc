package dev.waymark.gateway.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.DatabaseSettings.Tls;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

    private static final Secret PASSWORD = new Secret("s3cret");

    @Test
    void a_url_names_host_port_database_and_user() {
        assertThat(DatabaseSettings.parse("postgresql://way@db.example:5433/waymark", PASSWORD))
                .isEqualTo(new External("db.example", 5433, "waymark", "way", PASSWORD, Tls.REQUIRE, Optional.empty()));
    }

    @Test
    void the_port_is_5432_and_loopback_needs_no_tls() {
        External local = DatabaseSettings.parse("postgres://way@localhost/waymark", PASSWORD);
        assertThat(local.port()).isEqualTo(5432);
        assertThat(local.tls()).isEqualTo(Tls.PREFER);
        assertThat(DatabaseSettings.parse("postgresql://way@[::1]:5432/waymark", PASSWORD)
                        .host())
                .isEqualTo("::1");
    }

    @Test
    void the_words_of_libpq_choose_tls() {
        External verified = DatabaseSettings.parse(
                "postgresql://way@db.example/waymark?sslmode=verify-full&sslrootcert=/etc/ca.pem", PASSWORD);
        assertThat(verified.tls()).isEqualTo(Tls.VERIFY_FULL);
        assertThat(verified.rootCertificate()).contains(Path.of("/etc/ca.pem"));
    }

    @Test
    void the_password_does_not_print() {
        assertThat(DatabaseSettings.parse("postgresql://way@db.example/waymark", PASSWORD)
                        .toString())
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://way@db.example/waymark, not a PostgreSQL URL",
        "postgresql://db.example/waymark, names no user",
        "postgresql://way:s3cret@db.example/waymark, database.password",
        "postgresql://way@db.example, names no database",
        "postgresql://way@db.example/, names no database",
        "postgresql:///waymark, names no user",
        "postgresql://way@db.example/waymark?sslmode=maybe, verify-full",
        "postgresql://way@db.example/waymark?timeout=3, unknown parameters",
        "post gres, not a URL",
    })
    void anything_else_is_refused_with_what_to_write(String url, String told) {
        assertThatThrownBy(() -> DatabaseSettings.parse(url, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining("s3cret");
    }
}
