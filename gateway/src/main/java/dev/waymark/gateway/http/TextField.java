package dev.waymark.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One text of a body: how it must be, then how it is read. Lengths are in characters (code points). */
public final class TextField {

    private final Optional<JsonNode> node;
    private final String pointer;
    private final Faults faults;
    private int min;
    private int max = Integer.MAX_VALUE;
    private boolean seen;
    private Optional<Pattern> form = Optional.empty();

    TextField(Optional<JsonNode> node, String pointer, Faults faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    public TextField min(int characters) {
        min = characters;
        return this;
    }

    public TextField max(int characters) {
        max = characters;
        return this;
    }

    /** There must be something to be seen in it. */
    public TextField seen() {
        seen = true;
        return this;
    }

    /** The whole text must match. */
    public TextField form(Pattern pattern) {
        form = Optional.of(pattern);
        return this;
    }

    public String pointer() {
        return pointer;
    }

    /** The text; empty where absent or faulty. */
    public Optional<String> optional() {
        return node.flatMap(this::read);
    }

    /** The text; absence is a fault. Where faulty, an empty text stands in. */
    public String required() {
        return required(Function.identity()).orElse("");
    }

    /**
     * What {@code read} makes of the text; its {@link IllegalArgumentException} or {@link DateTimeException} is a fault
     * with that message. Empty where absent or faulty.
     */
    public <T> Optional<T> optional(Function<String, T> read) {
        return optional().flatMap(text -> {
            try {
                return Optional.of(read.apply(text));
            } catch (IllegalArgumentException refused) {
                faults.add(pointer, String.valueOf(refused.getMessage()));
            } catch (DateTimeException refused) {
                faults.add(pointer, "is no such time");
            }
            return Optional.empty();
        });
    }

    /** As {@link #optional(Function)}; absence is a fault. After {@link Fields#orThrow} it is never empty. */
    public <T> Optional<T> required(Function<String, T> read) {
        if (node.isEmpty()) {
            faults.add(pointer, "is missing");
        }
        return optional(read);
    }

    /** An RFC 3339 date-time. */
    public Optional<Instant> time() {
        return optional(Times::read);
    }

    /** An ISO 8601 duration such as {@code PT24H}. */
    public Optional<Duration> duration() {
        return optional(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeException refused) {
                throw new IllegalArgumentException("must be an ISO 8601 duration such as PT24H", refused);
            }
        });
    }

    private Optional<String> read(JsonNode value) {
        if (!value.isTextual()) {
            faults.add(pointer, "must be a text");
            return Optional.empty();
        }
        String text = value.textValue();
        if (!Texts.isWhole(text)) {
            return Optional.empty();
        }
        int length = text.codePointCount(0, text.length());
        if (length < min) {
            faults.add(pointer, min == 1 ? "must not be empty" : "must have at least " + min + " characters");
        } else if (seen && Texts.isUnseen(text)) {
            faults.add(pointer, "must not be empty: nothing is to be seen in it");
        } else if (length > max) {
            faults.add(pointer, "must have at most " + max + " characters");
        } else if (form.isPresent() && !form.get().matcher(text).matches()) {
            faults.add(pointer, "must match " + form.get());
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }
}
