package dev.waymark.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.stream.Stream;

/** The one subprotocol of WebSockets that the gateway speaks (protocol, section 9). */
public final class WebSockets {

    public static final String SUBPROTOCOL = "waymark.v1";

    private WebSockets() {}

    /** Whether the request asks to become a WebSocket of that subprotocol. */
    public static boolean isAskedFor(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)
                && request.headers().getAll("Sec-WebSocket-Protocol").stream()
                        .flatMap(header -> Stream.of(header.split(",", -1)))
                        .anyMatch(name -> name.strip().equals(SUBPROTOCOL));
    }
}
