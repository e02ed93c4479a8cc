package dev.waymark.gateway.http;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the parameters of a query and collects every fault, each named like a member. For one use. */
public final class QueryReader {

    private final MultiMap query;
    private final List<Problem.Fault> faults = new ArrayList<>();

    /**
     * Begins with the faults of the names.
     *
     * @param known the names that mean something here; any other is a fault, and so is one given twice
     */
    public QueryReader(MultiMap query, Set<String> known) {
        this.query = query;
        for (String name : new TreeSet<>(query.names())) {
            if (!known.contains(name)) {
                fault(name, "is not a parameter: " + String.join(", ", new TreeSet<>(known)) + " are");
            } else if (query.getAll(name).size() > 1) {
                fault(name, "must be given once");
            }
        }
    }

    /**
     * What stands under that name, read.
     *
     * @param reader throws {@link IllegalArgumentException} that says what must be written
     */
    public <T> Optional<T> optional(String name, Function<String, T> reader) {
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

    /** How many are asked for, under {@code limit}: at least one. */
    public Optional<Integer> limit(int most) {
        return optional("limit", text -> {
            int limit = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
            if (limit < 1 || limit > most) {
                throw new IllegalArgumentException("must be a whole number from 1 to " + most);
            }
            return limit;
        });
    }

    /** Notes what is wrong with a parameter. */
    public void fault(String name, String detail) {
        faults.add(new Problem.Fault("/" + name, detail));
    }

    /** Throws {@link Problem} {@code 422 invalid} where there was a fault. */
    public void orThrow() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
