package dev.waymark.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.Configuration;
import dev.waymark.gateway.identity.Argon2Hash;
import dev.waymark.gateway.identity.User;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @TempDir
    private Path folder = Path.of("");

    private final Cli cli = new Cli();

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void what_init_writes_passes_check_and_lets_the_administrator_in() throws IOException {
        Path made = folder.resolve("my-waymark");
        Cli.Result init = cli.run("init", made);
        assertThat(init.exitCode()).isZero();
        Matcher password = Pattern.compile("Password: +(\\S+)").matcher(init.out());
        assertThat(password.find()).isTrue();

        Path config = made.resolve("waymark.yaml");
        Cli.Result check = cli.run("check", "--config", config);
        assertThat(check.err()).isEmpty();
        assertThat(check.out()).isEqualTo(config + ": no faults\n");
        assertThat(check.exitCode()).isZero();

        User admin = Configuration.read(config, Map.of()).users().get(0);
        assertThat(admin.password().matches(password.group(1))).isTrue();
        assertThat(Files.readString(made.resolve("users.yaml"))).doesNotContain(password.group(1));
        assertThat(mode(made)).isEqualTo("rwx------");
        assertThat(mode(made.resolve("keys"))).isEqualTo("rwx------");
        assertThat(mode(made.resolve("users.yaml"))).isEqualTo("rw-------");
    }

    @Test
    void init_leaves_a_folder_with_something_in_it_alone() throws IOException {
        Files.writeString(folder.resolve("mine"), "");
        Cli.Result init = cli.run("init", folder);
        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err()).contains("is not empty");
        assertThat(folder.toFile().list()).containsExactly("mine");
    }

    @Test
    void check_tells_every_fault_on_a_line_of_its_own() throws IOException {
        Path config = Files.writeString(folder.resolve("waymark.yaml"), """
                http: {port: eight}
                colour: red
                email: {startTls: maybe}
                """);
        Cli.Result check = cli.run("check", "--config", config);
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).isEmpty();
        assertThat(check.errLines())
                .containsExactly(
                        config
                                + ":1: http.port: must be a whole number from 0 to 65535, such as 8080, but is \"eight\"",
                        config + ":2: colour: is not a key here; known here: cluster, dataDir, database, egress, email,"
                                + " http, identity, journey, keys, limits, partners, programs, publicUrl, sessions, sms,"
                                + " templates, users",
                        config + ":3: email.startTls: must be one of required, optional, off, but is \"maybe\"");
    }

    @Test
    void serve_tells_faults_as_check_does_and_why_a_gateway_does_not_start() throws IOException {
        Path config = Files.writeString(folder.resolve("waymark.yaml"), "colour: red\n");
        assertThat(cli.run("serve", "--config", config).exitCode()).isEqualTo(2);
        assertThat(cli.run("serve", "--config", folder.resolve("gone.yaml")).errLines())
                .containsExactly(folder.resolve("gone.yaml") + ": there is no such file");
        Files.writeString(config, "");
        Cli.Result serve = cli.run("serve", "--config", config);
        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(serve.errLines()).containsExactly("the gateway does not start: the port is taken");
    }

    @Test
    void keygen_prints_the_private_key_alone_and_the_entry_for_partners_yaml_beside_it() {
        Cli.Result keygen = cli.run("keygen", "--partner", "acme-hub", "--kid", "2026-11");
        assertThat(keygen.exitCode()).isZero();
        JsonObject jwk = new JsonObject(keygen.out());
        assertThat(jwk.getString("d")).isNotEmpty();
        assertThat(jwk.getString("waymark_keyid")).isEqualTo("acme-hub/2026-11");
        assertThat(keygen.err()).contains("kid: \"2026-11\"").doesNotContain(jwk.getString("d"));
    }

    @Test
    void keygen_writes_a_file_that_its_owner_alone_reads_and_never_over_another() throws IOException {
        Path key = folder.resolve("acme-hub.jwk");
        Cli.Result keygen = cli.run("keygen", "--partner", "acme-hub", "--kid", "k1", "--alg", "es256", "--out", key);
        assertThat(keygen.exitCode()).isZero();
        assertThat(keygen.out()).contains("crv: \"P-256\"").doesNotContain(" d:");
        assertThat(mode(key)).isEqualTo("rw-------");
        assertThat(cli.run("keygen", "--partner", "acme-hub", "--kid", "k1", "--out", key)
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void hash_password_reads_standard_input() {
        Cli.Result hash = cli.withInput("correct horse battery\n").run("hash-password");
        assertThat(hash.exitCode()).isZero();
        assertThat(Argon2Hash.parse(hash.out().strip()).matches("correct horse battery"))
                .isTrue();
        assertThat(cli.withInput("").run("hash-password").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "init", "check", "templates", "keygen", "send", "hash-password"})
    void every_command_has_help_with_examples(String command) {
        Cli.Result help = cli.run(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: waymark " + command, "Examples:", "waymark " + command);
    }

    @Test
    void what_is_asked_wrongly_is_told_with_exit_code_two() {
        assertThat(cli.run().exitCode()).isEqualTo(2);
        assertThat(cli.run("sreve").err()).contains("serve");
        assertThat(cli.run("sreve").exitCode()).isEqualTo(2);
        assertThat(cli.run("keygen", "--partner", "Acme!", "--kid", "k1").exitCode())
                .isEqualTo(2);
        assertThat(cli.run("--version").out()).startsWith("waymark ");
        assertThat(cli.run("--help").exitCode()).isZero();
    }
}
