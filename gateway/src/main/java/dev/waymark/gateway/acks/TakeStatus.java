package dev.waymark.gateway.acks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.channels.Words;
import dev.waymark.gateway.acks.PgTextCallbacks.Said;
import dev.waymark.gateway.acks.PgTexts.Sent;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.DeliveryFailed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How far a text message got, as its provider tells (protocol, section 7). One that failed alerts the managers. */
final class TakeStatus {

    private static final Pattern STATUS = Pattern.compile("queued|sent|delivered|failed");

    private final PgTexts texts = new PgTexts();
    private final DeliveryFailed deliveryFailed;

    TakeStatus(DeliveryFailed deliveryFailed) {
        this.deliveryFailed = deliveryFailed;
    }

    /** A status as it came. */
    record Status(NotificationId id, String status, Optional<String> error) {
        static Status of(JsonNode body) {
            Fields fields = Fields.of(body, "");
            Optional<NotificationId> id = fields.text("id").required(NotificationId::of);
            String status = fields.text("status").form(STATUS).required();
            Optional<String> error = fields.text("error").optional();
            fields.orThrow();
            return new Status(id.orElseThrow(), status, error.flatMap(Words::of));
        }

        private JsonObject toJson() {
            JsonObject json = new JsonObject().put("id", id.toString()).put("status", status);
            error.ifPresent(words -> json.put("error", words));
            return json;
        }
    }

    Future<Taken> take(SqlClient tx, String provider, Status status) {
        return texts.lockSent(tx, status.id(), provider).compose(found -> {
            Sent sent = found.orElseThrow(Problem::notFound);
            Taken taken = new Taken(new JsonObject(), Optional.of(new Said(sent.caseId(), status.toJson())), false);
            return sent.goesForwardTo(status.status())
                    ? forward(tx, sent, status, taken)
                    : Future.succeededFuture(taken);
        });
    }

    private Future<Taken> forward(SqlClient tx, Sent sent, Status status, Taken taken) {
        Future<Void> kept = texts.setStatus(tx, status.id(), sent.caseId(), status.status());
        return status.status().equals("failed")
                ? kept.compose(done -> deliveryFailed.raiseFor(tx, List.of(status.id())))
                        .map(raised -> new Taken(taken.answer(), taken.said(), true))
                : kept.map(taken);
    }
}
