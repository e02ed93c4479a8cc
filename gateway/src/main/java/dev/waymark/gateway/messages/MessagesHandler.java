package dev.waymark.gateway.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.cases.CareCase;
import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CasePath;
import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.cases.PgCases;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.tasks.PgTasks;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST|GET /v1/programs/{program}/cases/{case}/messages} (protocol, section 5a), for partners on the case, who
 * works there, and whoever manages it. A case that they may not see is answered as one that does not exist. Thread-safe.
 */
public final class MessagesHandler {

    /** Of our own: beyond it the oldest are left out. */
    private static final int MOST_TOLD = 2_000;

    private static final String PATH = "/v1/programs/:program/cases/:case/messages";

    private final Database database;
    private final CaseAccess access;
    private final PgCases cases = new PgCases();
    private final PgMessages messages;
    private final PgTasks tasks;
    private final PgNotifications notifications;
    private final TakeMessage take;
    private final Clocks clocks;
    private final Runnable wakeFanOut;

    public MessagesHandler(
            Database database,
            CaseAccess access,
            PgMessages messages,
            PgTasks tasks,
            PgNotifications notifications,
            TakeMessage take,
            Clocks clocks,
            Runnable wakeFanOut) {
        this.database = database;
        this.access = access;
        this.messages = messages;
        this.tasks = tasks;
        this.notifications = notifications;
        this.take = take;
        this.clocks = clocks;
        this.wakeFanOut = wakeFanOut;
    }

    public void mount(Router router, Authentication auth) {
        router.post(PATH).handler(auth.either()).handler(this::post);
        router.get(PATH).handler(auth.either()).handler(this::get);
    }

    private void post(RoutingContext context) {
        JsonNode body = JsonBody.tree(context, "application/json");
        Caller caller = Callers.of(context);
        CaseRef ref = CasePath.of(context);
        database.transaction(tx -> cases.findToWriteOn(tx, ref).compose(found -> {
                    CareCase careCase = found.orElseThrow(Problem::notFound);
                    CaseViewer viewer = access.viewer(caller, careCase).orElseThrow(Problem::notFound);
                    return take.take(tx, careCase, viewer, author(caller, viewer), body);
                }))
                .onSuccess(taken -> {
                    if (!taken.duplicate()) {
                        wakeFanOut.run();
                    }
                    Answers.json(context, taken.duplicate() ? 200 : 202, MessageJson.taken(taken, ref));
                })
                .onFailure(context::fail);
    }

    private static Author author(Caller caller, CaseViewer viewer) {
        if (viewer instanceof CaseViewer.AsManager manager) {
            return new Author.OfManager(manager.user());
        }
        return Author.OfPartner.atItsDesk(
                viewer.partner().orElseThrow(),
                caller instanceof Caller.OfPerson person ? Optional.of(person.user()) : Optional.empty());
    }

    private void get(RoutingContext context) {
        Caller caller = Callers.of(context);
        CaseRef ref = CasePath.of(context);
        ThreadQuery query = ThreadQuery.of(context.queryParams());
        Reader reader = new Reader(caller.auditName(), "read messages");
        Answers.of(context, database.transaction(tx -> cases.find(tx, ref).compose(found -> {
            CareCase careCase = found.orElseThrow(Problem::notFound);
            CaseViewer viewer = access.viewer(caller, careCase).orElseThrow(Problem::notFound);
            return thread(tx, reader, viewer, careCase, query);
        })));
    }

    private Future<JsonObject> thread(
            SqlClient tx, Reader reader, CaseViewer viewer, CareCase careCase, ThreadQuery query) {
        return messages.ofCases(tx, List.of(careCase.id())).compose(all -> {
            ThreadQuery.Page page = query.of(all.getOrDefault(careCase.id(), List.of()).stream()
                    .filter(message -> message.isSeenBy(viewer))
                    .toList());
            return messages.open(tx, reader, page.messages()).compose(texts -> tasks.ofCases(tx, List.of(careCase.id()))
                    .compose(asked -> told(tx, viewer, careCase).map(told -> {
                        MessageJson.Facts facts = MessageJson.Facts.of(
                                viewer, texts, asked.getOrDefault(careCase.id(), List.of()), told, clocks.business());
                        JsonArray thread = new JsonArray();
                        page.messages().forEach(message -> thread.add(MessageJson.of(message, facts)));
                        return new JsonObject()
                                .put("case", careCase.ref().toString())
                                .put("messages", thread)
                                .put(
                                        "next",
                                        page.next().map(MessageId::toString).orElse(null));
                    })));
        });
    }

    /** Who was told, for those who manage the case. */
    private Future<List<Notification>> told(SqlClient tx, CaseViewer viewer, CareCase careCase) {
        return viewer.isManager()
                ? notifications.ofCase(tx, careCase.id(), MOST_TOLD)
                : Future.succeededFuture(List.of());
    }
}
