package dev.waymark.gateway.config;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One value of a {@link Section}: there, absent, or at fault (recorded already). Ends with one of {@link #or}, {@link
 * #optional} and {@link #required}.
 */
public final class Value<T> {

    private final Place place;
    private final String expected;
    private final String shown;
    private final @Nullable T value;
    private final boolean faulty;

    private Value(Place place, String expected, String shown, @Nullable T value, boolean faulty) {
        this.place = place;
        this.expected = expected;
        this.shown = shown;
        this.value = value;
        this.faulty = faulty;
    }

    static <T> Value<T> there(Place place, String expected, String shown, T value) {
        return new Value<>(place, expected, shown, value, false);
    }

    static <T> Value<T> absent(Place place, String expected) {
        return new Value<>(place, expected, "", null, false);
    }

    static <T> Value<T> faulty(Place place, String message) {
        place.fault(message);
        return new Value<>(place, "", "", null, true);
    }

    /** At fault where the fault stands already. */
    static <T> Value<T> silent(Place place) {
        return new Value<>(place, "", "", null, true);
    }

    /** The same, but faults from here on do not show what was written. */
    public Value<T> hidden() {
        return new Value<>(place, expected, "", value, faulty);
    }

    /** The value, or {@code fallback} where it is absent or at fault. */
    public T or(T fallback) {
        return value == null ? fallback : value;
    }

    /** The value, or empty where it is absent or at fault. */
    public Optional<T> optional() {
        return Optional.ofNullable(value);
    }

    /** Records a fault if absent; then {@link #get} is safe inside {@link Section#build}. */
    public Value<T> required() {
        if (value == null && !faulty) {
            return faulty(place, "is missing: it must be " + expected);
        }
        return this;
    }

    /** The value; to be called inside {@link Section#build}, where every value that was required is there. */
    public T get() {
        if (value == null) {
            throw new IllegalStateException("a value was read that the file does not have");
        }
        return value;
    }

    public boolean isPresent() {
        return value != null;
    }

    /** Read further; {@link IllegalArgumentException} and {@link DateTimeException} say in their messages what is expected. */
    public <R> Value<R> as(Function<? super T, ? extends R> reader) {
        if (value == null) {
            return new Value<>(place, expected, shown, null, faulty);
        }
        try {
            return there(place, expected, shown, reader.apply(value));
        } catch (IllegalArgumentException | DateTimeException e) {
            return faulty(place, Shown.line(String.valueOf(e.getMessage())) + butIs());
        }
    }

    /** A fault that says {@code must} (such as "must be https") unless the value holds to it. */
    public Value<T> check(Predicate<? super T> holds, String must) {
        if (value == null || holds.test(value)) {
            return this;
        }
        return faulty(place, must + butIs());
    }

    /** Records a fault at this value's line. */
    public void fault(String message) {
        place.fault(message);
    }

    private String butIs() {
        return shown.isEmpty() ? "" : ", but is " + shown;
    }
}
