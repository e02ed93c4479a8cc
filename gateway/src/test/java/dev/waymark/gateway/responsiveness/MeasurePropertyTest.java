package dev.waymark.gateway.responsiveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.model.Action;
import dev.waymark.gateway.model.PartnerId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * The measure against the protocol's sentences, each written down once more as a predicate over plain numbers of five
 * seconds; so that every edge of a window, of ten seconds and of a closing is met again and again.
 */
class MeasurePropertyTest {

    private static final Instant T = Instant.parse("2026-11-16T00:00:00Z");

    /** One task in steps of five seconds; {@code null}: never. */
    record Plain(
            int requested,
            int due,
            @Nullable Integer delivered,
            @Nullable Integer answered,
            boolean byHold,
            @Nullable Integer completedByOwner,
            @Nullable Integer rejected,
            @Nullable Integer closed,
            @Nullable Integer heldSince,
            int held) {

        TaskTimes times() {
            return new TaskTimes(
                    new PartnerId("rx-one"),
                    new Action("act"),
                    Optional.empty(),
                    at(requested),
                    at(due),
                    optional(delivered),
                    optional(answered),
                    byHold,
                    optional(completedByOwner),
                    optional(rejected),
                    optional(closed),
                    optional(heldSince),
                    Duration.ofSeconds(5L * held));
        }
    }

    /** The sentences, as they stand at {@code now}. */
    record Sentences(int within, int now) {

        boolean happened(@Nullable Integer time) {
            return time != null && time <= now;
        }

        boolean delivered(Plain task) {
            return happened(task.delivered);
        }

        /** "an answer after that is recorded, not counted" */
        boolean answered(Plain task) {
            return happened(task.answered) && !(happened(task.closed) && number(task.answered) > number(task.closed));
        }

        int windowEnd(Plain task) {
            return number(task.delivered) + within;
        }

        /** "closed unanswered, before its window ended or undelivered" */
        boolean cancelled(Plain task) {
            return happened(task.closed)
                    && !answered(task)
                    && (!delivered(task) || number(task.closed) < windowEnd(task));
        }

        /** "not delivered: undeliverable once requestedAt + within has passed" */
        boolean undeliverable(Plain task) {
            return !cancelled(task) && !delivered(task) && task.requested + within <= now;
        }

        /** "window ended: due" */
        boolean due(Plain task) {
            return !cancelled(task) && delivered(task) && windowEnd(task) <= now;
        }

        /** "else pending" */
        boolean pending(Plain task) {
            return !cancelled(task) && !undeliverable(task) && !due(task);
        }

        boolean pendingAnswered(Plain task) {
            return pending(task) && answered(task);
        }

        boolean acknowledged(Plain task) {
            return due(task) && answered(task);
        }

        boolean acknowledgedWithin(Plain task) {
            return acknowledged(task) && took(task) <= within;
        }

        boolean answeredByHold(Plain task) {
            return acknowledgedWithin(task) && task.byHold;
        }

        /** "under ten seconds" */
        boolean answeredAtOnce(Plain task) {
            return acknowledgedWithin(task) && took(task) * 5 < 10;
        }

        boolean completedWithin(Plain task) {
            return due(task)
                    && happened(task.completedByOwner)
                    && number(task.completedByOwner) - number(task.delivered) - task.held <= within;
        }

        /** "past dueAt and neither completed, rejected nor closed"; on hold, dueAt moves on with the clock */
        boolean overdue(Plain task) {
            int dueNow = happened(task.heldSince) ? task.due + now - number(task.heldSince) : task.due;
            return now > dueNow
                    && !happened(task.completedByOwner)
                    && !happened(task.rejected)
                    && !happened(task.closed);
        }

        static int took(Plain task) {
            return number(task.answered) - number(task.delivered);
        }

        /** "nearest rank over all of due, unanswered ones last; null when the rank falls on one of those" */
        OptionalLong quantile(List<Plain> tasks, String p) {
            List<Integer> answers = new ArrayList<>();
            int never = Integer.MAX_VALUE;
            tasks.stream().filter(this::due).forEach(task -> answers.add(answered(task) ? took(task) : never));
            answers.sort(null);
            int rank = new BigDecimal(p)
                    .multiply(BigDecimal.valueOf(answers.size()))
                    .setScale(0, RoundingMode.CEILING)
                    .intValueExact();
            return rank == 0 || answers.get(rank - 1) == never
                    ? OptionalLong.empty()
                    : OptionalLong.of(answers.get(rank - 1) * 5_000L);
        }

        private static int number(@Nullable Integer time) {
            if (time == null) {
                throw new AssertionError("it never happened");
            }
            return time;
        }
    }

    @Property(tries = 2_000)
    void every_figure_is_what_its_sentence_says(
            @ForAll("tasks") List<Plain> tasks,
            @ForAll @IntRange(min = 1, max = 12) int within,
            @ForAll @IntRange(min = 0, max = 60) int now) {
        Sentences say = new Sentences(within, now);

        assertThat(measure(tasks, within, now))
                .isEqualTo(new MeasureRow(
                        "rx-one",
                        tasks.size(),
                        count(tasks, say::due),
                        count(tasks, say::pending),
                        count(tasks, say::pendingAnswered),
                        count(tasks, say::cancelled),
                        count(tasks, say::undeliverable),
                        count(tasks, say::acknowledged),
                        count(tasks, say::acknowledgedWithin),
                        count(tasks, say::answeredByHold),
                        count(tasks, say::answeredAtOnce),
                        count(tasks, say::completedWithin),
                        say.quantile(tasks, "0.5"),
                        say.quantile(tasks, "0.9"),
                        count(tasks, say::overdue)));
    }

    @Property(tries = 1_000)
    void every_task_is_counted_once_and_due_and_cancelled_never_change_again(
            @ForAll("tasks") List<Plain> tasks, @ForAll @IntRange(min = 1, max = 12) int within) {
        for (Plain task : tasks) {
            long due = 0;
            long cancelled = 0;
            for (int now = 0; now <= 60; now++) {
                MeasureRow row = measure(List.of(task), within, now);
                assertThat(row.due() + row.pending() + row.cancelled() + row.undeliverable())
                        .isEqualTo(1);
                assertThat(row.due()).isGreaterThanOrEqualTo(due);
                assertThat(row.cancelled()).isGreaterThanOrEqualTo(cancelled);
                due = row.due();
                cancelled = row.cancelled();
            }
        }
    }

    @Property(tries = 300)
    void the_rate_of_what_was_due_never_changes_by_what_comes_later(
            @ForAll("tasks") List<Plain> tasks, @ForAll @IntRange(min = 1, max = 12) int within) {
        for (Plain task : tasks) {
            MeasureRow before = measure(List.of(task), within, 0);
            for (int now = 1; now <= 60; now++) {
                MeasureRow after = measure(List.of(task), within, now);
                if (before.due() == 1) {
                    assertThat(after.acknowledgedWithin()).isEqualTo(before.acknowledgedWithin());
                }
                before = after;
            }
        }
    }

    @Provide
    Arbitrary<List<Plain>> tasks() {
        return task().list().ofMinSize(1).ofMaxSize(25);
    }

    private static Arbitrary<Plain> task() {
        Arbitrary<Integer> requested = Arbitraries.integers().between(0, 5);
        Arbitrary<@Nullable Integer> delay =
                Arbitraries.integers().between(0, 20).injectNull(0.3);
        Arbitrary<Integer> held = Arbitraries.integers().between(0, 6);
        return Combinators.combine(requested, delay, delay, delay, delay, delay, delay, held)
                .as((start, delivery, answer, completion, rejection, closing, hold, onHold) -> {
                    Integer delivered = plus(start, delivery);
                    Integer answered = plus(delivered, answer);
                    return new Plain(
                            start,
                            start + 7,
                            delivered,
                            answered,
                            hold != null,
                            plus(answered, completion),
                            completion == null ? plus(answered, rejection) : null,
                            plus(start, closing),
                            completion == null && rejection == null ? plus(answered, hold) : null,
                            onHold);
                });
    }

    private static MeasureRow measure(List<Plain> tasks, int within, int now) {
        Measure measure = new Measure(at(now), Duration.ofSeconds(5L * within), GroupBy.PARTNER);
        tasks.forEach(task -> measure.add(task.times()));
        return measure.rows().get(0);
    }

    private static @Nullable Integer plus(@Nullable Integer start, @Nullable Integer delay) {
        return start == null || delay == null ? null : start + delay;
    }

    private static long count(List<Plain> tasks, Predicate<Plain> sentence) {
        return tasks.stream().filter(sentence).count();
    }

    private static Optional<Instant> optional(@Nullable Integer step) {
        return step == null ? Optional.empty() : Optional.of(at(step));
    }

    private static Instant at(int step) {
        return T.plusSeconds(5L * step);
    }
}
