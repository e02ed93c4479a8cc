package dev.waymark.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with every fault of every file that was read. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigFault> faults;

    public ConfigException(List<ConfigFault> faults) {
        super(faults.stream().map(ConfigFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** The faults, file by file in the order read, then by line. */
    public List<ConfigFault> faults() {
        return faults;
    }
}
