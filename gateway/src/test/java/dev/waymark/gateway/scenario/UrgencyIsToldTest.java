package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrgencyIsToldTest {

    @TempDir
    Path folder;

    @Test
    void a_mail_that_went_because_an_alert_was_urgent_says_so_and_no_other_message_does() {
        try (FollowedUp world = new FollowedUp(folder)) {
            String task = world.ask("C-7");
            world.pass(Duration.ofMinutes(11));

            JsonObject mail =
                    seen(world, "select id from notification where recipient = 'user/maria' and task is null");
            assertThat(mail.getBoolean("urgent")).isTrue();
            assertThat(mail.getString("channel")).isEqualTo("email");
            assertThat(mail.getJsonObject("recipient"))
                    .isEqualTo(new JsonObject().put("kind", "user").put("user", "maria"));
            JsonObject asked = seen(
                    world,
                    "select id from notification where task = '" + task
                            + "' and recipient = 'partner/rx-three' and purpose = 'requested'");
            assertThat(asked.getBoolean("urgent")).isFalse();
        }
    }

    private static JsonObject seen(FollowedUp world, String query) {
        Answer answer = world.gateway.call(
                HttpMethod.GET,
                "/v1/notifications/" + Sql.text(world.gateway, query),
                world.gateway.signIn("maria"),
                Optional.empty());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
