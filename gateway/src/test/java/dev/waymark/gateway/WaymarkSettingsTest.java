package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.Secret;
import dev.waymark.channels.email.EmailSettings.StartTls;
import dev.waymark.channels.sms.TwilioTextSettings;
import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.dispatch.TextLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaymarkSettingsTest {

    @TempDir
    private Path folder = Path.of("");

    private final ConfigReading reading =
            new ConfigReading(Map.of("DATABASE_PASSWORD", "db", "TWILIO_AUTH_TOKEN", "token", "SMTP_PASSWORD", "mail"));

    @BeforeEach
    void files_that_the_shipped_one_names() throws IOException {
        Files.createDirectories(folder.resolve("tls"));
        Files.createDirectories(folder.resolve("templates"));
        for (String name : List.of("tls/certificate.pem", "tls/key.pem", "journey.yaml")) {
            Files.writeString(folder.resolve(name), "");
        }
    }

    private Optional<WaymarkSettings> read(String yaml) {
        return WaymarkSettings.read(YamlFile.parse(folder.resolve("waymark.yaml"), yaml, reading));
    }

    private List<String> faults() {
        return reading.faults().stream()
                .map(fault -> fault.key() + ": " + fault.message())
                .toList();
    }

    @Test
    void the_shipped_file_says_the_defaults() {
        WaymarkSettings shipped = read(PackedConf.text("waymark.yaml")).orElseThrow();
        assertThat(shipped).isEqualTo(read("").orElseThrow());
        assertThat(faults()).isEmpty();
        assertThat(shipped.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(shipped.dataDir()).isEqualTo(folder.resolve("waymark-data"));
    }

    /** Switched on: a line that begins with # and no space after it. */
    @Test
    void every_key_is_in_the_shipped_file_and_what_is_off_there_may_be_switched_on() {
        String all = PackedConf.text("waymark.yaml")
                .replaceAll("(?m)^( *)#(?=[^ #\\n])", "$1")
                .replace("${HOME}", "x");
        read(all.replace("http://localhost:8080", "https://care.example.org"));
        assertThat(faults()).isEmpty();

        ConfigReading present = new ConfigReading(
                Map.of("DATABASE_PASSWORD", "db", "TWILIO_AUTH_TOKEN", "token", "SMTP_PASSWORD", "mail"));
        TreeSet<String> asked = new TreeSet<>(reading.asked());
        YamlKeys.of(YamlFile.parse(folder.resolve("waymark.yaml"), all, present), "")
                .forEach(asked::remove);
        assertThat(asked)
                .as("keys that the reader knows and conf/waymark.yaml does not tell")
                .isEmpty();
    }

    @Test
    void values_are_taken_over() {
        WaymarkSettings settings = read("""
                publicUrl: https://care.example.org/
                http: {host: 0.0.0.0, port: 0, behindProxy: true, metrics: open}
                database: {url: "postgresql://way@db.example.org/waymark", password: "${DATABASE_PASSWORD}"}
                email: {host: mail.example.org, port: 587, from: "Care <c@example.org>", user: u, password: p}
                sms: {providers: {main: {url: "https://sms.example.org", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}}}
                limits: {requestsPerSecond: 10}
                egress: {allow: ["127.0.0.1:9000"]}
                """).orElseThrow();
        assertThat(settings.publicUrl()).isEqualTo(URI.create("https://care.example.org"));
        assertThat(settings.http().metricsOpen()).isTrue();
        String database =
                settings.database().fold(external -> external.password().reveal(), embedded -> "");
        assertThat(database).isEqualTo("db");
        assertThat(settings.email().startTls()).isEqualTo(StartTls.REQUIRED);
        assertThat(settings.sms().sending().orElseThrow().statusCallback())
                .isEqualTo(URI.create("https://care.example.org/v1/sms/main/status"));
        assertThat(settings.limits()).isEqualTo(new LimitSettings(10, 20, TextLimits.STANDARD));
        assertThat(settings.toString()).contains("[redacted]").doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    private List<String> faultsOf(String yaml) {
        ConfigReading own = new ConfigReading(Map.of());
        WaymarkSettings.read(YamlFile.parse(folder.resolve("waymark.yaml"), yaml, own));
        return own.faults().stream()
                .map(fault -> fault.key() + ": " + fault.message())
                .toList();
    }

    @Test
    void plain_http_stays_on_this_machine() {
        assertThat(faultsOf("http: {host: 0.0.0.0}"))
                .singleElement()
                .asString()
                .startsWith("http: plain HTTP is accepted on a loopback host only");
        assertThat(faultsOf("http: {host: 0.0.0.0, behindProxy: true}")).isEmpty();
        assertThat(faultsOf("{publicUrl: 'http://care.example.org', email: {from: a@example.org}}"))
                .containsExactly("publicUrl: must be https unless its host is a loopback host, but is"
                        + " \"http://care.example.org\"");
        assertThat(faultsOf("{publicUrl: 'https://care.example.org', email: {from: a@example.org}}"))
                .singleElement()
                .asString()
                .startsWith("publicUrl: is https, but nothing here ends TLS");
        String tls = "http: {tls: {certificate: tls/certificate.pem, key: tls/key.pem}}";
        assertThat(faultsOf("publicUrl: http://localhost:8443\n" + tls))
                .containsExactly("publicUrl: must be https, since http.tls is given");
        assertThat(faultsOf(tls)).isEmpty();
    }

    @Test
    void the_public_url_has_no_path_and_mail_off_this_machine_needs_a_sender() {
        assertThat(faultsOf("{publicUrl: 'https://care.example.org/base', http: {behindProxy: true}}"))
                .singleElement()
                .asString()
                .startsWith("publicUrl: must be a scheme, a host and maybe a port");
        assertThat(faultsOf("{publicUrl: 'https://care.example.org', http: {behindProxy: true}}"))
                .singleElement()
                .asString()
                .startsWith("email.from: is missing");
    }

    @Test
    void mail_goes_out_in_the_open_on_this_machine_only() {
        assertThat(faultsOf("email: {host: mail.example.org, startTls: off}"))
                .containsExactly(
                        "email.startTls: must be required: optional and off are for a loopback host only, but is"
                                + " \"off\"");
        assertThat(faultsOf("email: {host: 127.0.0.1, startTls: off}")).isEmpty();
    }

    @Test
    void a_provider_of_kind_twilio_is_taken_over() {
        WaymarkSettings settings = read("""
                publicUrl: https://care.example.org
                http: {behindProxy: true}
                email: {from: "Care <c@example.org>"}
                sms:
                  default: main
                  providers:
                    main: {url: "https://sms.example.org", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}
                    us: {kind: twilio, url: "https://api.twilio.com", accountSid: AC1, authToken: t0ken, from: "+12025550100", optOut: twilio}
                """).orElseThrow();
        assertThat(settings.sms().providers().get("us"))
                .isEqualTo(new TwilioTextSettings(
                        URI.create("https://api.twilio.com"),
                        "AC1",
                        new Secret("t0ken"),
                        "+12025550100",
                        true,
                        URI.create("https://care.example.org/v1/sms/us/status")));
        assertThat(settings.toString()).doesNotContain("t0ken");
        assertThat(faultsOf("sms: {providers: {us: {kind: twilio, url: \"http://api.example.org\", accountSid: SM1,"
                        + " from: \"555\", optOut: nobody, secret: x}}}"))
                .hasSize(6)
                .noneMatch(fault -> fault.contains("not in this version"));
    }

    @Test
    void the_name_of_a_text_provider_that_cannot_stand_in_an_address_is_a_fault_beside_all_others() {
        assertThat(faultsOf("sms: {providers: {\"Bad Name\": {url: \"https://sms.example.org\", secret: x}}}"))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("must have a name of a-z, 0-9 and -"))
                .anyMatch(fault -> fault.contains("must be whsec_"));
    }

    @Test
    void what_is_not_in_this_version_yet_is_said_and_not_ignored() {
        read("""
                identity: {issuer: "https://id.example.org"}
                cluster: {enabled: true}
                sms:
                  providers:
                    main: {url: "https://sms.example.org", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}
                """);
        assertThat(reading.faults().stream().map(ConfigFault::key))
                .containsExactlyInAnyOrder("identity", "cluster.enabled");
        assertThat(faults()).allSatisfy(fault -> assertThat(fault).contains("not in this version yet"));
    }

    @Test
    void a_database_password_never_shows() {
        read("database: {url: 'postgresql://way:s3cret@db.example.org/waymark'}");
        read("database: {password: s3cret}");
        assertThat(faults()).hasSize(2).noneMatch(fault -> fault.contains("s3cret"));
    }
}
