package dev.waymark.gateway.journey;

import java.util.Locale;

/** Why a milestone asks and tells nobody (protocol, section 3). */
public enum Silence {
    /** It happened longer ago than the journey's {@code tellWithin} when it was accepted. */
    HISTORY,
    /** Something of a later stage happened after it. */
    OVERTAKEN,
    /** What it would ask was answered by something that happened after it, or the case was closed. */
    ALREADY_DONE,
    /** A correction took its place. */
    CORRECTED,
    /** The journey does not know its code any more. */
    UNKNOWN;

    /** The reason code, such as {@code already-done}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
