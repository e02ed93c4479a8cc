package dev.waymark.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One whole number of a body. */
public final class NumberField {

    private final Optional<JsonNode> node;
    private final String pointer;
    private final Faults faults;
    private long min = Long.MIN_VALUE;
    private long max = Long.MAX_VALUE;

    NumberField(Optional<JsonNode> node, String pointer, Faults faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** Both ends included. */
    public NumberField between(long least, long most) {
        min = least;
        max = most;
        return this;
    }

    /** The number; empty where absent or faulty. */
    public Optional<Long> optional() {
        return node.flatMap(this::read);
    }

    /** The number; absence is a fault. Where faulty, 0 stands in. */
    public long required() {
        if (node.isEmpty()) {
            faults.add(pointer, "is missing");
        }
        return optional().orElse(0L);
    }

    private Optional<Long> read(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            faults.add(pointer, "must be a whole number");
        } else if (value.longValue() < min || value.longValue() > max) {
            faults.add(pointer, "must be between " + min + " and " + max);
        } else {
            return Optional.of(value.longValue());
        }
        return Optional.empty();
    }
}
