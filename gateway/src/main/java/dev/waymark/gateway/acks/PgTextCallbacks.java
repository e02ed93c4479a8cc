package dev.waymark.gateway.acks;

import dev.waymark.gateway.model.CaseId;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Callbacks of text providers: taken once, answered the same again. Thread-safe. */
final class PgTextCallbacks {

    private static final Reader AGAIN = new Reader("gateway/acks", "answer the same again");

    /** Another with the same id waits here until the transaction of the first has ended. */
    private static final String BEGIN = """
            insert into text_callback (provider, callback, at) values ($1, $2, $3)
            on conflict (provider, callback) do nothing
            """;

    private static final String KEEP = """
            update text_callback set reply = $3, case_id = $4, content = $5
             where provider = $1 and callback = $2
            """;

    private static final String RECALL = "select reply from text_callback where provider = $1 and callback = $2";

    private static final String IS_OURS =
            "select from notification where id = $1 union all select from link_code where id = $1";

    private final Sealing sealing;

    PgTextCallbacks(Sealing sealing) {
        this.sealing = sealing;
    }

    /** A callback by whom it is of, and the {@code webhook-id} that it came under. */
    record CallbackId(String provider, String id) {
        private Cell cell(String column) {
            return new Cell("text_callback", column, provider + "/" + id);
        }
    }

    /** What a callback said of a case; sealed under the case's key. */
    record Said(CaseId caseId, JsonObject content) {}

    /** Whether the gateway itself sent something under this id: its own signature, turned back on it. */
    Future<Boolean> isOurs(SqlClient client, CallbackId callback) {
        UUID id;
        try {
            id = UUID.fromString(callback.id());
        } catch (IllegalArgumentException noId) {
            return Future.succeededFuture(false);
        }
        return client.preparedQuery(IS_OURS).execute(Tuple.of(id)).map(rows -> rows.size() > 0);
    }

    /** Whether this is the first under its id. */
    Future<Boolean> begin(SqlClient tx, CallbackId callback, Instant now) {
        return tx.preparedQuery(BEGIN)
                .execute(Tuple.of(callback.provider(), callback.id(), Times.of(now)))
                .map(rows -> rows.rowCount() > 0);
    }

    Future<Void> keep(SqlClient tx, CallbackId callback, JsonObject answer, Optional<Said> said) {
        return sealing.key(tx, Scope.GATEWAY)
                .map(key -> sealing.seal(key, callback.cell("reply"), answer.toBuffer()))
                .compose(reply -> content(tx, callback, said).compose(content -> tx.preparedQuery(KEEP)
                        .execute(Tuple.of(callback.provider(), callback.id(), reply)
                                .addValue(said.map(one -> one.caseId().value()).orElse(null))
                                .addValue(content.orElse(null)))))
                .mapEmpty();
    }

    private Future<Optional<Buffer>> content(SqlClient tx, CallbackId callback, Optional<Said> said) {
        return said.map(one -> sealing.keyUnlessForgotten(tx, Scope.of(one.caseId()))
                        .map(kept -> kept.map(key -> sealing.seal(
                                key, callback.cell("content"), one.content().toBuffer()))))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    /** What was answered the first time. */
    Future<JsonObject> recall(SqlClient tx, CallbackId callback) {
        return tx.preparedQuery(RECALL)
                .execute(Tuple.of(callback.provider(), callback.id()))
                .compose(rows -> sealing.open(
                        tx,
                        AGAIN,
                        List.of(new Sealed(
                                Scope.GATEWAY,
                                callback.cell("reply"),
                                rows.iterator().next().getBuffer(0)))))
                .map(opened -> opened.get(0).toJsonObject());
    }
}
