package dev.waymark.gateway.acks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.acks.Acknowledge.Acknowledged;
import dev.waymark.gateway.acks.Acknowledge.Words;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;

/**
 * {@code POST /v1/notifications/{id}/acknowledgment}: by the partner whose notification it is, its contacts' included
 * (protocol, section 5). Another's is not found, as one that does not exist.
 */
public final class AcknowledgmentHandler {

    private static final int LONGEST_BY = 200;
    private static final int LONGEST_NOTE = 2_000;

    private final Database database;
    private final PgNotifications notifications;
    private final Acknowledge acknowledge;
    private final Sealing sealing;

    public AcknowledgmentHandler(
            Database database, PgNotifications notifications, Acknowledge acknowledge, Sealing sealing) {
        this.database = database;
        this.notifications = notifications;
        this.acknowledge = acknowledge;
        this.sealing = sealing;
    }

    public void mount(Router router, Authentication authentication) {
        router.post("/v1/notifications/:id/acknowledgment")
                .handler(authentication.either())
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        JsonNode body = JsonBody.of(context, "application/json");
        Caller caller = Callers.of(context);
        PartnerId partner = InboxHandler.partner(caller);
        NotificationId id = id(context.pathParam("id"));
        Answers.of(context, database.transaction(tx -> notifications
                .lock(tx, id)
                .map(found -> found.filter(
                                one -> one.partner().filter(partner::equals).isPresent())
                        .orElseThrow(Problem::notFound))
                .compose(notification -> acknowledge(tx, caller, notification, words(body)))));
    }

    private Future<JsonObject> acknowledge(SqlClient tx, Caller caller, Notification notification, Words words) {
        return acknowledge
                .acknowledge(tx, notification, words)
                .compose(done -> answer(tx, caller, notification, words, done));
    }

    private static NotificationId id(String text) {
        try {
            return NotificationId.of(text);
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound();
        }
    }

    private static Words words(JsonNode body) {
        Fields fields = Fields.of(body, "");
        String by = fields.text("by").seen().max(LONGEST_BY).required();
        Optional<String> note = fields.text("note").max(LONGEST_NOTE).optional();
        fields.done().orThrow();
        return new Words(by, note);
    }

    private Future<JsonObject> answer(
            SqlClient tx, Caller caller, Notification notification, Words words, Acknowledged done) {
        Future<Optional<String>> by =
                done.fresh() ? Future.succeededFuture(Optional.of(words.by())) : firstBy(tx, caller, notification);
        return by.map(name -> new JsonObject()
                .put("notification", notification.id().toString())
                .put("acknowledgedAt", Times.write(done.at()))
                .put("by", name.orElse(null))
                .put("first", done.first()));
    }

    /** Later ones change nothing, and are answered with the one that stands. */
    private Future<Optional<String>> firstBy(SqlClient tx, Caller caller, Notification notification) {
        Reader reader = new Reader(caller.auditName(), "answer acknowledgement");
        return notifications.acknowledgedBy(tx, notification).compose(words -> sealing.open(
                        tx, reader, words.stream().toList())
                .map(opened -> opened.stream()
                        .map(said -> said.toJsonObject().getString("by"))
                        .findFirst()));
    }
}
