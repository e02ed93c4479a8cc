package dev.waymark.gateway.deliveries;

import dev.waymark.gateway.http.QueryReader;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.outbox.DeadLetter.Filter;
import dev.waymark.gateway.outbox.DeadLetter.Place;
import dev.waymark.gateway.outbox.Lane;
import io.vertx.core.MultiMap;
import java.util.Set;

/** {@code lane}, {@code reason}, {@code program}, {@code after} and {@code limit} of a look at the dead letters. */
record DeadLetterQuery(Filter filter, Place after, int limit) {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final Set<String> NAMES = Set.of("lane", "reason", "program", "after", "limit");

    /** Throws {@code 422 invalid} with every fault. */
    static DeadLetterQuery of(MultiMap query) {
        QueryReader read = new QueryReader(query, NAMES);
        DeadLetterQuery asked = new DeadLetterQuery(
                new Filter(
                        read.optional("lane", Lane::new),
                        read.optional("reason", reason -> reason),
                        read.optional("program", ProgramId::new)),
                read.optional("after", Place::of).orElse(Place.START),
                read.limit(LARGEST_PAGE).orElse(USUAL_PAGE));
        read.orThrow();
        return asked;
    }
}
