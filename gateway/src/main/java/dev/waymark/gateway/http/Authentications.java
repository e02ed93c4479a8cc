package dev.waymark.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Both ways to prove who calls, and the choice between them. */
public final class Authentications implements Authentication {

    /** The console's cookie (protocol, section 10). */
    public static final String COOKIE = "waymark";

    /** Its name where {@code publicUrl} is https: no other host of the domain can set it (RFC 6265bis, 4.1.3.2). */
    public static final String HOST_COOKIE = "__Host-waymark";

    private final Handler<RoutingContext> signed;
    private final Handler<RoutingContext> people;

    public Authentications(Handler<RoutingContext> signed, Handler<RoutingContext> people) {
        this.signed = signed;
        this.people = people;
    }

    @Override
    public Handler<RoutingContext> signed() {
        return signed;
    }

    @Override
    public Handler<RoutingContext> people() {
        return people;
    }

    @Override
    public Handler<RoutingContext> either() {
        return context -> (isPerson(context) ? people : signed).handle(context);
    }

    /** Whether a person calls; a signature beside a bearer token is not looked at. */
    private static boolean isPerson(RoutingContext context) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        return bearer
                || context.request().getCookie(COOKIE) != null
                || context.request().getCookie(HOST_COOKIE) != null;
    }
}
