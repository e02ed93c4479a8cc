package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientReadsBehindLinkTest {

    @TempDir
    Path folder;

    @Test
    void after_its_button_the_page_tells_in_spanish_what_happened_what_comes_next_and_whom_to_call() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.PATIENT);

            Answer page = people.open(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.headers().get("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.headers().get("Cache-Control")).isEqualTo("no-store");
            assertThat(page.headers().get("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.headers().get("Content-Security-Policy"))
                    .startsWith("default-src 'none'; style-src 'self'");
            assertThat(page.body())
                    .contains("<html lang=\"es\">", "Care Team tiene novedades para usted", "<form method=\"post\">")
                    .doesNotContain("<script", "seguro", "Ana", "orphan", "rx-one");

            Answer message = people.press(link);
            assertThat(message.status()).isEqualTo(200);
            assertThat(message.body())
                    .contains(
                            "Ana Diaz",
                            "El seguro pidió más información",
                            "Debería enviarse a más tardar el jueves 12 de marzo.",
                            "tel:+18005550100")
                    .doesNotContain("<script", "orphan", "rx-one", "chart", "C-1001");
            assertThat(people.open("/a.css").status()).isEqualTo(200);
            assertThat(
                            Sql.count(
                                    gateway,
                                    "notification where recipient = 'person/patient' and channel = 'sms' and acknowledged_at is not null"))
                    .isEqualTo(1);
            assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                    .isEqualTo(1);
            assertThat(Sql.count(gateway, "audit where reader like 'person/%/patient' and purpose = 'read message'"))
                    .isEqualTo(1);
            assertThat(people.task().getString("acknowledgedAt")).isNull();
        }
    }

    @Test
    void to_open_the_page_changes_nothing_and_to_press_again_neither() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.PATIENT);

            long audited = Sql.count(gateway, "audit");
            people.open(link);
            people.open(link);
            assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                    .isZero();
            assertThat(Sql.count(gateway, "audit")).isEqualTo(audited);

            Answer first = people.press(link);
            gateway.clocks.advance(Duration.ofHours(1));
            Answer second = people.press(link);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(Sql.count(
                            gateway,
                            "notification where acknowledged_at > '" + gateway.clocks.business()
                                    + "'::timestamptz - interval '1 minute'"))
                    .isZero();
        }
    }

    @Test
    void an_altered_link_is_not_found_and_one_of_thirty_days_ago_is_gone() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.CAREGIVER);

            char last = link.charAt(link.length() - 1);
            String altered = link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A');
            assertThat(people.open(altered).status()).isEqualTo(404);
            assertThat(people.press(altered).status()).isEqualTo(404);
            assertThat(people.press(link + "A").status()).isEqualTo(404);
            assertThat(people.open(link.replace("/a/", "/u/")).status()).isEqualTo(404);

            gateway.clocks.advance(Duration.ofDays(30));
            assertThat(people.open(link).status()).isEqualTo(410);
            Answer late = people.press(link);
            assertThat(late.status()).isEqualTo(410);
            assertThat(late.body())
                    .contains("This link has expired", "Care Team")
                    .doesNotContain("insurance");
            assertThat(Sql.count(gateway, "notification where acknowledged_at is not null"))
                    .isZero();
        }
    }

    @Test
    void who_was_taken_off_the_case_reads_nothing_more() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.CAREGIVER);

            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", Cases.withoutPeople());
            assertThat(people.open(link).status()).isEqualTo(404);
            assertThat(people.press(link).status()).isEqualTo(404);
        }
    }

    @Test
    void a_link_sent_to_an_address_that_was_corrected_since_shows_nothing_and_still_ends_the_mail() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            List<String> mailed = people.linksInMail("ana@example.org");
            String texted = people.linkInText(People.PATIENT);

            JsonObject corrected = Cases.usual();
            corrected
                    .getJsonArray("people")
                    .getJsonObject(0)
                    .getJsonObject("email")
                    .put("address", "anna@example.org");
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", corrected);
            assertThat(people.open(mailed.get(0)).status()).isEqualTo(404);
            assertThat(people.press(mailed.get(0)).status()).isEqualTo(404);
            assertThat(people.open(mailed.get(1)).status()).isEqualTo(200);
            assertThat(people.press(texted).status()).isEqualTo(200);
        }
    }

    @Test
    void a_text_held_over_night_is_read_by_the_number_that_it_went_to_in_the_end() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            gateway.clocks.advance(Duration.ofHours(12));
            gateway.enrol(People.CASE);
            people.report("evt-1", "prior-auth.info-requested");
            await().until(() -> Sql.count(gateway, "fanout_due") == 0);
            assertThat(people.texts(People.PATIENT)).isEmpty();

            JsonObject corrected = Cases.usual();
            corrected
                    .getJsonArray("people")
                    .getJsonObject(0)
                    .getJsonObject("sms")
                    .put("number", "+12025550199");
            gateway.hub.put(gateway, "/v1/programs/orphan-x/cases/C-1001", corrected);
            gateway.clocks.advance(Duration.ofHours(12));
            people.awaitAllOut();
            assertThat(people.press(people.linkInText("+12025550199")).status()).isEqualTo(200);
        }
    }

    @Test
    void after_a_death_the_page_says_nothing_of_what_comes_next() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linkInText(People.CAREGIVER);

            people.report("evt-2", "therapy.deceased");
            assertThat(people.press(link).status()).isEqualTo(404);
        }
    }
}
