package dev.waymark.gateway.deliveries;

import dev.waymark.gateway.acks.InboxEntries;
import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.cases.PgCases;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserRole;
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
import java.util.Optional;

/**
 * {@code GET /v1/notifications/{id}}: why a message was sent, held, minimised or not sent. Managers and supervisors of the
 * case see all of it; operators everything but persons and the far side's words; a partner what its inbox shows. For
 * everybody else it is not there. Thread-safe.
 */
public final class NotificationHandler {

    private final Database database;
    private final PgNotifications notifications;
    private final CaseAccess access;
    private final ShowNotification show;
    private final InboxEntries inbox;
    private final PgCases cases = new PgCases();

    public NotificationHandler(
            Database database,
            PgNotifications notifications,
            CaseAccess access,
            ShowNotification show,
            InboxEntries inbox) {
        this.database = database;
        this.notifications = notifications;
        this.access = access;
        this.show = show;
        this.inbox = inbox;
    }

    public void mount(Router router, Authentication auth) {
        router.get("/v1/notifications/:id").handler(auth.either()).handler(this::answer);
    }

    /** The id of the path; what is none is of nothing. */
    static NotificationId id(RoutingContext context) {
        try {
            return NotificationId.of(context.pathParam("id"));
        } catch (IllegalArgumentException refused) {
            throw Problem.notFound();
        }
    }

    private void answer(RoutingContext context) {
        Caller caller = Callers.of(context);
        NotificationId id = id(context);
        Answers.of(
                context, database.transaction(tx -> notifications.find(tx, id).compose(found -> {
                    Notification notification = found.orElseThrow(Problem::notFound);
                    return partner(caller)
                            .map(partner -> toPartner(tx, caller, partner, notification))
                            .orElseGet(() -> toPerson(tx, (Caller.OfPerson) caller, notification));
                })));
    }

    /** Whom the caller speaks for; who works at a partner that is disabled speaks for nobody. */
    private static Optional<PartnerId> partner(Caller caller) {
        if (caller instanceof Caller.OfPartner signed) {
            return Optional.of(signed.partner());
        }
        Caller.OfPerson person = (Caller.OfPerson) caller;
        return person.has(UserRole.PARTNER)
                ? Optional.of(person.partner().orElseThrow(Problem::notFound))
                : Optional.empty();
    }

    private Future<JsonObject> toPartner(SqlClient tx, Caller caller, PartnerId partner, Notification notification) {
        boolean inItsInbox = notification.sequence().isPresent()
                && notification.partner().filter(partner::equals).isPresent();
        if (!inItsInbox) {
            throw Problem.notFound();
        }
        return inbox.deliver(tx, new Reader(caller.auditName(), "read inbox"), List.of(notification))
                .map(entries -> entries.getJsonObject(0));
    }

    private Future<JsonObject> toPerson(SqlClient tx, Caller.OfPerson person, Notification notification) {
        return cases.byIds(tx, List.of(notification.caseId())).compose(found -> {
            CareCase careCase = of(found.values());
            if (manages(person, careCase)) {
                return show.toManager(tx, new Reader(person.auditName(), "show message"), notification, careCase);
            }
            if (person.has(UserRole.OPERATOR)) {
                return show.toOperator(tx, notification, careCase);
            }
            throw Problem.notFound();
        });
    }

    private static CareCase of(Iterable<CareCase> found) {
        return found.iterator().next();
    }

    private boolean manages(Caller.OfPerson person, CareCase careCase) {
        return access.viewer(person, careCase).filter(CaseViewer::isManager).isPresent();
    }
}
