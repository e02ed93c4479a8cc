package dev.waymark.gateway.console;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which cases, of those that somebody may see.
 *
 * @param text part of their name
 * @param manager who is among their managers
 * @param waiting the partner, or the role, that has the next move
 * @param statuses any of these; none: whatever the status
 */
record BoardQuery(
        Optional<String> program,
        Optional<String> text,
        Optional<String> manager,
        Optional<String> waiting,
        Optional<String> stage,
        List<String> statuses,
        int offset,
        int limit) {

    private static final int LONGEST = 128;
    private static final int USUAL = 50;
    private static final int MOST = 200;

    /** Both of what needs somebody. */
    private static final String STUCK = "stuck";

    static BoardQuery of(MultiMap query) {
        return new BoardQuery(
                word(query, "program"),
                word(query, "q"),
                word(query, "manager"),
                word(query, "waiting"),
                word(query, "stage"),
                statuses(word(query, "status")),
                number(query, "offset").orElse(0),
                number(query, "limit").filter(limit -> limit <= MOST).orElse(USUAL));
    }

    private static List<String> statuses(Optional<String> status) {
        return status.map(word -> word.equals(STUCK) ? List.of("stalled", "at-risk") : List.of(word))
                .orElse(List.of());
    }

    private static Optional<String> word(MultiMap query, String name) {
        return one(query, name, text -> text.length() <= LONGEST && text.indexOf('\0') < 0, "must be short")
                .filter(text -> !text.isEmpty());
    }

    private static Optional<Integer> number(MultiMap query, String name) {
        return one(query, name, text -> text.matches("\\d{1,7}"), "must be a whole number")
                .map(Integer::valueOf);
    }

    private static Optional<String> one(MultiMap query, String name, Predicate<String> valid, String must) {
        String text = query.get(name);
        if (text != null && !valid.test(text)) {
            throw Problem.invalid("/" + name, must);
        }
        return Optional.ofNullable(text);
    }
}
