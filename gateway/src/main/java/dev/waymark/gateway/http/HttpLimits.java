package dev.waymark.gateway.http;

import java.time.Duration;

/**
 * What the edge bears from one caller.
 *
 * @param maxBody bytes of a request's body (protocol, conventions)
 * @param bodyTime until a body must be in, however steadily it trickles
 * @param answerTime until a call has its answer, {@code 503} where nothing else did: longer than a partner's endpoint has when
 *     a call waits for it (section 7: 15 s)
 * @param idleTime a connection without a request in flight, however its header trickles
 * @param maxHeader bytes of a request's header
 * @param tlsReading between two looks at the TLS files
 * @param stopTime until what is in flight must have ended when the server stops (section 12 allows 20 s for everything)
 */
public record HttpLimits(
        long maxBody,
        Duration bodyTime,
        Duration answerTime,
        Duration idleTime,
        int maxHeader,
        Duration tlsReading,
        Duration stopTime) {

    /** Bytes of a WebSocket message and of each of its frames. */
    public static final int MAX_WEB_SOCKET_MESSAGE = 64 * 1024;

    public static final HttpLimits STANDARD = new HttpLimits(
            1024 * 1024,
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            16 * 1024,
            Duration.ofSeconds(5),
            Duration.ofSeconds(15));

    public HttpLimits withAnswerTime(Duration time) {
        return new HttpLimits(maxBody, bodyTime, time, idleTime, maxHeader, tlsReading, stopTime);
    }
}
