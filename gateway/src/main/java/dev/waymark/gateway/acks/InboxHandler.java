package dev.waymark.gateway.acks;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Reader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.util.List;

/**
 * {@code GET /v1/notifications}: a partner's own, by {@code sequence} (protocol, section 5). A page that lists a task
 * delivers it to its owner.
 */
public final class InboxHandler {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Database database;
    private final PgNotifications notifications;
    private final InboxEntries entries;

    public InboxHandler(Database database, PgNotifications notifications, InboxEntries entries) {
        this.database = database;
        this.notifications = notifications;
        this.entries = entries;
    }

    public void mount(Router router, Authentication authentication) {
        router.get("/v1/notifications").handler(authentication.either()).handler(this::answer);
    }

    /** The partner that a caller speaks for; others have no inbox. */
    static PartnerId partner(Caller caller) {
        if (caller instanceof Caller.OfPartner signed) {
            return signed.partner();
        }
        return ((Caller.OfPerson) caller).partner().orElseThrow(Problem::notFound);
    }

    private void answer(RoutingContext context) {
        Caller caller = Callers.of(context);
        PartnerId partner = partner(caller);
        InboxQuery query = InboxQuery.of(context.queryParams(), USUAL_PAGE, LARGEST_PAGE);
        Reader reader = new Reader(caller.auditName(), "read inbox");
        Answers.of(context, database.transaction(tx -> notifications
                .inbox(tx, partner, query.after(), query.all(), query.limit())
                .compose(page -> page(tx, reader, page, query))));
    }

    private Future<JsonObject> page(SqlClient tx, Reader reader, List<Notification> page, InboxQuery query) {
        return entries.of(tx, reader, page).map(shown -> {
            Long next = page.size() == query.limit()
                    ? page.get(page.size() - 1).sequence().orElseThrow()
                    : null;
            return new JsonObject().put("notifications", shown).put("next", next);
        });
    }
}
