package dev.waymark.gateway.signing;

/** What the caller sent in {@code Signature-Input} or {@code Signature} cannot be read. The detail says what, for the caller. */
final class SignatureMalformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    SignatureMalformed(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
