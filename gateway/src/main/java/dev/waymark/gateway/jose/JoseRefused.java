package dev.waymark.gateway.jose;

/** A token that is not taken. The message never repeats what the token holds. */
public final class JoseRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was wrong, for whoever maps it to an answer. */
    public enum Reason {
        /** Not a compact token with a JSON header, or too long. */
        MALFORMED,
        /** {@code alg} or {@code enc} is none that is taken, or not that of the key. */
        ALGORITHM,
        /** {@code crit} is malformed or names what is not understood; or {@code zip} or {@code b64} is there. */
        CRITICAL,
        /** The key does not open it, or a byte of it was changed: which of the two is not told. */
        UNREADABLE
    }

    private final Reason reason;

    JoseRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
