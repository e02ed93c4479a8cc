package dev.waymark.gateway.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.concurrent.TimeUnit;

/** The settings in the words of Vert.x. */
final class ServerOptions {

    private static final int MAX_TARGET = 4096;

    private ServerOptions() {}

    static HttpServerOptions of(HttpServerSettings settings) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setMaxInitialLineLength(MAX_TARGET)
                .setMaxHeaderSize(settings.limits().maxHeader())
                .setIdleTimeout((int) settings.limits().idleTime().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(HttpLimits.MAX_WEB_SOCKET_MESSAGE)
                .setMaxWebSocketMessageSize(HttpLimits.MAX_WEB_SOCKET_MESSAGE);
        settings.tls().ifPresent(tls -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(keys(tls)));
        return options;
    }

    static PemKeyCertOptions keys(HttpServerSettings.Tls tls) {
        return new PemKeyCertOptions()
                .addCertPath(tls.certificate().toString())
                .addKeyPath(tls.key().toString());
    }
}
