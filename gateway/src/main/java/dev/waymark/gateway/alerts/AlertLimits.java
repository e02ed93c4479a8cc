package dev.waymark.gateway.alerts;

import java.time.Duration;

/**
 * What one socket may cost.
 *
 * @param hello until the first frame must have come (protocol, section 9)
 * @param check between two looks at the session, and two pings; whoever is silent for three of these is gone
 * @param drain until a page must have left for a client that catches up
 * @param pending characters written that the client has not taken yet
 * @param page entries of the feed that are read at once
 * @param perUser sockets of one user on this node
 * @param recent how long what needs no acknowledgement is shown to who asks for all that is unacknowledged
 */
public record AlertLimits(
        Duration hello, Duration check, Duration drain, int pending, int page, int perUser, Duration recent) {

    public static final AlertLimits STANDARD = new AlertLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            2 * 1024 * 1024,
            200,
            20,
            Duration.ofDays(7));
}
