package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the parameters of a query and collects every fault, each named like a member. For one use. */
final class QueryReader {

    private final MultiMap query;
    private final List<Problem.Fault> faults = new ArrayList<>();

    /** @param known the names that mean something here; any other is a fault, and so is one given twice */
    QueryReader(MultiMap query, Set<String> known) {
        this.query = query;
        for (String name : new TreeSet<>(query.names())) {
            if (!known.contains(name)) {
                fault(name, "is not known here");
            } else if (query.getAll(name).size() > 1) {
                fault(name, "must be given once");
            }
        }
    }

    /** @param reader throws {@link IllegalArgumentException} that says what must be written */
    <T> Optional<T> optional(String name, Function<String, T> reader) {
        String text = query.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException refused) {
            fault(name, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    void fault(String name, String detail) {
        faults.add(new Problem.Fault("/" + name, detail));
    }

    /** Throws {@link Problem} {@code 422 invalid} where there was a fault. */
    void orThrow() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
