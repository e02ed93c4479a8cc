package dev.waymark.gateway.acks;

import dev.waymark.gateway.http.QueryReader;
import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.Set;

/** {@code status}, {@code after}, {@code limit} and {@code partner} of a look into an inbox. */
record InboxQuery(boolean all, long after, int limit, Optional<PartnerId> partner) {

    private static final Set<String> KNOWN = Set.of("status", "after", "limit", "partner");
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    /** Reads the query; throws {@code 422 invalid} with every fault. */
    static InboxQuery of(MultiMap query) {
        QueryReader read = new QueryReader(query, KNOWN);
        InboxQuery asked = new InboxQuery(
                read.optional("status", InboxQuery::isAll).orElse(false),
                read.optional("after", InboxQuery::sequence).orElse(0L),
                read.limit(LARGEST_PAGE).orElse(USUAL_PAGE),
                read.optional("partner", PartnerId::new));
        read.orThrow();
        return asked;
    }

    private static boolean isAll(String status) {
        return switch (status) {
            case "all" -> true;
            case "open" -> false;
            default -> throw new IllegalArgumentException("must be open or all");
        };
    }

    private static long sequence(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("must be a whole number");
        }
        return Long.parseLong(text);
    }
}
