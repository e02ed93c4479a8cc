package dev.waymark.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant START = Instant.parse("2026-10-05T13:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(2));
    private static final Pace.Stillness RESTS = new Pace.Stillness(0, Optional.empty());

    private final Agenda agenda = new Agenda();
    private final Mishaps mishaps = new Mishaps();
    private final Rest rest = new Rest();
    private final List<Instant> steps = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private Instant now = START;

    @Test
    void each_thing_happens_at_its_very_moment_and_in_order() throws InterruptedException {
        happens("second", Duration.ofHours(30));
        happens("first", Duration.ofHours(3));

        play(() -> Future.succeededFuture(RESTS));

        assertThat(done).containsExactly("first at 2026-10-05T16:00:00Z", "second at 2026-10-06T19:00:00Z");
        assertThat(now).isEqualTo(END);
    }

    @Test
    void no_step_is_taken_while_anything_is_due() throws InterruptedException {
        happens("later", Duration.ofHours(1));
        Deque<Long> busy = new ArrayDeque<>(List.of(3L, 2L, 1L));
        List<Integer> stepsWhenLookedAt = new ArrayList<>();

        play(() -> {
            stepsWhenLookedAt.add(steps.size());
            return Future.succeededFuture(busy.isEmpty() ? RESTS : new Pace.Stillness(busy.remove(), Optional.empty()));
        });

        assertThat(stepsWhenLookedAt.subList(0, 4)).containsExactly(0, 0, 0, 0);
        assertThat(done).containsExactly("later at 2026-10-05T14:00:00Z");
    }

    @Test
    void a_message_that_is_held_until_the_morning_goes_out_in_the_morning() throws InterruptedException {
        Instant morning = START.plus(Duration.ofHours(19));
        happens("noon", Duration.ofHours(23));

        play(() -> Future.succeededFuture(now.isBefore(morning) ? new Pace.Stillness(0, Optional.of(morning)) : RESTS));

        assertThat(steps).containsExactly(morning, START.plus(Duration.ofHours(23)), END);
    }

    @Test
    void what_a_thing_brings_about_happens_too() throws InterruptedException {
        agenda.add(START.plus(Duration.ofHours(1)), () -> {
            happens("answer", Duration.ofHours(2));
            return Future.succeededFuture();
        });

        play(() -> Future.succeededFuture(RESTS));

        assertThat(done).containsExactly("answer at 2026-10-05T15:00:00Z");
    }

    @Test
    void what_lies_behind_the_end_stays_on_the_agenda() throws InterruptedException {
        happens("tomorrow", Duration.ofHours(50));

        play(() -> Future.succeededFuture(RESTS));

        assertThat(done).isEmpty();
        assertThat(agenda.next()).contains(START.plus(Duration.ofHours(50)));
    }

    @Test
    void what_fails_is_counted_and_the_story_goes_on() throws InterruptedException {
        agenda.add(
                START.plus(Duration.ofHours(1)),
                () -> Future.failedFuture(new IllegalStateException("POST /v1/milestones: 503")));
        happens("after", Duration.ofHours(2));

        play(() -> Future.succeededFuture(RESTS));

        assertThat(mishaps.counts()).containsEntry("POST /v1/milestones: 503", 1);
        assertThat(done).hasSize(1);
    }

    @Test
    void a_stop_ends_it_where_it_is() throws InterruptedException {
        agenda.add(START.plus(Duration.ofHours(1)), () -> {
            rest.stop();
            return Future.succeededFuture();
        });
        happens("never", Duration.ofHours(2));

        play(() -> Future.succeededFuture(RESTS));

        assertThat(done).isEmpty();
    }

    private void happens(String what, Duration after) {
        agenda.add(START.plus(after), () -> {
            done.add(what + " at " + now);
            return Future.succeededFuture();
        });
    }

    private void play(Supplier<Future<Pace.Stillness>> look) throws InterruptedException {
        Pace.BusinessTime time = new Pace.BusinessTime() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public void stepTo(Instant moment) {
                steps.add(moment);
                now = moment;
            }
        };
        new Pace(agenda, time, look, rest, mishaps).play(() -> END, () -> {});
    }
}
