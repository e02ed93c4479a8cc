package dev.waymark.gateway.scenario;

import static dev.waymark.gateway.partners.TestCertificates.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrgentAlertIsMailedTest {

    private static final String MARIA = "maria@care.example";
    private static final String SAM = "sam@care.example";

    @TempDir
    Path folder;

    @Test
    void what_nobody_acknowledges_goes_to_the_manager_after_ten_minutes_and_to_the_supervisor_ten_minutes_later() {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.ask("C-1");
            world.pass(Duration.ofMinutes(9));
            assertThat(world.mails(MARIA)).isEmpty();
            world.pass(Duration.ofMinutes(1));
            assertThat(world.mails(MARIA)).containsExactly("Care Team: something is waiting for you");
            world.pass(Duration.ofMinutes(9));
            assertThat(world.mails(SAM)).isEmpty();
            world.pass(Duration.ofMinutes(1));
            assertThat(world.mails(SAM)).hasSize(1);
            world.passHours(10);
            assertThat(world.mails(MARIA)).hasSize(1);
            assertThat(world.mails(SAM)).hasSize(1);
        }
    }

    @Test
    void it_says_nothing_of_health_and_leads_to_the_console() throws Exception {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.ask("C-1");
            world.pass(Duration.ofMinutes(10));
            String text = (String) Arrays.stream(world.gateway.smtp.getReceivedMessages())
                    .filter(mail -> world.isTo(mail, MARIA))
                    .findFirst()
                    .orElseThrow()
                    .getContent();
            assertThat(text)
                    .contains("http://localhost:8080/console")
                    .doesNotContain("C-1")
                    .doesNotContain("orphan-x")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("payer");
        }
    }

    @Test
    void who_has_a_certificate_reads_what_the_alert_says() throws Exception {
        MailOpener maria = new MailOpener(folder, "maria", certificate().naming(MARIA));
        try (KeepingRelay relay = new KeepingRelay();
                TestGateway gateway = new TestGateway(folder, new Setup("", "", relay.port(), true))) {
            Path users = folder.resolve("users.yaml");
            Files.writeString(
                    users,
                    Files.readString(users)
                            .replace(
                                    "email: " + MARIA,
                                    "email: " + MARIA + ", certificate: \"" + maria.certificate.replace("\n", "\\n")
                                            + "\""));
            gateway.restart();
            gateway.enrol(People.CASE);
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            await().until(() -> Sql.count(gateway, "alert_follow_up") == 1);
            gateway.clocks.advance(Duration.ofMinutes(10));
            await().until(() -> !relay.to(MARIA).isEmpty());

            KeepingRelay.Kept mail = relay.to(MARIA).get(0);
            JsonObject signer = gateway
                    .call(HttpMethod.GET, "/.well-known/jwks.json", Map.of(), Optional.empty())
                    .json()
                    .getJsonArray("keys")
                    .stream()
                    .map(JsonObject.class::cast)
                    .filter(key -> key.containsKey("x5c"))
                    .findFirst()
                    .orElseThrow();
            assertThat(maria.read(mail.source(), signer, gateway.now()).orElseThrow())
                    .contains("C-1001", "Payer asks for chart notes", "http://localhost:8080/console");
            assertThat(mail.source()).doesNotContain("C-1001", "chart notes");
        }
    }

    @Test
    void what_was_acknowledged_goes_to_nobody_more() {
        try (FollowedUp world = new FollowedUp(folder)) {
            world.ask("C-1");
            world.pass(Duration.ofMinutes(10));
            Sql.execute(
                    world.gateway.database,
                    "update alert set acknowledged_at = at, acknowledged_by = 'maria' where kind = 'milestone'");
            world.passHours(10);
            assertThat(world.mails(MARIA)).hasSize(1);
            assertThat(world.mails(SAM)).isEmpty();
            assertThat(Sql.count(world.gateway, "alert_follow_up")).isZero();
        }
    }
}
