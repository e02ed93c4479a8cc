package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailIsUnsubscribedTest {

    private static final String OUT = "opt_out where channel = 'email' and until is null";

    @TempDir
    Path folder;

    @Test
    void one_click_ends_mail_to_the_address_in_every_case_and_only_its_holder_begins_it_again() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            assertThat(people.linksInMail("ana@example.org")).hasSize(2);
            String link = people.linksInMail("ana@example.org").get(1);
            assertThat(link).startsWith("/u/");

            Answer page = people.open(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("No quiero más correos").doesNotContain("ana@");
            assertThat(Sql.count(gateway, OUT)).isZero();

            Answer clicked = gateway.call(
                    HttpMethod.POST,
                    link,
                    Map.of("Content-Type", "multipart/form-data; boundary=x"),
                    Optional.of(
                            Buffer.buffer(
                                    "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n")));
            assertThat(clicked.status()).isEqualTo(200);
            assertThat(people.submit(link, "List-Unsubscribe=One-Click").body()).contains("ya no le enviará correos");
            assertThat(Sql.count(gateway, OUT)).isEqualTo(1);
            assertThat(people.open(link).body()).contains("ya no le enviará correos");

            gateway.enrol(People.CASE);
            people.report("evt-2", "prior-auth.submitted");
            people.awaitAllOut();
            assertThat(people.linksInMail("ana@example.org")).hasSize(2);
            assertThat(Sql.count(gateway, "notification where reason = 'opted-out'"))
                    .isEqualTo(1);

            assertThat(people.submit(link, "mail=again").status()).isEqualTo(200);
            assertThat(Sql.count(gateway, OUT)).isZero();
        }
    }

    @Test
    void a_link_to_the_message_does_not_unsubscribe() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linksInMail("ana@example.org").get(0).replace("/a/", "/u/");
            assertThat(people.press(link).status()).isEqualTo(404);
            assertThat(Sql.count(gateway, OUT)).isZero();
        }
    }
}
