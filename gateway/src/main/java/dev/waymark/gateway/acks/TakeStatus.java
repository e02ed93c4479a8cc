package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.PgTextCallbacks.Said;
import dev.waymark.gateway.acks.PgTexts.Sent;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.DeliveryFailed;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far a text message got, as its provider tells (protocol, section 7). One that failed alerts the managers. */
final class TakeStatus {

    private final PgTexts texts = new PgTexts();
    private final PgLinkCodes codes = new PgLinkCodes();
    private final DeliveryFailed deliveryFailed;
    private final OptOuts optOuts;
    private final Clocks clocks;

    TakeStatus(DeliveryFailed deliveryFailed, OptOuts optOuts, Clocks clocks) {
        this.deliveryFailed = deliveryFailed;
        this.optOuts = optOuts;
        this.clocks = clocks;
    }

    /**
     * A status as it came.
     *
     * @param id the message, where it is named by our id; else {@code farId} is the provider's for it
     * @param status empty: it says nothing of how far the message got
     * @param optedOut the provider says that the number wants nothing
     */
    record Status(
            Optional<NotificationId> id,
            Optional<String> farId,
            Optional<DeliveryStatus> status,
            Optional<String> error,
            boolean optedOut) {

        private JsonObject toJson() {
            JsonObject json = new JsonObject();
            id.ifPresent(message -> json.put("id", message.toString()));
            farId.ifPresent(message -> json.put("farId", message));
            status.ifPresent(word -> json.put("status", word.word()));
            error.ifPresent(words -> json.put("error", words));
            return json;
        }
    }

    Future<Taken> take(SqlClient tx, String provider, Status status) {
        return find(tx, provider, status).compose(found -> found.map(sent -> take(tx, sent, status))
                .orElseGet(() -> ofCode(tx, provider, status)));
    }

    /** Who waits for a code that did not arrive asks for another. */
    private Future<Taken> ofCode(SqlClient tx, String provider, Status status) {
        UUID id = status.id().orElseThrow(Problem::notFound).value();
        return codes.wentTo(tx, id, provider).compose(went -> {
            Buffer number = went.orElseThrow(Problem::notFound);
            Future<Void> failed =
                    status.status().filter(DeliveryStatus.FAILED::equals).isPresent()
                            ? codes.failed(tx, id)
                            : Future.succeededFuture();
            return failed.compose(marked -> optOut(tx, number, status))
                    .map(new Taken(new JsonObject(), Optional.empty(), false));
        });
    }

    private Future<Taken> take(SqlClient tx, Sent sent, Status status) {
        Taken taken = new Taken(new JsonObject(), Optional.of(new Said(sent.caseId(), status.toJson())), false);
        return optOut(tx, sent.number(), status).compose(done -> status.status()
                .filter(next -> next.follows(sent.status()))
                .map(next -> forward(tx, sent, next, taken))
                .orElse(Future.succeededFuture(taken)));
    }

    private Future<Optional<Sent>> find(SqlClient tx, String provider, Status status) {
        return status.id()
                .map(id -> texts.lockSent(tx, id, provider))
                .orElseGet(() -> texts.lockSent(tx, status.farId().orElseThrow(), provider));
    }

    private Future<Void> optOut(SqlClient tx, Buffer number, Status status) {
        return status.optedOut()
                ? optOuts.out(tx, number, OptOuts.Medium.SMS, clocks.business()).mapEmpty()
                : Future.succeededFuture();
    }

    private Future<Taken> forward(SqlClient tx, Sent sent, DeliveryStatus next, Taken taken) {
        Future<Void> kept = texts.setStatus(tx, sent.id(), sent.caseId(), next);
        return next == DeliveryStatus.FAILED
                ? kept.compose(done -> deliveryFailed.raiseFor(tx, List.of(sent.id())))
                        .map(raised -> new Taken(taken.answer(), taken.said(), true))
                : kept.map(taken);
    }
}
