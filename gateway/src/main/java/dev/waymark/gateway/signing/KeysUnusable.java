package dev.waymark.gateway.signing;

/** The gateway's own keys cannot be used. The message names the file and what to do about it, never what it holds. */
public final class KeysUnusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysUnusable(String message) {
        super(message, null, false, false);
    }
}
