package dev.waymark.gateway.messages;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.MessageId;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which part of a thread: what comes {@code after} a message, so many at most; without a limit, all. */
record ThreadQuery(Optional<MessageId> after, Optional<Integer> limit) {

    private static final Set<String> KNOWN = Set.of("after", "limit");
    private static final int MOST = 1_000;

    /** Reads the query; throws {@code 422 invalid} with every fault. */
    static ThreadQuery of(MultiMap query) {
        List<Problem.Fault> faults = new ArrayList<>();
        for (String name : new TreeSet<>(query.names())) {
            if (!KNOWN.contains(name)) {
                faults.add(new Problem.Fault("/" + name, "is not a parameter: after and limit are"));
            } else if (query.getAll(name).size() > 1) {
                faults.add(new Problem.Fault("/" + name, "must be given once"));
            }
        }
        ThreadQuery read = new ThreadQuery(after(query.get("after"), faults), limit(query.get("limit"), faults));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return read;
    }

    private static Optional<MessageId> after(@Nullable String text, List<Problem.Fault> faults) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MessageId.of(text));
        } catch (IllegalArgumentException noId) {
            faults.add(new Problem.Fault("/after", "must be the id of a message"));
            return Optional.empty();
        }
    }

    private static Optional<Integer> limit(@Nullable String text, List<Problem.Fault> faults) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= MOST) {
            return Optional.of(Integer.parseInt(text));
        }
        faults.add(new Problem.Fault("/limit", "must be a whole number from 1 to " + MOST));
        return Optional.empty();
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
