package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.QueryReader;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which tasks behind the measure: the query of {@code GET /v1/responsiveness/tasks}.
 *
 * @param key those of this row
 * @param figure those that this figure counts
 * @param atLeast of the due, those answered after as long or longer
 * @param below of the due, those answered sooner
 * @param after those after the last of a page
 */
record TasksQuery(
        MeasureQuery measure,
        Optional<String> key,
        Figure figure,
        Optional<Duration> atLeast,
        Optional<Duration> below,
        Optional<After> after,
        int limit) {

    private static final Set<String> KNOWN = known("key", "class", "atLeast", "below", "after", "limit");
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /** Where a page ended, and the moment as of which the pages before it were seen. */
    record After(Instant asOf, Instant requestedAt, UUID task) {

        static After of(String text) {
            String[] parts = text.split("\\.", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("must be the next of an answer");
            }
            try {
                return new After(millis(parts[0]), millis(parts[1]), UUID.fromString(parts[2]));
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException("must be the next of an answer", refused);
            }
        }

        private static Instant millis(String text) {
            if (!text.matches("\\d{1,15}")) {
                throw new IllegalArgumentException(text);
            }
            return Instant.ofEpochMilli(Long.parseLong(text));
        }

        @Override
        public String toString() {
            return asOf.toEpochMilli() + "." + requestedAt.toEpochMilli() + "." + task;
        }
    }

    /** Reads the query; throws {@link Problem} {@code 422 invalid} with every fault. */
    static TasksQuery of(MultiMap query, Instant now) {
        QueryReader read = new QueryReader(query, KNOWN);
        MeasureQuery measure = MeasureQuery.of(read, now);
        Optional<After> after = read.optional("after", After::of);
        if (after.filter(page -> page.asOf().isAfter(now)).isPresent()) {
            read.fault("after", "must be the next of an answer");
        }
        TasksQuery asked = new TasksQuery(
                after.map(page -> measure.asOf(page.asOf())).orElse(measure),
                read.optional("key", TasksQuery::key),
                read.optional("class", Figure::of).orElse(Figure.REQUESTED),
                read.optional("atLeast", MeasureQuery::duration),
                read.optional("below", MeasureQuery::duration),
                after,
                read.limit(MOST).orElse(USUAL));
        read.orThrow();
        return asked;
    }

    private static String key(String text) {
        if (text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("must be the key of a row");
        }
        return text;
    }

    private static Set<String> known(String... more) {
        Set<String> known = new HashSet<>(MeasureQuery.KNOWN);
        known.addAll(Set.of(more));
        return known;
    }
}
