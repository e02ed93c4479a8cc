package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeBeforeTheMessageTest {

    private static final Setup CODE = new Setup("", ", verify: code");
    private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");

    @TempDir
    Path folder;

    @Test
    void six_digits_texted_to_the_number_on_file_open_the_message() {
        try (TestGateway gateway = new TestGateway(folder, CODE)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.PATIENT);
            assertThat(people.open(link).body()).contains("<form method=\"post\">");
            assertThat(people.texts(People.PATIENT)).hasSize(1);

            Answer asked = people.press(link);
            assertThat(asked.status()).isEqualTo(200);
            assertThat(asked.body())
                    .contains("Le enviamos una clave", "name=\"code\"", "one-time-code")
                    .doesNotContain("seguro", "Ana", "<script", "5550142");
            assertThat(people.press(link).status()).isEqualTo(200);
            List<String> texts = people.texts(People.PATIENT);
            assertThat(texts).hasSize(2);
            assertThat(texts.get(1)).startsWith("Care Team: ").contains("clave").doesNotContain("/a/");
            String code = digits(texts.get(1));
            assertThat(read(gateway)).isZero();

            assertThat(people.submit(link, "code=" + other(code)).status()).isEqualTo(403);
            assertThat(read(gateway)).isZero();
            assertThat(people.submit(people.linksInMail("ana@example.org").get(0), "code=" + code)
                            .status())
                    .as("a code is of one link")
                    .isEqualTo(403);
            Answer message = people.submit(link, "code=" + code.substring(0, 3) + "+" + code.substring(3));
            assertThat(message.status()).isEqualTo(200);
            assertThat(message.body()).contains("Ana Diaz", "El seguro pidió más información");
            assertThat(read(gateway)).isEqualTo(1);
            assertThat(Sql.count(gateway, "link_code where encode(code_hash, 'escape') like '%" + code + "%'"))
                    .isZero();

            String id = gateway.provider.received().get(2).json().getString("id");
            JsonObject delivered = new JsonObject().put("id", id).put("status", "delivered");
            assertThat(gateway.providerCalls("/v1/sms/main/status", "CB-1", delivered)
                            .status())
                    .isEqualTo(200);
            assertThat(gateway.providerCalls("/v1/sms/main/status", id, delivered)
                            .status())
                    .isEqualTo(401);
            assertThat(gateway.providerCalls(
                                    "/v1/sms/main/status",
                                    "CB-2",
                                    delivered.copy().put("id", new UUID(1, 2).toString()))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_code_is_over_after_five_wrong_tries_or_ten_minutes() {
        try (TestGateway gateway = new TestGateway(folder, CODE)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.CAREGIVER);
            assertThat(people.submit(link, "code=000000").body()).contains("You need a new code");

            people.press(link);
            String code = digits(people.texts(People.CAREGIVER).get(1));
            for (int tries = 1; tries < 5; tries++) {
                assertThat(people.submit(link, "code=" + other(code)).body()).contains("That is not the code");
                assertThat(people.submit(link, "code=what").body()).contains("That is not the code");
            }
            assertThat(people.submit(link, "code=" + other(code)).body()).contains("You need a new code");
            assertThat(people.submit(link, "code=" + code).body()).contains("You need a new code");

            assertThat(people.submit(link, "again=yes").body()).contains("We texted you a code");
            String second = digits(people.texts(People.CAREGIVER).get(2));
            gateway.clocks.advance(Duration.ofMinutes(10));
            assertThat(people.submit(link, "code=" + second).status()).isEqualTo(403);
            people.press(link);
            String third = digits(people.texts(People.CAREGIVER).get(3));
            gateway.clocks.advance(Duration.ofSeconds(599));
            assertThat(people.submit(link, "code=" + third).status()).isEqualTo(200);

            gateway.clocks.advance(Duration.ofMinutes(2));
            assertThat(people.press(link).body()).contains("We cannot text you a code now", "tel:+18005550100");
            assertThat(people.texts(People.CAREGIVER)).hasSize(4);
            gateway.clocks.advance(Duration.ofHours(1));
            assertThat(people.press(link).status()).isEqualTo(200);
        }
    }

    @Test
    void who_may_not_be_texted_or_has_no_number_learns_whom_to_call() {
        try (TestGateway gateway = new TestGateway(folder, CODE)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linksInMail("ana@example.org").get(0);
            people.write(People.PATIENT, "STOP");
            assertThat(people.press(link).body())
                    .contains("Ahora no podemos enviarle una clave", "tel:+18005550100")
                    .doesNotContain("name=\"code\"");

            people.write(People.PATIENT, "START");
            JsonObject quiet = Cases.usual();
            JsonObject sms = quiet.getJsonArray("people").getJsonObject(0).getJsonObject("sms");
            sms.put("consent", false);
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", quiet);
            assertThat(people.press(link).status()).isEqualTo(403);
            quiet.getJsonArray("people").getJsonObject(0).remove("sms");
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", quiet);
            assertThat(people.press(link).status()).isEqualTo(403);
            assertThat(people.texts(People.PATIENT)).hasSize(1);

            gateway.clocks.advance(Duration.ofSeconds(1));
            gateway.enrol(People.CASE);
            gateway.provider.answers(one -> new FarSide.Reply(500, ""));
            assertThat(people.press(link).status()).isEqualTo(503);
            assertThat(read(gateway)).isZero();
        }
    }

    @Test
    void a_code_that_did_not_go_out_or_did_not_arrive_is_none_of_the_three_an_hour() {
        try (TestGateway gateway = new TestGateway(folder, CODE)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.CAREGIVER);
            gateway.provider.answers(one -> new FarSide.Reply(500, ""));
            for (int tries = 0; tries < 3; tries++) {
                assertThat(people.press(link).status()).isEqualTo(503);
            }
            gateway.provider.answers(one -> FarSide.Reply.OK);
            assertThat(people.press(link).status()).isEqualTo(200);
            int texts = people.texts(People.CAREGIVER).size();
            assertThat(people.press(link).status()).isEqualTo(200);
            assertThat(people.texts(People.CAREGIVER)).hasSize(texts);

            JsonObject lost = new JsonObject()
                    .put("id", lastId(gateway))
                    .put("status", "failed")
                    .put("error", "no such number");
            assertThat(gateway.providerCalls("/v1/sms/main/status", "CB-9", lost)
                            .status())
                    .isEqualTo(200);
            for (int tries = 1; tries <= 3; tries++) {
                assertThat(people.press(link).status()).isEqualTo(200);
                assertThat(people.texts(People.CAREGIVER)).hasSize(texts + tries);
                gateway.clocks.advance(Duration.ofSeconds(31));
            }
            assertThat(people.press(link).body()).contains("We cannot text you a code now");
            String code = digits(people.texts(People.CAREGIVER).get(texts + 2));
            assertThat(people.submit(link, "code=" + code).status()).isEqualTo(200);
        }
    }

    private static String lastId(TestGateway gateway) {
        List<FarSide.Received> received = gateway.provider.received();
        return received.get(received.size() - 1).json().getString("id");
    }

    @Test
    void a_partners_contact_without_a_number_answers_without_a_code() {
        try (TestGateway gateway = new TestGateway(folder, CODE)) {
            People people = new People(gateway);
            people.hearOfNews();
            Answer task = people.press(people.linksInMail("jane@rx-one.example").get(0));
            assertThat(task.status()).isEqualTo(200);
            assertThat(task.body()).contains("C-1001");
        }
    }

    private static String digits(String text) {
        return SIX_DIGITS
                .matcher(text)
                .results()
                .map(found -> found.group())
                .findFirst()
                .orElseThrow();
    }

    private static String other(String code) {
        return (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
    }

    private static long read(TestGateway gateway) {
        return Sql.count(gateway, "notification where acknowledged_at is not null");
    }
}
