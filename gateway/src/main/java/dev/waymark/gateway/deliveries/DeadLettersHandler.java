package dev.waymark.gateway.deliveries;

import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.cases.PgCases;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.outbox.DeadLetter;
import dev.waymark.gateway.outbox.Explanations;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgDeadLetters;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Dead letters, for operators: listed, looked at, sent again one by one or by filter; who manages a case sends those of it
 * again. A message that is sent again goes on
 * under its id with a fresh schedule, its state read again; asking twice sends it once. Thread-safe.
 */
public final class DeadLettersHandler {

    private static final String ALL = "/v1/dead-letters";

    /** Of one call; the others by the next. */
    private static final int MOST_AT_ONCE = 500;

    private final Database database;
    private final PgNotifications notifications;
    private final CaseAccess access;
    private final ShowNotification show;
    private final PgDeadLetters deadLetters;
    private final PgCases cases = new PgCases();
    private final Clocks clocks;
    private final Runnable outboxFilled;

    /** @param outboxFilled called after the commit that put something into the outbox */
    public DeadLettersHandler(
            Database database,
            PgNotifications notifications,
            CaseAccess access,
            ShowNotification show,
            Clocks clocks,
            Runnable outboxFilled) {
        this.database = database;
        this.notifications = notifications;
        this.access = access;
        this.show = show;
        this.deadLetters = new PgDeadLetters(clocks);
        this.clocks = clocks;
        this.outboxFilled = outboxFilled;
    }

    public void mount(Router router, Authentication auth) {
        router.get(ALL).handler(auth.people()).handler(this::list);
        router.post(ALL + "/resend").handler(auth.people()).handler(this::resendMatching);
        router.get(ALL + "/:id").handler(auth.people()).handler(this::one);
        router.post(ALL + "/:id/resend").handler(auth.people()).handler(this::resendOne);
        router.post("/v1/notifications/:id/resend").handler(auth.people()).handler(this::resendOwn);
    }

    private static Caller.OfPerson operator(RoutingContext context) {
        Caller.OfPerson person = Callers.person(context);
        if (!person.has(UserRole.OPERATOR)) {
            throw Problem.of(
                    403, "forbidden", "Not yours to see", "Dead letters are for people with the role operator");
        }
        return person;
    }

    private void list(RoutingContext context) {
        operator(context);
        DeadLetterQuery query = DeadLetterQuery.of(context.queryParams());
        Answers.of(
                context,
                deadLetters
                        .list(database.client(), query.filter(), query.after(), query.limit())
                        .map(page -> page(page, query.limit())));
    }

    private static JsonObject page(List<DeadLetter> page, int limit) {
        JsonArray entries = new JsonArray();
        page.forEach(letter -> entries.add(json(letter)));
        String next = page.size() == limit ? page.get(page.size() - 1).place().toString() : null;
        return new JsonObject().put("deadLetters", entries).put("next", next);
    }

    private static JsonObject json(DeadLetter letter) {
        return new JsonObject()
                .put("notification", letter.id().toString())
                .put("case", letter.caseRef().toString())
                .put("lane", letter.lane().name())
                .put("channel", letter.channel().word())
                .put("purpose", letter.purpose())
                .put("reason", letter.reason())
                .put("why", Explanations.of(letter.reason()))
                .put("madeAt", Times.write(letter.madeAt()))
                .put("deadAt", Times.write(letter.deadAt()))
                .put("attempts", letter.attempts())
                .put("sentAgain", letter.sentAgain());
    }

    private void one(RoutingContext context) {
        Caller.OfPerson person = operator(context);
        NotificationId id = NotificationHandler.id(context);
        Answers.of(context, database.transaction(tx -> notifications
                .find(tx, id)
                .map(found -> found.filter(DeadLettersHandler::isDead).orElseThrow(Problem::notFound))
                .compose(notification -> shown(tx, person, notification))));
    }

    private static boolean isDead(Notification notification) {
        return notification.state().equals("dead");
    }

    /** Persons and the far side's words are for who manages the case too. */
    private Future<JsonObject> shown(SqlClient tx, Caller.OfPerson person, Notification notification) {
        return caseOf(tx, notification)
                .compose(careCase -> access.viewer(person, careCase)
                                .filter(CaseViewer::isManager)
                                .isPresent()
                        ? show.toManager(tx, new Reader(person.auditName(), "show dead letter"), notification, careCase)
                        : show.toOperator(tx, notification, careCase));
    }

    private Future<CareCase> caseOf(SqlClient tx, Notification notification) {
        return cases.byIds(tx, List.of(notification.caseId()))
                .map(found -> found.values().iterator().next());
    }

    private void resendOne(RoutingContext context) {
        Caller.OfPerson person = operator(context);
        resend(context, person, (tx, there) -> Future.succeededFuture());
    }

    /** By whoever manages the case, who sees that it failed; what is not theirs is not found. */
    private void resendOwn(RoutingContext context) {
        Caller.OfPerson person = Callers.person(context);
        resend(context, person, (tx, there) -> caseOf(tx, there).map(careCase -> access.viewer(person, careCase)
                .filter(CaseViewer::isManager)
                .orElseThrow(Problem::notFound)));
    }

    private void resend(
            RoutingContext context, Caller.OfPerson person, BiFunction<SqlClient, Notification, Future<?>> may) {
        NotificationId id = NotificationHandler.id(context);
        Answers.of(
                context,
                database.transaction(tx -> notifications
                                .find(tx, id)
                                .map(found -> found.orElseThrow(Problem::notFound))
                                .compose(there -> may.apply(tx, there))
                                .compose(yes -> deadLetters.again(tx, person.auditName(), List.of(id))))
                        .map(sent -> {
                            wake(sent);
                            return new JsonObject()
                                    .put("notification", id.toString())
                                    .put("resent", !sent.isEmpty());
                        }));
    }

    private void resendMatching(RoutingContext context) {
        Fields body = Fields.of(JsonBody.tree(context, "application/json"), "");
        Caller.OfPerson person = operator(context);
        ResendRequest wanted = ResendRequest.of(body, clocks.business());
        Answers.of(
                context,
                database.transaction(tx -> deadLetters
                                .ids(tx, wanted.filter(), wanted.until(), MOST_AT_ONCE)
                                .compose(ids -> deadLetters
                                        .again(tx, person.auditName(), ids)
                                        .map(sent -> new Round(sent, ids.size() == MOST_AT_ONCE))))
                        .map(round -> {
                            wake(round.sent());
                            return new JsonObject()
                                    .put("resent", round.sent().size())
                                    .put("more", round.more())
                                    .put("until", Times.write(wanted.until()));
                        }));
    }

    private record Round(List<NotificationId> sent, boolean more) {}

    private void wake(List<NotificationId> sent) {
        if (!sent.isEmpty()) {
            outboxFilled.run();
        }
    }
}
