package dev.waymark.gateway.signing;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /.well-known/jwks.json}: the gateway's public keys, for anybody. */
public final class JwksHandler {

    /** A key stands here 24 h before it signs (protocol, section 6), so an hour's age hides none. */
    private static final String CACHE_CONTROL = "public, max-age=3600";

    private final GatewayKeys keys;

    public JwksHandler(GatewayKeys keys) {
        this.keys = keys;
    }

    public void mount(Router router) {
        router.get("/.well-known/jwks.json").handler(this::answer);
    }

    private void answer(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "application/jwk-set+json")
                .putHeader("Cache-Control", CACHE_CONTROL)
                .end(keys.jwks().toBuffer());
    }
}
