package dev.waymark.channels.webhook;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.URI;

/** Decides where a connection may go. Safe to call from any thread. */
@FunctionalInterface
public interface Egress {

    /**
     * The address to connect to for {@code url}. Fails with {@link EgressRefused} where the gateway does not go there,
     * and with {@link java.net.UnknownHostException} where the name has no address.
     */
    Future<SocketAddress> resolve(URI url);

    /** For addresses that the operator configured: wherever they point. */
    static Egress direct() {
        return url -> Urls.check(url)
                .<Future<SocketAddress>>map(Future::failedFuture)
                .orElseGet(
                        () -> Future.succeededFuture(SocketAddress.inetSocketAddress(Urls.port(url), Urls.host(url))));
    }

    /**
     * For addresses that partners gave (protocol, section 12): {@code https} unless listed, no user info; the name is
     * resolved once, and only an address that is globally reachable, or listed, is handed out.
     */
    static Egress guarded(Names names, AllowList allowed) {
        return new GuardedEgress(names, allowed);
    }
}
