package dev.waymark.gateway.pg;

/** The database could not be reached, or went away before it answered: nothing was committed as far as is known. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
