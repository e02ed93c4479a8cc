package dev.waymark.gateway.sandbox;

import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What did not work out, counted by what it was, so that the screen can tell. Thread-safe. */
final class Mishaps {

    private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);

    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void add(String what) {
        if (counts.merge(what, 1, Integer::sum) == 1) {
            LOG.warn("the demo goes on, though: {}", what);
        }
    }

    void add(Throwable failure) {
        add(String.valueOf(failure.getMessage()));
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
