package dev.waymark.gateway.jose;

/** How the content key of a JWE reaches its reader. The content itself is always {@code A256GCM}. */
public enum JweAlgorithm {
    ECDH_ES_A256KW("ECDH-ES+A256KW"),
    RSA_OAEP_256("RSA-OAEP-256"),
    DIRECT("dir");

    private final String joseName;

    JweAlgorithm(String joseName) {
        this.joseName = joseName;
    }

    /** The value of {@code alg}. */
    public String joseName() {
        return joseName;
    }
}
