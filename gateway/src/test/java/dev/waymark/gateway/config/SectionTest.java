package dev.waymark.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionTest {

    private static final Path FILE = Path.of("conf/waymark.yaml");

    private final ConfigReading reading = new ConfigReading(Map.of("PORT", "9090", "WORD", "eight", "EMPTY", ""));

    private enum Level {
        OFF,
        VERY_LOUD
    }

    private Section section(String yaml) {
        return YamlFile.parse(FILE, yaml, reading);
    }

    private List<String> faults() {
        return reading.faults().stream().map(ConfigFault::toString).toList();
    }

    @Test
    void ten_faults_of_one_file_are_told_together_each_with_line_and_what_to_write() {
        Section root = section("""
                http: {port: eight, colour: red}
                name: [a, b]
                wait: soon
                level: loud
                publicUrl: ftp://care.example
                password: ${SMTP_PASSWORD}
                open: yes
                zone: Mars/Olympus
                people: maria
                http: {port: 1}
                """);
        Section http = root.section("http");
        http.wholeNumber("port", 0, 65535, 8080);
        http.text("host", "127.0.0.1");
        http.done();
        root.text("name", "x");
        root.duration("wait", Duration.ofHours(1));
        root.word("level", Level.class);
        root.uri("publicUrl", "http", "https").required();
        root.secret("password");
        root.bool("open", false);
        root.value("zone", ZoneId::of);
        root.sections("people");
        root.done();

        assertThat(faults())
                .containsExactly(
                        "conf/waymark.yaml:1: http.port: must be a whole number from 0 to 65535, such as 8080, but is \"eight\"",
                        "conf/waymark.yaml:1: http.colour: is not a key here; known here: host, port",
                        "conf/waymark.yaml:2: name: must be a text, such as x, but is a list",
                        "conf/waymark.yaml:3: wait: must be a duration, such as 30s, 15m, 24h or 2d, but is \"soon\"",
                        "conf/waymark.yaml:4: level: must be one of off, very-loud, but is \"loud\"",
                        "conf/waymark.yaml:5: publicUrl: must be an address that starts with http:// or https://, but is \"ftp://care.example\"",
                        "conf/waymark.yaml:6: password: reads the environment variable SMTP_PASSWORD, which is not set: set it, or write ${SMTP_PASSWORD:default}",
                        "conf/waymark.yaml:7: open: must be true or false, but is \"yes\"",
                        "conf/waymark.yaml:8: zone: Unknown time-zone ID: Mars/Olympus, but is \"Mars/Olympus\"",
                        "conf/waymark.yaml:9: people: must be a list, each entry with keys of its own",
                        "conf/waymark.yaml:10: http: stands here twice: leave one");
    }

    @Test
    void values_are_read_as_what_they_stand_for() {
        Section root = section("""
                port: ${PORT}
                host: "${HOST:127.0.0.1}"
                literal: $${PORT} and $argon2id$v=19
                none: ${EMPTY}
                wait: 15m
                url: https://care.example/base
                path: keys/
                level: very-loud
                rate: 0.98
                words: [a, "b"]
                phone: +18005550100
                """);
        assertThat(root.wholeNumber("port", 0, 65535, 1)).isEqualTo(9090);
        assertThat(root.text("host").get()).isEqualTo("127.0.0.1");
        assertThat(root.text("literal").get()).isEqualTo("${PORT} and $argon2id$v=19");
        assertThat(root.text("none").optional()).isEmpty();
        assertThat(root.duration("wait").get()).isEqualTo(Duration.ofMinutes(15));
        assertThat(root.uri("url", "https").get()).isEqualTo(URI.create("https://care.example/base"));
        assertThat(root.path("path").get()).isEqualTo(Path.of("conf/keys"));
        assertThat(root.path("other", "data")).isEqualTo(Path.of("conf/data"));
        assertThat(root.word("level", Level.class).get()).isEqualTo(Level.VERY_LOUD);
        assertThat(root.decimal("rate", 0, 1, 1)).isEqualTo(0.98);
        assertThat(root.values("words", String::toUpperCase)).containsExactly("A", "B");
        assertThat(root.text("phone").get()).isEqualTo("+18005550100");
        root.done();
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_mistyped_key_is_told_with_the_one_that_was_meant() {
        Section root = section("pubicUrl: http://localhost:8080");
        root.text("publicUrl");
        root.text("partners");
        root.done();
        assertThat(faults())
                .containsExactly("conf/waymark.yaml:1: pubicUrl: is not a key here; did you mean \"publicUrl\"?");
    }

    @Test
    void a_record_is_built_only_from_a_section_without_fault() {
        Section root = section("""
                users:
                  - {user: maria, age: 30}
                  - {age: 31}
                  - {user: sam, age: old}
                  - {user: zoe}
                """);
        record User(String name, int age) {}
        List<Optional<User>> users = root.sections("users").stream()
                .map(each -> {
                    Value<String> name = each.text("user").required();
                    int age = each.wholeNumber("age", 0, 150, 18);
                    return each.build(() -> new User(name.get(), age));
                })
                .toList();
        assertThat(users)
                .containsExactly(
                        Optional.of(new User("maria", 30)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new User("zoe", 18)));
        assertThat(faults())
                .containsExactly(
                        "conf/waymark.yaml:3: users[1].user: is missing: it must be a text",
                        "conf/waymark.yaml:4: users[2].age: must be a whole number from 0 to 150, such as 18, but is \"old\"");
    }

    @Test
    void names_that_the_file_chooses_are_read_in_its_order() {
        Section root = section("providers: {us: {kind: twilio}, main: {kind: generic}}");
        Map<String, Section> providers = root.sectionsByName("providers");
        assertThat(providers.keySet()).containsExactly("us", "main");
        providers.values().forEach(provider -> provider.text("kind"));
        assertThat(reading.asked()).containsExactly("providers", "providers.*", "providers.*.kind");
    }

    @Test
    void a_jwk_is_read_as_json_would_have_it() {
        Section root = section("keys: [{kty: OKP, kid: 2026-11-21, exp: 1800000000, key_ops: [verify], ext: true}]");
        assertThat(root.trees("keys"))
                .containsExactly(Map.of(
                        "kty",
                        "OKP",
                        "kid",
                        "2026-11-21",
                        "exp",
                        1800000000L,
                        "key_ops",
                        List.of("verify"),
                        "ext",
                        true));
    }

    @Test
    void a_secret_comes_from_a_file_and_is_never_shown(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("smtp"), "s3cret\n");
        Section root = YamlFile.parse(
                folder.resolve("waymark.yaml"), "{a: 'file:smtp', b: 'file:gone', c: 'pl4in', d: ''}", reading);
        assertThat(root.secret("a").get().reveal()).isEqualTo("s3cret");
        assertThat(root.secret("a").get()).hasToString("[redacted]");
        assertThat(root.secret("b").optional()).isEmpty();
        root.secret("c").check(secret -> secret.reveal().length() > 10, "must have more than ten characters");
        root.secret("d");
        assertThat(faults())
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).contains("b: names " + folder.resolve("gone")))
                .noneSatisfy(fault -> assertThat(fault).containsAnyOf("s3cret", "pl4in"));
    }

    @Test
    void the_password_of_an_address_is_not_shown() {
        section("url: postgresql://way:s3cret@db.example/waymark").uri("url", "https");
        assertThat(faults()).singleElement().asString().contains("[redacted]").doesNotContain("s3cret");
    }

    @Test
    void what_is_not_yaml_is_one_fault_with_its_line() {
        Section root = section("a: 1\nb: [1, 2\nc: 3\n");
        root.text("d").required();
        assertThat(faults()).singleElement().asString().startsWith("conf/waymark.yaml:3: is not YAML: ");
    }

    @Test
    void aliases_cannot_blow_a_file_up() {
        section("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
        assertThat(faults()).singleElement().asString().contains("is not YAML");
    }

    @Test
    void a_missing_file_is_a_fault_or_counts_as_empty_as_the_reader_wishes(@TempDir Path folder) {
        Path gone = folder.resolve("partners.yaml");
        assertThat(YamlFile.readIfPresent(gone, reading).sections("partners")).isEmpty();
        assertThat(faults()).isEmpty();
        YamlFile.read(gone, reading);
        assertThat(faults()).containsExactly(gone + ": there is no such file");
    }
}
