package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EachMinuteTest {

    @TempDir
    Path folder;

    @Test
    void what_is_over_is_put_away_and_each_run_of_the_gateway_is_on_record() {
        try (TestGateway gateway = new TestGateway(folder, Twilio.setup(""))) {
            gateway.signIn("maria");
            new People(gateway).report("evt-1", "prior-auth.info-requested");
            assertThat(Sql.count(gateway, "milestone where accepted_at is null and set_aside_at is null"))
                    .isEqualTo(1);
            assertThat(Sql.count(gateway, "session")).isEqualTo(1);

            Sql.execute(
                    gateway.database,
                    "insert into operator_alert (at, kind, about, code, once) values ('" + gateway.clocks.business()
                            + "', 'endpoint-broken', 'webhook/rx-one', 'http-500', 'a')");

            Sql.execute(
                    gateway.database,
                    "insert into text_callback (provider, callback, at) select unnest(array['main', 'us']), 'CB-1', '"
                            + gateway.clocks.business() + "'");

            gateway.clocks.advance(Duration.ofDays(91));
            gateway.restart();
            await().until(() -> Sql.count(gateway, "milestone where set_aside_at is not null") == 1);
            await().until(() -> Sql.count(gateway, "session") == 0);
            await().until(() -> Sql.count(gateway, "operator_alert") == 0);
            await().until(() -> Sql.count(gateway, "text_callback where provider = 'main'") == 0);
            assertThat(Sql.count(gateway, "text_callback where provider = 'us'"))
                    .as("Twilio's are kept for good")
                    .isEqualTo(1);
            assertThat(Sql.count(gateway, "uptime")).isEqualTo(2);
        }
    }
}
