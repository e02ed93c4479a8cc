package dev.waymark.gateway.config;

/**
 * One fault of a configuration file and what to write instead. {@code line} counts from 1 and is 0 where it is not known;
 * {@code key} is dotted, such as {@code http.port}, and empty for the file as a whole.
 */
public record ConfigFault(String file, int line, String key, String message) {

    /** One line, as compilers write it: {@code conf/waymark.yaml:12: http.port: must be …}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
