package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleAreToldTest {

    @TempDir
    Path folder;

    @Test
    void patient_and_caregiver_hear_that_there_is_news_and_nothing_of_what_it_is() throws Exception {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol("orphan-x/C-1001");
            informationIsRequested(gateway);

            await().until(() -> gateway.provider.received().size() == 2
                    && toPatient(gateway).size() == 1);
            List<String> numbers = gateway.provider.received().stream()
                    .map(text -> text.json().getString("to"))
                    .toList();
            assertThat(numbers).containsExactlyInAnyOrder("+12025550142", "+12025550143");
            for (FarSide.Received text : gateway.provider.received()) {
                assertThat(text.json().getString("text"))
                        .startsWith("Care Team")
                        .contains(TestGateway.PUBLIC + "/a/")
                        .doesNotContain("orphan", "rx-one", "chart", "authorization");
                assertThat(text.json().getString("statusCallback"))
                        .isEqualTo(TestGateway.PUBLIC + "/v1/sms/main/status");
            }
            MimeMessage mail = toPatient(gateway).get(0);
            assertThat(mail.getSubject()).contains("Care Team").doesNotContain("orphan");
            assertThat((String) mail.getContent())
                    .contains(TestGateway.PUBLIC + "/a/")
                    .doesNotContain("chart");
        }
    }

    @Test
    void at_night_a_text_waits_until_eight_and_mail_goes_at_once() {
        try (TestGateway gateway = new TestGateway(folder)) {
            gateway.enrol("orphan-x/C-1001");
            gateway.clocks.advance(Duration.ofHours(12));
            informationIsRequested(gateway);

            LaneRest.await(gateway);
            assertThat(toPatient(gateway)).hasSize(1);
            assertThat(gateway.provider.received()).isEmpty();

            gateway.clocks.advanceBusiness(Duration.ofHours(10));
            await().until(() -> gateway.provider.received().size() == 2);
        }
    }

    @Test
    void nobody_is_told_without_consent() {
        try (TestGateway gateway = new TestGateway(folder)) {
            JsonObject body = Cases.usual();
            body.getJsonArray("people").forEach(person -> {
                ((JsonObject) person).getJsonObject("sms").put("consent", false);
                if (((JsonObject) person).containsKey("email")) {
                    ((JsonObject) person).getJsonObject("email").put("consent", false);
                }
            });
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", body);
            informationIsRequested(gateway);

            LaneRest.await(gateway);
            assertThat(gateway.pharmacy.endpoint.received()).isNotEmpty();
            assertThat(gateway.provider.received()).isEmpty();
            assertThat(toPatient(gateway)).isEmpty();
        }
    }

    private static void informationIsRequested(TestGateway gateway) {
        Answer taken = gateway.hub.milestone(
                gateway,
                gateway.hub.event(
                        "evt-1",
                        "prior-auth.info-requested",
                        "orphan-x/C-1001",
                        gateway.clocks.business(),
                        new JsonObject().put("note", "Payer asks for chart notes")));
        assertThat(taken.status()).isEqualTo(202);
    }

    private static List<MimeMessage> toPatient(TestGateway gateway) {
        return Arrays.stream(gateway.smtp.getReceivedMessages())
                .filter(mail -> to(mail).contains("ana@example.org"))
                .toList();
    }

    private static String to(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
