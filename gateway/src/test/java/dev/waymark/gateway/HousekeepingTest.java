package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.Housekeeping.Chore;
import dev.waymark.gateway.http.RecordedLog;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void a_chore_that_fails_or_throws_keeps_none_of_the_others_from_being_done() {
        Housekeeping housekeeping = new Housekeeping(List.of(
                new Chore("fails", () -> Future.failedFuture(new IllegalStateException("fails"))),
                new Chore("throws", () -> {
                    throw new IllegalStateException("throws");
                }),
                chore("last", false)));
        assertThat(housekeeping.round().await()).isFalse();
        assertThat(done).containsExactly("last");
    }

    @Test
    void a_chore_with_more_to_do_asks_for_another_round_and_each_has_its_turn() {
        Housekeeping housekeeping =
                new Housekeeping(List.of(chore("one", true), chore("two", false), chore("three", true)));
        assertThat(housekeeping.round().await()).isTrue();
        assertThat(done).containsExactly("one", "two", "three");
    }

    @Test
    void what_postgresql_refused_a_chore_with_is_logged_without_its_words() {
        try (RecordedLog log = new RecordedLog()) {
            new Housekeeping(List.of(new Chore(
                            "full",
                            () -> Future.failedFuture(new PgException("planted", "ERROR", "53100", "planted")))))
                    .round()
                    .await();
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).startsWith("WARN").contains("53100").doesNotContain("planted");
        }
    }

    private Chore chore(String name, boolean more) {
        return new Chore(name, () -> {
            done.add(name);
            return Future.succeededFuture(more);
        });
    }
}
