package dev.waymark.gateway.messages;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.QueryReader;
import dev.waymark.gateway.model.MessageId;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which part of a thread: what comes {@code after} a message, so many at most; without a limit, all. */
record ThreadQuery(Optional<MessageId> after, Optional<Integer> limit) {

    private static final Set<String> KNOWN = Set.of("after", "limit");
    private static final int MOST = 1_000;

    /** Reads the query; throws {@code 422 invalid} with every fault. */
    static ThreadQuery of(MultiMap query) {
        QueryReader read = new QueryReader(query, KNOWN);
        ThreadQuery asked = new ThreadQuery(read.optional("after", Draft::messageId), read.limit(MOST));
        read.orThrow();
        return asked;
    }

    /** A page; {@code next} is what the next one comes after, empty on the last. */
    record Page(List<PostedMessage> messages, Optional<MessageId> next) {}

    /** The page of these; throws {@code 422 invalid} where what it comes after is not among them. */
    Page of(List<PostedMessage> seen) {
        int from = after.map(id -> position(id, seen) + 1).orElse(0);
        int until = limit.map(most -> Math.min(from + most, seen.size())).orElse(seen.size());
        return new Page(
                seen.subList(from, until),
                until < seen.size() ? Optional.of(seen.get(until - 1).id()) : Optional.empty());
    }

    private static int position(MessageId id, List<PostedMessage> seen) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).id().equals(id)) {
                return i;
            }
        }
        throw Problem.invalid("/after", "is no message of this case that you see");
    }
}
