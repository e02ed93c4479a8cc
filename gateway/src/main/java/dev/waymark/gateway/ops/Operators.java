package dev.waymark.gateway.ops;

import dev.waymark.gateway.http.HttpServerSettings;
import dev.waymark.gateway.http.Loopback;
import io.vertx.core.Future;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;

/**
 * Who may look into the gateway: operators, and callers on this machine. A proxy's callers are not on this machine, though
 * its connections are: with {@code behindProxy}, where a proxy left its mark, or under a name that is not this machine's,
 * only operators may. Thread-safe.
 */
public final class Operators {

    private static final List<String> MARKS_OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final boolean behindProxy;
    private final Function<RoutingContext, Future<Boolean>> isOperator;

    /** {@code isOperator}: whether the request bears an operator's token; it may fail, which is a no. */
    public Operators(HttpServerSettings settings, Function<RoutingContext, Future<Boolean>> isOperator) {
        this.behindProxy = settings.behindProxy();
        this.isOperator = isOperator;
    }

    /** Whether this caller may look. Never fails. */
    Future<Boolean> mayLook(RoutingContext context) {
        return isOnThisMachine(context)
                ? Future.succeededFuture(true)
                : Future.succeededFuture()
                        .compose(start -> isOperator.apply(context))
                        .otherwise(false);
    }

    private boolean isOnThisMachine(RoutingContext context) {
        var request = context.request();
        HostAndPort authority = request.authority();
        return !behindProxy
                && Loopback.isPeer(request.remoteAddress())
                && authority != null
                && Loopback.isHost(authority.host())
                && MARKS_OF_PROXIES.stream().noneMatch(request.headers()::contains);
    }
}
