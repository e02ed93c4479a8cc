package dev.waymark.channels.webhook;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Judges the URL, then each address of its name; hands out the first that passes, as bytes, so nothing is looked up twice. */
final class GuardedEgress implements Egress {

    private final Names names;
    private final AllowList allowed;

    GuardedEgress(Names names, AllowList allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    @Override
    public Future<SocketAddress> resolve(URI url) {
        Optional<EgressRefused> fault = Urls.check(url);
        if (fault.isPresent()) {
            return Future.failedFuture(fault.get());
        }
        String host = Urls.host(url);
        int port = Urls.port(url);
        boolean listed = allowed.has(host, port);
        if (!Urls.isHttps(url) && !listed) {
            return Future.failedFuture(new EgressRefused("https is required unless egress.allow lists host and port"));
        }
        return addresses(host).compose(found -> first(found, port, listed));
    }

    private Future<List<InetAddress>> addresses(String host) {
        return Addresses.literal(host)
                .map(address -> Future.succeededFuture(List.of(address)))
                .orElseGet(() -> names.resolve(host));
    }

    private Future<SocketAddress> first(List<InetAddress> found, int port, boolean listed) {
        for (InetAddress address : found) {
            InetAddress nameless = Addresses.nameless(address);
            if (listed || Addresses.isGlobal(nameless) || allowed.has(Addresses.text(nameless), port)) {
                return Future.succeededFuture(SocketAddress.inetSocketAddress(new InetSocketAddress(nameless, port)));
            }
        }
        return Future.failedFuture(new EgressRefused("the name leads to no globally reachable address"));
    }
}
