package dev.waymark.gateway.signing;

/** A JWK that is not taken. The message says what is wrong with it, never what it holds. */
public final class JwkRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    JwkRefused(String message) {
        super(message);
    }
}
