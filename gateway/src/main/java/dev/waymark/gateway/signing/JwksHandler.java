package dev.waymark.gateway.signing;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /.well-known/jwks.json}: the gateway's public keys, for anybody. */
public final class JwksHandler {

    /** A key stands here 24 h before it signs (protocol, section 6), so an hour's age hides none. */
    private static final String CACHE_CONTROL = "public, max-age=3600";

    private final GatewayKeys keys;
    private final MailKeys mailKeys;

    public JwksHandler(GatewayKeys keys, MailKeys mailKeys) {
        this.keys = keys;
        this.mailKeys = mailKeys;
    }

    public void mount(Router router) {
        router.get("/.well-known/jwks.json").handler(this::answer);
    }

    private void answer(RoutingContext context) {
        JsonObject jwks = keys.jwks();
        mailKeys.jwks().forEach(jwks.getJsonArray("keys")::add);
        context.response()
                .putHeader("Content-Type", "application/jwk-set+json")
                .putHeader("Cache-Control", CACHE_CONTROL)
                .end(jwks.toBuffer());
    }
}
