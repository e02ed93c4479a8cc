package dev.waymark.gateway.journey;

/** Over what somebody is told. */
public enum Via {
    ALERT,
    WEBHOOK,
    EMAIL,
    SMS
}
