package dev.waymark.gateway.http;

import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The settings in the words of Vert.x. */
final class ServerOptions {

    private static final int MAX_TARGET = 4096;

    private ServerOptions() {}

    static HttpServerOptions of(HttpServerSettings settings) {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setMaxInitialLineLength(MAX_TARGET)
                .setMaxHeaderSize(settings.limits().maxHeader())
                .setIdleTimeout((int) settings.limits().idleTime().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(false)
                .setWebSocketSubProtocols(List.of(WebSockets.SUBPROTOCOL))
                .setMaxWebSocketFrameSize(HttpLimits.MAX_WEB_SOCKET_MESSAGE)
                .setMaxWebSocketMessageSize(HttpLimits.MAX_WEB_SOCKET_MESSAGE);
    }
}
