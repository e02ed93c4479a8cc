package dev.waymark.gateway.scenario;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** The way to a database that stays where it is while the database moves. */
final class Road implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetServer near;
    private volatile External far;

    Road(External first) {
        this.far = first;
        this.near = Waiting.await(
                vertx.createNetServer().connectHandler(this::connect).listen(0, "127.0.0.1"));
    }

    void leadTo(External other) {
        far = other;
    }

    /** The database, by this way. */
    External database() {
        return new External(
                "127.0.0.1",
                near.actualPort(),
                far.database(),
                far.user(),
                far.password(),
                far.tls(),
                far.rootCertificate());
    }

    private void connect(NetSocket one) {
        one.pause();
        vertx.createNetClient()
                .connect(far.port(), far.host())
                .onSuccess(other -> join(one, other))
                .onFailure(gone -> one.close());
    }

    private static void join(NetSocket one, NetSocket other) {
        one.pipeTo(other);
        other.pipeTo(one);
        one.closeHandler(closed -> other.close());
        other.closeHandler(closed -> one.close());
    }

    @Override
    public void close() {
        Waiting.await(vertx.close());
    }
}
