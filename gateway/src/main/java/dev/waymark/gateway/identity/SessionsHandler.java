package dev.waymark.gateway.identity;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.UserRole;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Signing in and out: {@code POST /v1/sessions}, {@code DELETE /v1/sessions/current} (protocol, section 10). */
public final class SessionsHandler {

    /** No password is longer; a body full of one would only cost hashing. */
    private static final int LONGEST_PASSWORD = 1024;

    /** An IPv6 customer has a /64 at least: its addresses count as one. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private final Sessions sessions;
    private final SessionSettings settings;
    private final boolean behindProxy;
    private final PublicOrigin origin;
    private final SessionCookie cookie;

    /** {@code behindProxy}: callers' addresses are what the proxy in front says. */
    public SessionsHandler(Sessions sessions, SessionSettings settings, URI publicUrl, boolean behindProxy) {
        this.sessions = sessions;
        this.settings = settings;
        this.behindProxy = behindProxy;
        this.origin = new PublicOrigin(publicUrl);
        this.cookie = new SessionCookie(origin);
    }

    public void mount(Router router, Authentication auth) {
        router.post("/v1/sessions").handler(this::open);
        router.delete("/v1/sessions/current").handler(auth.people()).handler(this::end);
    }

    private void open(RoutingContext context) {
        if (origin.contradictedBy(context.request())) {
            throw Problem.of(403, "origin", "Not from here", "A browser signs in from the pages of publicUrl only");
        }
        Fields body = Fields.of(JsonBody.of(context, "application/json"), "");
        String user = body.text("user").max(64).required();
        String password = body.text("password").max(LONGEST_PASSWORD).required();
        body.orThrow();
        sessions.open(user, password, addressOf(context.request()))
                .onComplete(
                        opened -> {
                            if (Answers.isOpen(context)) {
                                cookie.set(context.response(), opened.token(), settings.longest());
                                context.response().putHeader("Cache-Control", "no-store");
                                Answers.json(context, 200, answer(opened));
                            }
                        },
                        context::fail);
    }

    private void end(RoutingContext context) {
        cookie.clear(context.response());
        Answers.empty(context, sessions.end(PeopleHandler.session(context)));
    }

    private static JsonObject answer(Sessions.Opened opened) {
        JsonArray roles = new JsonArray();
        opened.user().roles().stream().map(UserRole::wire).sorted().forEach(roles::add);
        return new JsonObject()
                .put("token", opened.token())
                .put("expiresAt", Times.write(opened.expiresAt()))
                .put("user", opened.user().user().value())
                .put("roles", roles);
    }

    private String addressOf(HttpServerRequest request) {
        String host = forwardedFor(request)
                .orElse(String.valueOf(request.remoteAddress().hostAddress()));
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        return address == null || address.length == 4
                ? host
                : HexFormat.of().formatHex(Arrays.copyOf(address, IPV6_PREFIX_BYTES));
    }

    /** The last entry, which our own proxy added; those before it anybody can write. */
    private Optional<String> forwardedFor(HttpServerRequest request) {
        List<String> headers = request.headers().getAll("X-Forwarded-For");
        if (!behindProxy || headers.isEmpty()) {
            return Optional.empty();
        }
        String last = headers.get(headers.size() - 1);
        return Optional.of(last.substring(last.lastIndexOf(',') + 1).strip()).filter(text -> text.length() <= 64);
    }
}
