package dev.waymark.gateway.alerts;

import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.WebSockets;
import dev.waymark.gateway.identity.PeopleHandler;
import dev.waymark.gateway.identity.SessionKey;
import dev.waymark.gateway.model.Caller;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/alerts}, for people who manage cases: what speaks against a WebSocket is said before it is one. */
public final class AlertsHandler {

    private static final int BUSY_SECONDS = 5;

    private final AlertFeed feed;
    private final SocketKeys keys;

    public AlertsHandler(AlertFeed feed, SocketKeys keys) {
        this.feed = feed;
        this.keys = keys;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/alerts").handler(auth.people()).handler(this::open);
    }

    private void open(RoutingContext context) {
        Caller.OfPerson person = Callers.person(context);
        if (!WebSockets.isAskedFor(context.request())) {
            throw Problem.of(
                    400,
                    "subprotocol",
                    "Not this protocol",
                    "Ask for a WebSocket with Sec-WebSocket-Protocol: " + WebSockets.SUBPROTOCOL);
        }
        if (!person.managesCases()) {
            throw Problem.of(403, "role", "Not for you", "Alerts are for case managers and supervisors");
        }
        if (feed.isClosed()) {
            throw Problem.unavailable("The gateway stops", BUSY_SECONDS);
        }
        if (feed.socketsOf(person.user()) >= feed.limits().perUser()) {
            throw Problem.rateLimited("Too many sockets of yours are open", BUSY_SECONDS);
        }
        SessionKey session = PeopleHandler.session(context);
        context.request()
                .toWebSocket()
                .onComplete(
                        socket -> new AlertSocket(context.vertx(), socket, feed, keys, session, person).start(),
                        context::fail);
    }
}
