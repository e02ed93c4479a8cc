package dev.waymark.gateway.http;

import dev.waymark.gateway.model.Caller;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Carries the proven caller along a request. */
public final class Callers {

    private static final String KEY = Caller.class.getName();

    private Callers() {}

    public static void set(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
    }

    /** The caller; a route without authentication in front of it is a bug. */
    public static Caller of(RoutingContext context) {
        Caller caller = context.get(KEY);
        if (caller == null) {
            throw new IllegalStateException("no authentication stands before this route");
        }
        return caller;
    }

    /** The caller, where one has been proven by now. */
    public static Optional<Caller> find(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /** The calling partner of a route that {@link Authentication#signed()} guards. */
    public static Caller.OfPartner partner(RoutingContext context) {
        return (Caller.OfPartner) of(context);
    }

    /** The calling person of a route that {@link Authentication#people()} guards. */
    public static Caller.OfPerson person(RoutingContext context) {
        return (Caller.OfPerson) of(context);
    }
}
