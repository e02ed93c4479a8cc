package dev.waymark.gateway.pg;

/** The database or its data directory is there but must not be used as it is; the message says why and names the mend. */
public final class DatabaseRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseRefused(String message) {
        super(message);
    }

    public DatabaseRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
