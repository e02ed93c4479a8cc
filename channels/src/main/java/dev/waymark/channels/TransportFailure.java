package dev.waymark.channels;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What the network did to an attempt, as a code that is short and safe to log. Pure. */
public final class TransportFailure {

    private TransportFailure() {}

    /**
     * {@code name-unknown}, {@code connect-time-out}, {@code connect-unreachable}, {@code connect-refused}, {@code tls},
     * {@code time-out}, {@code busy}, {@code closing}, {@code connection-closed} or {@code transport}; empty for what is
     * not of the network, and so a bug.
     */
    public static Optional<String> code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Optional.of("tls");
            }
        }
        if (failure instanceof Slots.NoSlot turnedAway) {
            return Optional.of(turnedAway.code());
        }
        if (failure instanceof UnknownHostException) {
            return Optional.of("name-unknown");
        }
        if (failure instanceof ConnectTimeoutException) {
            return Optional.of("connect-time-out");
        }
        if (failure instanceof NoRouteToHostException || failure instanceof PortUnreachableException) {
            return Optional.of("connect-unreachable");
        }
        if (failure instanceof ConnectException) {
            return Optional.of("connect-refused");
        }
        if (failure instanceof TimeoutException) {
            return Optional.of("time-out");
        }
        if (failure instanceof ConnectionPoolTooBusyException) {
            return Optional.of("busy");
        }
        if (failure instanceof IOException || failure instanceof HttpClosedException) {
            return Optional.of("connection-closed");
        }
        return failure instanceof VertxException ? Optional.of("transport") : Optional.empty();
    }
}
