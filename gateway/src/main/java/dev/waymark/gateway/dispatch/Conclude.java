package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.outbox.Conclusion;
import dev.waymark.gateway.outbox.LaneChange;
import dev.waymark.gateway.outbox.PgConclusions;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers conclusions: while one lot is being written the next ones collect, and go in one transaction with what follows
 * from them. A lot that is refused is written one by one. Lives on one context; callers may be on any.
 */
final class Conclude {

    private static final Logger LOG = LoggerFactory.getLogger(Conclude.class);

    private static final int MOST = 256;

    private final Context context;
    private final Database database;
    private final PgConclusions conclusions;
    private final Consequences consequences;
    private final Clocks clocks;

    private final List<Waiting> waiting = new ArrayList<>();
    private boolean writing;

    private record Waiting(Conclusion conclusion, Promise<Void> written) {}

    Conclude(Vertx vertx, Database database, PgConclusions conclusions, Consequences consequences, Clocks clocks) {
        this.context = vertx.getOrCreateContext();
        this.database = database;
        this.conclusions = conclusions;
        this.consequences = consequences;
        this.clocks = clocks;
    }

    /** Done when it is durable. */
    Future<Void> conclude(Conclusion conclusion) {
        Promise<Void> written = Promise.promise();
        context.runOnContext(nothing -> {
            waiting.add(new Waiting(conclusion, written));
            writeNext();
        });
        return written.future();
    }

    private void writeNext() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        writing = true;
        List<Waiting> lot = new ArrayList<>(waiting.subList(0, Math.min(MOST, waiting.size())));
        waiting.subList(0, lot.size()).clear();
        write(lot)
                .onComplete(done -> context.runOnContext(nothing -> {
                    writing = false;
                    writeNext();
                }));
    }

    private Future<Void> write(List<Waiting> lot) {
        return inOneTransaction(lot)
                .onSuccess(done -> lot.forEach(one -> one.written().complete()))
                .recover(failure -> lot.size() == 1 ? fail(lot.get(0), failure) : oneByOne(lot));
    }

    private Future<Void> inOneTransaction(List<Waiting> lot) {
        List<Conclusion> all = lot.stream().map(Waiting::conclusion).toList();
        return database.transaction(tx -> conclusions.write(tx, all).compose(written -> consequences
                        .write(tx, written.conclusions(), clocks.business())
                        .map(written.changes())))
                .onSuccess(changes -> changes.forEach(Conclude::log))
                .mapEmpty();
    }

    private static void log(LaneChange change) {
        switch (change.to()) {
            case BROKEN ->
                LOG.warn(
                        "lane {} is broken, last {}: its messages wait, one probes it at {}",
                        change.lane(),
                        change.code(),
                        change.notBefore().map(Instant::toString).orElse("once"));
            case CLOSED ->
                LOG.warn(
                        "lane {} is closed, {}: its messages wait until its webhook is changed or answers a test",
                        change.lane(),
                        change.code());
            case OPEN -> LOG.info("lane {} is open again, {}: what waited goes out", change.lane(), change.code());
        }
    }

    private Future<Void> oneByOne(List<Waiting> lot) {
        Future<Void> chain = Future.succeededFuture();
        for (Waiting one : lot) {
            chain = chain.compose(done -> write(List.of(one)));
        }
        return chain;
    }

    private static Future<Void> fail(Waiting one, Throwable failure) {
        one.written().fail(failure);
        return Future.succeededFuture();
    }
}
