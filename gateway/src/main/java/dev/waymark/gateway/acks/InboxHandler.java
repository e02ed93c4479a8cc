package dev.waymark.gateway.acks;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.outbox.Notification;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.Partner;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Reader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /v1/notifications} (protocol, sections 5 and 10): a partner's own, by {@code sequence}, where a page that lists
 * a task delivers it to its owner; for who manages cases, what stands there about these, which delivers nothing.
 */
public final class InboxHandler {

    private final Database database;
    private final PgNotifications notifications;
    private final InboxEntries entries;
    private final CaseAccess access;
    private final PartnerDirectory partners;
    private final PgSeenInbox seen = new PgSeenInbox();

    public InboxHandler(
            Database database,
            PgNotifications notifications,
            InboxEntries entries,
            CaseAccess access,
            PartnerDirectory partners) {
        this.database = database;
        this.notifications = notifications;
        this.entries = entries;
        this.access = access;
        this.partners = partners;
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
        CaseScope scope = access.scope(caller);
        InboxQuery query = InboxQuery.of(context.queryParams());
        Answers.of(
                context,
                scope.manager().isPresent() ? look(caller, scope, query) : own(caller, partner(caller), query));
    }

    private Future<JsonObject> own(Caller caller, PartnerId partner, InboxQuery query) {
        Reader reader = new Reader(caller.auditName(), "read inbox");
        return database.transaction(tx -> notifications
                .inbox(tx, partner, query.after(), query.all(), query.limit())
                .compose(page -> entries.deliver(tx, reader, page).map(shown -> page(shown, page, query))));
    }

    private Future<JsonObject> look(Caller caller, CaseScope scope, InboxQuery query) {
        PartnerId partner = query.partner()
                .orElseThrow(() -> Problem.invalid("/partner", "is missing: the partner whose inbox is to be read"));
        if (!isOfProgramsOf(scope, partner)) {
            throw Problem.notFound();
        }
        Reader reader = new Reader(caller.auditName(), "look into inbox");
        return database.transaction(tx -> seen.page(tx, scope, partner, query)
                .compose(ids -> notifications.byIds(tx, ids))
                .map(InboxHandler::bySequence)
                .compose(page -> entries.show(tx, reader, page).map(shown -> page(shown, page, query))));
    }

    private boolean isOfProgramsOf(CaseScope scope, PartnerId partner) {
        Set<ProgramId> own = partners.find(partner).map(Partner::programs).orElse(Set.of());
        return own.stream()
                .anyMatch(program ->
                        scope.programs().contains(program) || scope.supervised().contains(program));
    }

    private static List<Notification> bySequence(List<Notification> found) {
        return found.stream()
                .sorted(Comparator.comparingLong(InboxHandler::sequence))
                .toList();
    }

    private static long sequence(Notification notification) {
        return notification.sequence().orElseThrow();
    }

    private static JsonObject page(JsonArray shown, List<Notification> page, InboxQuery query) {
        Long next = page.size() == query.limit() ? sequence(page.get(page.size() - 1)) : null;
        return new JsonObject().put("notifications", shown).put("next", next);
    }
}
