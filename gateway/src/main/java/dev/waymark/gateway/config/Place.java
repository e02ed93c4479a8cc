package dev.waymark.gateway.config;

import java.nio.file.Path;

/** Where something stands: what a fault about it names. */
record Place(ConfigReading reading, Path file, int line, String key) {

    void fault(String message) {
        reading.fault(new ConfigFault(file.toString(), line, key, message));
    }
}
