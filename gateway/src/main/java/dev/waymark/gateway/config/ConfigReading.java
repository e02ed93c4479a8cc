package dev.waymark.gateway.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * One reading of the configuration, over all its files: the environment it sees and the faults found so far. Not
 * thread-safe; re-reading takes a new one.
 */
public final class ConfigReading {

    private final Map<String, String> environment;
    private final List<String> files = new ArrayList<>();
    private final List<ConfigFault> faults = new ArrayList<>();
    private final NavigableSet<String> asked = new TreeSet<>();

    /** A reading whose {@code ${NAME}} are looked up in {@code environment}. */
    public ConfigReading(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Faults found so far, file by file in the order read, then by line. */
    public List<ConfigFault> faults() {
        List<ConfigFault> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.comparingInt((ConfigFault fault) -> files.indexOf(fault.file()))
                .thenComparingInt(ConfigFault::line));
        return sorted;
    }

    /** Throws {@link ConfigException} with every fault, if there is one. */
    public void orThrow() {
        if (!faults.isEmpty()) {
            throw new ConfigException(faults());
        }
    }

    /** Records a fault; one that was recorded already stays one. */
    public void fault(ConfigFault fault) {
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Every key that was asked for, with {@code []} for the entries of lists and {@code *} for names the file chooses. */
    public NavigableSet<String> asked() {
        return Collections.unmodifiableNavigableSet(asked);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Whether anything at this place or below it is at fault. */
    boolean hasFault(Place place) {
        String key = place.key();
        return faults.stream()
                .filter(fault -> fault.file().equals(place.file().toString()))
                .anyMatch(fault -> key.isEmpty()
                        || fault.key().equals(key)
                        || fault.key().startsWith(key + ".")
                        || fault.key().startsWith(key + "["));
    }

    void opened(String file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    void asks(String pattern) {
        asked.add(pattern);
    }
}
