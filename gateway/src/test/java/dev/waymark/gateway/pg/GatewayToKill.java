package dev.waymark.gateway.pg;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.waymark.gateway.pg.DatabaseSettings.Embedded;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A process of its own that starts the embedded database, commits something, says so, and waits to be killed. */
final class GatewayToKill {

    static final String COMMITTED = "committed";

    private GatewayToKill() {}

    public static void main(String[] arguments) throws Exception {
        PgDatabase database = PgDatabase.open(Vertx.vertx(), new Embedded(Path.of(arguments[0])), new SecureRandom())
                .await(120, SECONDS);
        database.client()
                .query("insert into feed (name, last) values ('kept', 7)")
                .execute()
                .await(20, SECONDS);
        System.out.println(COMMITTED);
        System.in.read();
    }
}
