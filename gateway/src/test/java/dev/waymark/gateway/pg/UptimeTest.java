package dev.waymark.gateway.pg;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class UptimeTest {

    private static final Instant NINE = Instant.parse("2026-03-11T09:00:00Z");
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);

    @Test
    void runs_are_recorded_and_carried_on_never_back(Vertx vertx) throws Exception {
        Database database = TestDatabase.fresh(vertx);
        await(Uptime.begin(database.client(), FIRST, NINE));
        await(Uptime.carryOn(database.client(), FIRST, minutes(60)));
        await(Uptime.carryOn(database.client(), FIRST, minutes(30)));
        await(Uptime.begin(database.client(), SECOND, minutes(120)));
        await(Uptime.carryOn(database.client(), SECOND, minutes(300)));
        UpTimes up = await(Uptime.since(database.client(), NINE));
        assertThat(up.after(NINE, Duration.ofMinutes(90))).contains(minutes(150));
        UpTimes later = await(Uptime.since(database.client(), minutes(61)));
        assertThat(later.after(NINE, Duration.ofMinutes(10))).contains(minutes(130));
    }

    private static Instant minutes(int n) {
        return NINE.plus(Duration.ofMinutes(n));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(30, SECONDS);
    }
}
