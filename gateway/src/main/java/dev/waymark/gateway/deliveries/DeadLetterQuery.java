package dev.waymark.gateway.deliveries;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Problem.Fault;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.outbox.DeadLetter.Filter;
import dev.waymark.gateway.outbox.DeadLetter.Place;
import dev.waymark.gateway.outbox.Lane;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code lane}, {@code reason}, {@code program}, {@code after} and {@code limit} of a look at the dead letters. */
record DeadLetterQuery(Filter filter, Place after, int limit) {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final List<String> NAMES = List.of("lane", "reason", "program", "after", "limit");

    static DeadLetterQuery of(MultiMap query) {
        List<Fault> faults = new ArrayList<>();
        for (String name : query.names()) {
            if (!NAMES.contains(name)) {
                faults.add(new Fault("/" + name, "is not a parameter: " + String.join(", ", NAMES) + " are"));
            } else if (query.getAll(name).size() > 1) {
                faults.add(new Fault("/" + name, "is there twice"));
            }
        }
        DeadLetterQuery read = new DeadLetterQuery(
                new Filter(
                        read(query, "lane", Lane::new, faults),
                        read(query, "reason", reason -> reason, faults),
                        read(query, "program", ProgramId::new, faults)),
                read(query, "after", Place::of, faults).orElse(Place.START),
                read(query, "limit", DeadLetterQuery::limit, faults).orElse(USUAL_PAGE));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return read;
    }

    private static <T> Optional<T> read(MultiMap query, String name, Function<String, T> read, List<Fault> faults) {
        try {
            return Optional.ofNullable(query.get(name)).map(read);
        } catch (IllegalArgumentException refused) {
            faults.add(new Fault("/" + name, String.valueOf(refused.getMessage())));
            return Optional.empty();
        }
    }

    private static int limit(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_PAGE) {
                return limit;
            }
        }
        throw new IllegalArgumentException("must be a whole number from 1 to " + LARGEST_PAGE);
    }
}
