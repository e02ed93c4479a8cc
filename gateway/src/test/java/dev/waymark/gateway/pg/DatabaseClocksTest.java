package dev.waymark.gateway.pg;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DatabaseClocksTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private PgDatabase database;
    private DatabaseClocks clocks;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        database = TestDatabase.freshPg(vertx);
        clocks = await(DatabaseClocks.start(vertx, database, nanos::get));
    }

    @Test
    void both_clocks_start_from_the_databases_time_in_milliseconds() throws Exception {
        assertThat(clocks.steady()).isCloseTo(databaseTime(), within(30, ChronoUnit.SECONDS));
        assertThat(clocks.business()).isEqualTo(clocks.steady());
        Instant steady = clocks.steady();
        assertThat(steady).isEqualTo(steady.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void the_monotonic_clock_carries_them_on_past_its_overflow() {
        Instant before = clocks.steady();
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(Duration.between(before, clocks.steady())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void moving_the_business_clock_leaves_the_steady_one_alone() {
        Instant before = clocks.steady();
        clocks.moveBusiness(Duration.ofDays(-42));
        clocks.moveBusiness(Duration.ofHours(1));
        assertThat(clocks.steady()).isEqualTo(before);
        assertThat(Duration.between(clocks.business(), before))
                .isEqualTo(Duration.ofDays(42).minusHours(1));
    }

    @Test
    void a_machine_whose_clock_runs_fast_is_slowed_never_set_back() throws Exception {
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        Instant fast = clocks.steady();
        await(clocks.readAgain());
        assertThat(clocks.steady()).isEqualTo(fast);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(Duration.between(fast, clocks.steady())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void while_the_database_does_not_answer_the_time_is_carried_on() throws Exception {
        await(database.close());
        await(clocks.readAgain());
        Instant before = clocks.steady();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(Duration.between(before, clocks.steady())).isEqualTo(Duration.ofSeconds(10));
    }

    private Instant databaseTime() throws Exception {
        return Times.instant(
                await(database.client().query("select clock_timestamp()").execute())
                        .iterator()
                        .next()
                        .getOffsetDateTime(0));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(30, SECONDS);
    }
}
