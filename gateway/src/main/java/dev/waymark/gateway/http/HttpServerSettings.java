package dev.waymark.gateway.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how the gateway listens (protocol, section 12, {@code http}).
 *
 * @param port 0 for any free one
 * @param behindProxy a proxy in front ends TLS: plain HTTP is accepted on any host, and a loopback peer is no operator
 * @param metricsOpen {@code /metrics} is answered to anybody
 */
public record HttpServerSettings(
        String host, int port, Optional<Tls> tls, boolean behindProxy, boolean metricsOpen, HttpLimits limits) {

    /** PEM files, read again when they change. */
    public record Tls(Path certificate, Path key) {}

    /** Plain HTTP on 127.0.0.1. */
    public static HttpServerSettings loopback(int port) {
        return new HttpServerSettings("127.0.0.1", port, Optional.empty(), false, false, HttpLimits.STANDARD);
    }

    public HttpServerSettings withLimits(HttpLimits other) {
        return new HttpServerSettings(host, port, tls, behindProxy, metricsOpen, other);
    }

    /** What forbids to start with these, in words for the operator. */
    public Optional<String> fault() {
        if (tls.isPresent() || behindProxy || Loopback.isHost(host)) {
            return Optional.empty();
        }
        return Optional.of(
                "plain HTTP is accepted on a loopback host only: give http.tls, or write http.behindProxy: true"
                        + " where a proxy in front ends TLS, or http.host: 127.0.0.1");
    }
}
