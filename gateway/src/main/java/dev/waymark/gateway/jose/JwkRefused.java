package dev.waymark.gateway.jose;

/** A JWK that is not taken. The message says what is wrong with it, never what it holds. */
public final class JwkRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public JwkRefused(String message) {
        super(message);
    }
}
