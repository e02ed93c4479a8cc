package dev.waymark.gateway.smime;

/** A mail could not be signed, or not encrypted to its reader. */
public final class NotProtected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean own;

    NotProtected(boolean own, Exception why) {
        super(
                own ? "the gateway's mail key does not sign" : "nothing can be encrypted to the reader's certificate",
                why);
        this.own = own;
    }

    /** Whether it is the gateway's own key that does not work; else it is the reader's certificate. */
    public boolean isOwn() {
        return own;
    }
}
