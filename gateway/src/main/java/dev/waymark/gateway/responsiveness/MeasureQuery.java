package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What is asked of the measure: the query of {@code GET /v1/responsiveness}. */
record MeasureQuery(
        Optional<ProgramId> program,
        Optional<PartnerId> partner,
        Optional<Instant> from,
        Optional<Instant> until,
        Duration within,
        GroupBy groupBy) {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Set<String> KNOWN =
            Set.of("program", "partner", "from", "until", "within", "groupBy", "clock");

    /** Reads the query; throws {@link Problem} {@code 422 invalid} with every fault, each named like a member. */
    static MeasureQuery of(MultiMap query) {
        List<Problem.Fault> faults = new ArrayList<>();
        for (String name : new TreeSet<>(query.names())) {
            if (!KNOWN.contains(name)) {
                faults.add(new Problem.Fault("/" + name, "is not known here"));
            } else if (query.getAll(name).size() > 1) {
                faults.add(new Problem.Fault("/" + name, "must be given once"));
            }
        }
        Reader read = new Reader(query, faults);
        MeasureQuery asked = new MeasureQuery(
                read.optional("program", ProgramId::new),
                read.optional("partner", PartnerId::new),
                read.optional("from", Times::read),
                read.optional("until", Times::read),
                read.optional("within", MeasureQuery::within).orElse(USUAL),
                read.optional("groupBy", GroupBy::of).orElse(GroupBy.PARTNER));
        read.optional("clock", MeasureQuery::clock);
        if (asked.from.isPresent()
                && asked.until.isPresent()
                && asked.until.get().isBefore(asked.from.get())) {
            faults.add(new Problem.Fault("/until", "must not be before from"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return asked;
    }

    private record Reader(MultiMap query, List<Problem.Fault> faults) {

        <T> Optional<T> optional(String name, Function<String, T> reader) {
            String text = query.get(name);
            if (text == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException refused) {
                faults.add(new Problem.Fault("/" + name, String.valueOf(refused.getMessage())));
                return Optional.empty();
            }
        }
    }

    private static Duration within(String text) {
        Duration within;
        try {
            within = Duration.parse(text);
        } catch (DateTimeException refused) {
            throw new IllegalArgumentException("must be an ISO 8601 duration such as PT24H", refused);
        }
        if (within.isZero() || within.isNegative() || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be longer than nothing and at most 366 days");
        }
        return within;
    }

    private static String clock(String text) {
        return switch (text) {
            case "elapsed" -> text;
            case "working" -> throw new IllegalArgumentException("working is not in this version yet; elapsed is");
            default -> throw new IllegalArgumentException("must be elapsed");
        };
    }
}
