package dev.waymark.gateway.signing;

import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Spent nonces, and signature bases with their answers ({@code seen_request}), on whatever node they came in. Thread-safe. */
public final class PgSeenRequests {

    /** What is over is no obstacle: the row is taken over. */
    private static final String SPEND = """
            insert into seen_request (partner, kid, fingerprint, expires_at)
            values ($1, $2, $3, $4)
            on conflict (partner, kid, fingerprint) do update
               set expires_at = excluded.expires_at, status = null, answer = null
             where seen_request.expires_at < $5
            returning partner
            """;

    private static final String REMEMBER = """
            update seen_request set status = $4, answer = $5
             where partner = $1 and kid = $2 and fingerprint = $3
            """;

    private static final String RECALL = """
            select status, answer from seen_request
             where partner = $1 and kid = $2 and fingerprint = $3
            """;

    private static final String SWEEP = """
            delete from seen_request
             where (partner, kid, fingerprint) in (
                   select partner, kid, fingerprint from seen_request
                    where expires_at < $1
                    order by expires_at
                    limit $2
                    for update skip locked)
            """;

    /** A node whose clock runs ahead must not sweep what another still needs. */
    private static final int SWEEP_GRACE_SECONDS = 60;

    private final Database database;

    public PgSeenRequests(Database database) {
        this.database = database;
    }

    /** Deletes up to {@code limit} rows that are over at {@code now} (steady clock); answers how many went. */
    public Future<Integer> sweep(Instant now, int limit) {
        return database.client()
                .preparedQuery(SWEEP)
                .execute(Tuple.of(Times.of(now.minusSeconds(SWEEP_GRACE_SECONDS)), limit))
                .map(rows -> rows.rowCount());
    }

    /** Whether this is the first of its kind. Of several at once exactly one is. */
    Future<Boolean> spend(Verified request, Instant now) {
        return spend(database.client(), request, now);
    }

    /** The same, in a transaction: another such request waits here until that one has ended. */
    Future<Boolean> spend(SqlClient client, Verified request, Instant now) {
        Tuple values = key(request)
                .addOffsetDateTime(Times.of(request.acceptedUntil()))
                .addOffsetDateTime(Times.of(now));
        return client.preparedQuery(SPEND).execute(values).map(rows -> rows.size() == 1);
    }

    record Remembered(int status, Buffer answer) {}

    Future<Void> remember(SqlClient transaction, Verified request, Remembered answer) {
        Tuple values = key(request).addInteger(answer.status()).addBuffer(answer.answer());
        return transaction.preparedQuery(REMEMBER).execute(values).mapEmpty();
    }

    /** What was remembered of a request that {@link #spend} found; its row stays locked until the transaction ends. */
    Future<Remembered> recall(SqlClient transaction, Verified request) {
        return transaction.preparedQuery(RECALL).execute(key(request)).map(rows -> {
            Row row = rows.iterator().next();
            return new Remembered(row.getInteger("status"), row.getBuffer("answer"));
        });
    }

    private static Tuple key(Verified request) {
        return Tuple.of(request.caller().partner().value(), request.caller().kid(), request.fingerprint());
    }
}
