package dev.waymark.gateway.pg;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Turns rows into the columns that {@code unnest} takes. */
public final class Columns {

    private Columns() {}

    public static <R, V> V[] of(Collection<R> rows, Function<R, V> value, IntFunction<V[]> array) {
        V[] column = array.apply(rows.size());
        int i = 0;
        for (R row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }

    /** The same for a column that may be null. */
    public static <R, V> V[] optional(Collection<R> rows, Function<R, Optional<V>> value, IntFunction<V[]> array) {
        V[] column = array.apply(rows.size());
        int i = 0;
        for (R row : rows) {
            Optional<V> present = value.apply(row);
            if (present.isPresent()) {
                column[i] = present.get();
            }
            i++;
        }
        return column;
    }
}
