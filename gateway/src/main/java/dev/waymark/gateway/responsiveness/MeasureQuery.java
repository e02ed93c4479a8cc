package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.QueryReader;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of the measure: the query of {@code GET /v1/responsiveness}.
 *
 * @param asOf the moment of the answer
 */
record MeasureQuery(
        Optional<ProgramId> program,
        Optional<PartnerId> partner,
        Optional<Instant> from,
        Optional<Instant> until,
        Duration within,
        GroupBy groupBy,
        MeasureClock clock,
        Instant asOf) {

    static final Set<String> KNOWN =
            Set.of("program", "partner", "from", "until", "within", "groupBy", "clock", "asOf");

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Reads the query; throws {@link Problem} {@code 422 invalid} with every fault. */
    static MeasureQuery of(MultiMap query, Instant now) {
        QueryReader read = new QueryReader(query, KNOWN);
        MeasureQuery asked = of(read, now);
        read.orThrow();
        return asked;
    }

    /** Reads what is its own of a longer query; faults stay with {@code read}. */
    static MeasureQuery of(QueryReader read, Instant now) {
        MeasureQuery asked = new MeasureQuery(
                read.optional("program", ProgramId::new),
                read.optional("partner", PartnerId::new),
                read.optional("from", Times::read),
                read.optional("until", Times::read),
                read.optional("within", MeasureQuery::within).orElse(USUAL),
                read.optional("groupBy", GroupBy::of).orElse(GroupBy.PARTNER),
                read.optional("clock", MeasureClock::of).orElse(MeasureClock.ELAPSED),
                read.optional("asOf", Times::read).orElse(now));
        if (asked.from.isPresent()
                && asked.until.isPresent()
                && asked.until.get().isBefore(asked.from.get())) {
            read.fault("until", "must not be before from");
        }
        if (asked.asOf.isAfter(now)) {
            read.fault("asOf", "must not be in the future");
        }
        return asked;
    }

    /** The same, seen at another moment. */
    MeasureQuery asOf(Instant moment) {
        return new MeasureQuery(program, partner, from, until, within, groupBy, clock, moment);
    }

    private static Duration within(String text) {
        Duration within = duration(text);
        if (within.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing");
        }
        return within;
    }

    static Duration duration(String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeException refused) {
            throw new IllegalArgumentException("must be an ISO 8601 duration such as PT24H", refused);
        }
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be at most 366 days, and not less than nothing");
        }
        return duration;
    }
}
