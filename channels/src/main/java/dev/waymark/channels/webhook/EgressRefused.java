package dev.waymark.channels.webhook;

/** The gateway does not connect there. The message says why, without the address. */
public final class EgressRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the outcome of such an attempt is called. */
    public static final String CODE = "egress-refused";

    public EgressRefused(String reason) {
        super(reason, null, false, false);
    }
}
