package dev.waymark.gateway.scenario;

import dev.waymark.gateway.Gateway;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Optional;

/** One more node, under a database user of its own: what it has in hand can be told from what the first one has. */
final class OtherNode {

    private static final String USER = "waymark_other_node";
    private static final String WAITS = "wait_event_type = 'Lock'";
    private static final String ROLE = """
            do $$ begin create role %1$s; exception when duplicate_object then null; end $$;
            alter role %1$s superuser login password '%2$s'
            """;

    private final TestGateway first;
    private final Vertx vertx = Vertx.vertx();
    private final Gateway gateway;

    OtherNode(TestGateway first) {
        this.first = first;
        Sql.execute(
                first.database, ROLE.formatted(USER, first.database.password().reveal()));
        gateway = first.node(vertx, USER);
    }

    /** How much it did of what fell due. */
    long did() {
        return did(Waiting.await(Target.call(
                vertx.createHttpClient(),
                gateway.address().getPort(),
                first.uri("/metrics"),
                HttpMethod.GET,
                Map.of(),
                Optional.empty())));
    }

    /** The same of the first node. */
    long firstDid() {
        return did(first.call(HttpMethod.GET, "/metrics", Map.of(), Optional.empty()));
    }

    private static long did(Answer metrics) {
        return (long) metrics.body()
                .lines()
                .filter(line -> line.startsWith("waymark_follow_up_total") && line.contains("outcome=\"done\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Whether it is in a transaction that waits for a row. Where the first node is, that one's connection is cut. */
    boolean tookItFirst() {
        Sql.execute(
                first.database,
                "select pg_terminate_backend(pid) from pg_stat_activity where usename <> '" + USER + "' and " + WAITS);
        return Sql.count(first, "pg_stat_activity where usename = '" + USER + "' and " + WAITS) > 0;
    }

    /** Without a word: what it has in flight is lost, and it finds no way back. */
    void kill() {
        Sql.execute(first.database, "alter role " + USER + " nologin");
        Sql.execute(
                first.database,
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = '" + USER + "'");
        Waiting.await(vertx.close());
    }

    void stop() {
        Waiting.await(gateway.stop());
        Waiting.await(vertx.close());
    }
}
