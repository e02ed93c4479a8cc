package dev.waymark.gateway.sandbox;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is going to happen, by business time; of one moment, in the order in which it was put down. Thread-safe. */
final class Agenda {

    /** Something that somebody in the town does. */
    @FunctionalInterface
    interface Deed {
        Future<?> run();
    }

    private record Entry(Instant at, long order, Deed deed) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
    private long order;

    synchronized void add(Instant at, Deed deed) {
        entries.add(new Entry(at, order++, deed));
    }

    /** When the next thing happens. */
    synchronized Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::at);
    }

    /** The next thing, taken off, if its moment has come. */
    synchronized Optional<Deed> take(Instant now) {
        Entry first = entries.peek();
        if (first == null || first.at().isAfter(now)) {
            return Optional.empty();
        }
        entries.remove(first);
        return Optional.of(first.deed());
    }
}
