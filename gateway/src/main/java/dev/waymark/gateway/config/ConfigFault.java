package dev.waymark.gateway.config;

/**
 * One fault of a configuration file and what to write instead. {@code line} and {@code column} count from 1 and are 0
 * where they are not known; {@code key} is dotted, such as {@code http.port}, and empty for the file as a whole.
 */
public record ConfigFault(String file, int line, int column, String key, String message) {

    /** On a line, somewhere. */
    public ConfigFault(String file, int line, String key, String message) {
        this(file, line, 0, key, message);
    }

    /** One line, as compilers write it: {@code conf/waymark.yaml:12: http.port: must be …}. */
    @Override
    public String toString() {
        String place = line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "";
        return file + place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
