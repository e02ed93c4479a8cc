package dev.waymark.load;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The least server that writes the rows which the gateway's intake writes, gathered as it gathers: no signature, no
 * duplicate's first answer, no journey, nothing sealed, nobody told. What the gateway costs beyond this is what it does.
 * Runs as a process of its own, on the libraries in the gateway's jar.
 *
 * <pre>
 *   BareServer PORT none | DATABASE-PORT        the password in the environment's PGPASSWORD
 * </pre>
 */
public final class BareServer extends AbstractVerticle {

    /** Where it tells how many rows it wrote so far, and in how many rounds. */
    static final String GATHERED = "/gathered";

    /** As many as the gateway's intake takes in one statement. */
    private static final int ROUND = 256;

    static final int INSTANCES = 2;

    /** How many rounds were written, and of how many rows in all. */
    private static final LongAdder ROUNDS = new LongAdder();

    private static final LongAdder ROWS = new LongAdder();

    private final int port;
    private final @Nullable Pool pool;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private boolean inFlight;

    private record Row(UUID caseId, UUID milestone, JsonObject event, Buffer content) {}

    private record Waiting(Row row, Promise<UUID> taken) {}

    private BareServer(int port, @Nullable Pool pool) {
        this.port = port;
        this.pool = pool;
    }

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        Pool pool = "none".equals(args[1]) ? null : pool(vertx, Integer.parseInt(args[1]));
        vertx.deployVerticle(
                        () -> new BareServer(Integer.parseInt(args[0]), pool),
                        new DeploymentOptions().setInstances(INSTANCES))
                .onSuccess(up -> System.out.println("ready"))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static Pool pool(Vertx vertx, int database) {
        PgConnectOptions options = BareDatabase.options(database).setCachePreparedStatements(true);
        return PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(INSTANCES))
                .using(vertx)
                .build();
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void take(HttpServerRequest request) {
        if (request.path().equals(GATHERED)) {
            request.response().end(ROWS.sum() + " " + ROUNDS.sum());
            return;
        }
        boolean batch = SignedBatches.CONTENT_TYPE.equals(request.getHeader("Content-Type"));
        request.body()
                .compose(body -> batch ? all(body.toJsonArray()) : one(body.toJsonObject()))
                .onSuccess(answer -> request.response()
                        .setStatusCode(batch ? 200 : 202)
                        .putHeader("Content-Type", "application/json")
                        .end(answer.toBuffer()))
                .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
    }

    private Future<JsonObject> all(JsonArray events) {
        List<Future<JsonObject>> answers = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            answers.add(one(events.getJsonObject(i)));
        }
        return Future.all(answers).map(all -> new JsonObject().put("results", new JsonArray(all.list())));
    }

    private Future<JsonObject> one(JsonObject event) {
        String subject = event.getString("subject");
        UUID caseId = BareDatabase.caseId(subject);
        UUID milestone = BareDatabase.timeOrdered();
        Buffer content = event.getJsonObject("data").toBuffer();
        return write(new Row(caseId, milestone, event, content)).map(id -> new JsonObject()
                .put(
                        "event",
                        new JsonObject()
                                .put("source", event.getString("source"))
                                .put("id", event.getString("id")))
                .put("milestone", id.toString())
                .put("case", subject)
                .put("status", "accepted")
                .put("acceptedAt", OffsetDateTime.now(ZoneOffset.UTC).toString()));
    }

    private Future<UUID> write(Row row) {
        if (pool == null) {
            return Future.succeededFuture(row.milestone());
        }
        Promise<UUID> taken = Promise.promise();
        queue.add(new Waiting(row, taken));
        startRound(pool);
        return taken.future();
    }

    private void startRound(Pool database) {
        if (inFlight || queue.isEmpty()) {
            return;
        }
        inFlight = true;
        List<Waiting> round = new ArrayList<>();
        while (round.size() < ROUND && !queue.isEmpty()) {
            round.add(queue.remove());
        }
        ROUNDS.increment();
        ROWS.add(round.size());
        database.withTransaction(tx -> tx.preparedQuery(BareDatabase.TAKE)
                        .execute(parameters(round.stream().map(Waiting::row).toList())))
                .onComplete(result -> {
                    for (Waiting waiting : round) {
                        if (result.failed()) {
                            waiting.taken().fail(result.cause());
                        } else {
                            waiting.taken().complete(waiting.row().milestone());
                        }
                    }
                    inFlight = false;
                    startRound(database);
                });
    }

    private static Tuple parameters(List<Row> rows) {
        return Tuple.of(column(rows, Row::caseId, new UUID[0]))
                .addValue(column(rows, Row::milestone, new UUID[0]))
                .addValue(column(
                        rows, row -> row.event().getString("source").substring("/partners/".length()), new String[0]))
                .addValue(column(rows, row -> row.event().getString("id"), new String[0]))
                .addValue(column(rows, BareServer::digest, new Buffer[0]))
                .addValue(column(
                        rows,
                        row -> row.event().getString("type").substring("waymark.milestone.".length()),
                        new String[0]))
                .addValue(
                        column(rows, row -> OffsetDateTime.parse(row.event().getString("time")), new OffsetDateTime[0]))
                .addValue(column(rows, row -> row.event().getJsonObject("data").getString("reason"), new String[0]))
                .addValue(column(rows, Row::content, new Buffer[0]))
                .addValue(OffsetDateTime.now(ZoneOffset.UTC));
    }

    /** Of the length that the gateway's has, and made of next to nothing. */
    private static Buffer digest(Row row) {
        UUID id = row.milestone();
        return Buffer.buffer()
                .appendLong(id.getMostSignificantBits())
                .appendLong(id.getLeastSignificantBits())
                .appendLong(id.getMostSignificantBits())
                .appendLong(id.getLeastSignificantBits());
    }

    private static <T> T[] column(List<Row> rows, Function<Row, T> value, T[] type) {
        return rows.stream().map(value).toList().toArray(type);
    }
}
