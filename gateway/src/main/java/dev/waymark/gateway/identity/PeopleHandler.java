package dev.waymark.gateway.identity;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Proves a person by bearer token (RFC 6750) or the console's cookie (protocol, section 10) and goes on with {@code
 * Callers.person}. Refuses with {@code 401 session-missing} (nothing was sent) and {@code 401 session-expired} (it was,
 * but no session with that token lives). With the cookie, whatever is not a GET or HEAD, and a WebSocket, needs the
 * {@code Origin} of {@code publicUrl}: else {@code 403 origin}.
 */
public final class PeopleHandler implements Handler<RoutingContext> {

    private static final String BEARER = "bearer ";
    private static final String SESSIONS = "/v1/sessions/";
    private static final String BACKGROUND = "Waymark-Background";
    private static final String SESSION = SessionKey.class.getName();

    private final Sessions sessions;
    private final PublicOrigin origin;
    private final SessionCookie cookie;

    public PeopleHandler(Sessions sessions, URI publicUrl) {
        this.sessions = sessions;
        this.origin = new PublicOrigin(publicUrl);
        this.cookie = new SessionCookie(origin);
    }

    /** The session that the request came with; only behind this handler. */
    public static SessionKey session(RoutingContext context) {
        SessionKey key = context.get(SESSION);
        if (key == null) {
            throw new IllegalStateException("no PeopleHandler stands before this route");
        }
        return key;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<String> bearer = bearer(request);
        Optional<String> token = bearer.or(() -> cookie.token(request));
        if (token.isEmpty()) {
            context.fail(refused("session-missing", "Sign in first: POST /v1/sessions gives a token", ""));
            return;
        }
        if (bearer.isEmpty() && acts(request) && !origin.sentBy(request)) {
            context.fail(Problem.of(403, "origin", "Not from here", "With a cookie, Origin must be that of publicUrl"));
            return;
        }
        boolean alreadyRead = request.isEnded();
        if (!alreadyRead) {
            request.pause();
        }
        Future<Optional<Sessions.InUse>> session =
                isBackground(request) ? sessions.look(token.get()) : sessions.use(token.get());
        session.onComplete(
                found -> {
                    if (!alreadyRead) {
                        request.resume();
                    }
                    found.ifPresentOrElse(
                            inUse -> {
                                Callers.set(context, inUse.person());
                                context.put(SESSION, inUse.key());
                                goOn(context, inUse.person());
                            },
                            () -> context.fail(refused(
                                    "session-expired",
                                    "The session is over; sign in again",
                                    ", error=\"invalid_token\"")));
                },
                context::fail);
    }

    /** What a page asks by itself, which is no activity of the person in front of it. */
    private static boolean isBackground(HttpServerRequest request) {
        return request.headers().contains(BACKGROUND);
    }

    /** Whoever's bearer token a request carries, for a route that is not behind this handler; empty: nobody's in force. */
    public Future<Optional<Caller.OfPerson>> bearerOf(RoutingContext context) {
        return bearer(context.request())
                .map(token -> sessions.use(token).map(found -> found.map(Sessions.InUse::person)))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    /** Who has no role has nothing here but the way out. */
    private static void goOn(RoutingContext context, Caller.OfPerson person) {
        if (person.roles().isEmpty() && !context.normalizedPath().startsWith(SESSIONS)) {
            context.fail(Problem.of(403, "role", "Not for you", "You have no role: an administrator gives you one"));
        } else {
            Answers.goOn(context);
        }
    }

    private static boolean acts(HttpServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return !reads || request.headers().contains(HttpHeaders.UPGRADE);
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private static Problem refused(String code, String detail, String error) {
        return Problem.of(401, code, "Not signed in", detail)
                .withHeader("WWW-Authenticate", "Bearer realm=\"waymark\"" + error);
    }
}
