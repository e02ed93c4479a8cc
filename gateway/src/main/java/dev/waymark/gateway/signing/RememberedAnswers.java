package dev.waymark.gateway.signing;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Cell;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Scope;
import dev.waymark.gateway.sealing.Sealed;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * For {@code PUT} and task statuses, which are not idempotent for ever: a request signed without a nonce is answered the
 * same again, byte for byte, as long as it would be accepted, and does nothing the second time (protocol, section 2).
 * Thread-safe.
 *
 * <p>What the request does and the memory of it are one transaction, so a crash leaves both or neither. Of several at
 * once, on whatever nodes, PostgreSQL lets one in; the others wait in their {@code insert} until that one has ended.
 *
 * <pre>
 *   begin ▶ insert seen_request ─ first ─▶ savepoint ▶ work ▶ (refused: back to the savepoint) ▶ seal, keep the answer ▶ commit
 *                               └ again ─▶ read the answer, open it ▶ commit
 * </pre>
 */
public final class RememberedAnswers {

    private final Database database;
    private final PgSeenRequests seen;
    private final Sealing sealing;
    private final Clocks clocks;

    public RememberedAnswers(Database database, PgSeenRequests seen, Sealing sealing, Clocks clocks) {
        this.database = database;
        this.seen = seen;
        this.sealing = sealing;
        this.clocks = clocks;
    }

    /** What a route answers, as JSON. */
    public record Answer(int status, JsonObject body) {}

    /**
     * Does {@code work} in a transaction and answers with what it gives, or, of a request seen before, with what it gave
     * then. Reading the body and every refusal belong into {@code work}: a {@link Problem} of {@code 4xx} is remembered
     * too, since it might be none the next time. After {@code 429}, {@code 5xx} and failures nothing is, nor was it done.
     * The Future succeeds once all that is durable, for whom wants to wake others then; the answer is written here.
     */
    public Future<Void> answer(RoutingContext context, Function<SqlConnection, Future<Answer>> work) {
        Optional<Verified> unspent = Verified.of(context).filter(request -> !request.hasNonce());
        Future<RecordedAnswer> answer = unspent.isPresent()
                ? database.transaction(tx -> once(tx, unspent.get(), work))
                : database.transaction(tx -> work.apply(tx).map(RecordedAnswer::of));
        return answer.onSuccess(given -> given.write(context))
                .onFailure(context::fail)
                .mapEmpty();
    }

    private Future<RecordedAnswer> once(
            SqlConnection tx, Verified request, Function<SqlConnection, Future<Answer>> work) {
        return seen.spend(tx, request, clocks.steady())
                .compose(first -> first ? forTheFirstTime(tx, request, work) : again(tx, request));
    }

    private Future<RecordedAnswer> forTheFirstTime(
            SqlConnection tx, Verified request, Function<SqlConnection, Future<Answer>> work) {
        return tx.query("savepoint before_work")
                .execute()
                .compose(saved -> work.apply(tx))
                .map(RecordedAnswer::of)
                .recover(failure -> refusal(tx, failure))
                .compose(answer -> keep(tx, request, answer).map(answer));
    }

    private static Future<RecordedAnswer> refusal(SqlConnection tx, Throwable failure) {
        if (failure instanceof Problem problem && problem.status() < 500 && problem.status() != 429) {
            return tx.query("rollback to savepoint before_work").execute().map(RecordedAnswer.of(problem));
        }
        return Future.failedFuture(failure);
    }

    private Future<Void> keep(SqlConnection tx, Verified request, RecordedAnswer answer) {
        Scope scope = Scope.of(request.caller().partner());
        return sealing.keys(tx, List.of(scope)).compose(keys -> {
            Buffer sealed = sealing.seal(Objects.requireNonNull(keys.get(scope)), cell(request), answer.toBuffer());
            return seen.remember(tx, request, new PgSeenRequests.Remembered(answer.status(), sealed));
        });
    }

    private Future<RecordedAnswer> again(SqlConnection tx, Verified request) {
        Reader reader = new Reader(request.caller().auditName(), "answer the same again");
        Scope scope = Scope.of(request.caller().partner());
        return seen.recall(tx, request)
                .compose(kept -> sealing.open(tx, reader, List.of(new Sealed(scope, cell(request), kept.answer())))
                        .map(opened -> RecordedAnswer.read(kept.status(), opened.get(0))));
    }

    private static Cell cell(Verified request) {
        String fingerprint = HexFormat.of().formatHex(request.fingerprint().getBytes());
        return new Cell(
                "seen_request",
                "answer",
                request.caller().partner() + "/" + request.caller().kid() + "/" + fingerprint);
    }
}
