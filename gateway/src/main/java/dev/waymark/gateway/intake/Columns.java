package dev.waymark.gateway.intake;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Turns rows into the columns that {@code unnest} takes. */
final class Columns {

    private Columns() {}

    static <R, V> V[] of(Collection<R> rows, Function<R, V> value, IntFunction<V[]> array) {
        V[] column = array.apply(rows.size());
        int i = 0;
        for (R row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }
}
