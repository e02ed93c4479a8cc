package dev.waymark.channels.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Looks names up. Safe to call from any thread. */
@FunctionalInterface
public interface Names {

    /** Every address of {@code host}, in the order to try; fails with {@link java.net.UnknownHostException}. */
    Future<List<InetAddress>> resolve(String host);

    /** By the resolver that Vert.x itself connects with: hosts file and DNS, without a thread that waits. */
    static Names of(Vertx vertx) {
        return host -> {
            Promise<List<InetSocketAddress>> found = Promise.promise();
            ((VertxInternal) vertx).nameResolver().resolveAll(host, result -> found.handle(result));
            return found.future()
                    .map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
        };
    }
}
