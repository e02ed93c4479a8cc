package dev.waymark.gateway.cases;

/** Why patient and caregiver messages of a case are stopped (protocol, section 11). */
public enum Silence {
    CONSENT_DECLINED("consent-declined"),
    CONSENT_REVOKED("consent-revoked"),
    DECEASED("deceased");

    private final String code;

    Silence(String code) {
        this.code = code;
    }

    /** The reason as it stands with a message that is left out. */
    public String code() {
        return code;
    }
}
