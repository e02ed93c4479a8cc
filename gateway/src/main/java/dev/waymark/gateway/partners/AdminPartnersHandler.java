package dev.waymark.gateway.partners;

import dev.waymark.channels.SendOutcome;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.JsonBody;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.signing.PartnerKey;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The admin API of partners and keys (protocol, section 1), for people with the role admin. Thread-safe. */
public final class AdminPartnersHandler {

    private static final String ALL = "/v1/admin/partners";
    private static final String ONE = ALL + "/:partner";

    private final PartnerAdmin admin;
    private final PartnerDirectory directory;
    private final WatchPartners watch;
    private final WebhookTest test;
    private final CryptoProviders crypto;
    private final Clocks clocks;

    public AdminPartnersHandler(
            Database database,
            Sealing sealing,
            CryptoProviders crypto,
            Clocks clocks,
            PartnerDirectory directory,
            WatchPartners watch,
            WebhookTest test) {
        this.admin = new PartnerAdmin(database, sealing, clocks);
        this.directory = directory;
        this.watch = watch;
        this.test = test;
        this.crypto = crypto;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication auth) {
        router.get(ALL).handler(auth.people()).handler(this::list);
        router.post(ALL).handler(auth.people()).handler(this::create);
        router.get(ONE).handler(auth.people()).handler(this::show);
        router.put(ONE).handler(auth.people()).handler(this::replace);
        router.delete(ONE).handler(auth.people()).handler(this::delete);
        router.post(ONE + "/keys").handler(auth.people()).handler(this::addKey);
        router.delete(ONE + "/keys/:kid").handler(auth.people()).handler(this::revokeKey);
        router.post(ONE + "/webhook/test").handler(auth.people()).handler(this::testWebhook);
    }

    private void list(RoutingContext context) {
        reader(context, "list partners");
        Answers.of(context, admin.list().map(shown -> {
            JsonArray partners = new JsonArray();
            shown.forEach(one -> partners.add(ShownPartner.listed(one)));
            return new JsonObject().put("partners", partners);
        }));
    }

    private void create(RoutingContext context) {
        Fields body = Fields.of(JsonBody.tree(context, "application/json"), "");
        Reader reader = reader(context, "show partner");
        PartnerBody.Wanted wanted = body(body, Optional.empty());
        Answers.of(context, 201, seen(admin.create(wanted, reader)).map(ShownPartner::of));
    }

    private void show(RoutingContext context) {
        Reader reader = reader(context, "show partner");
        Answers.of(context, admin.show(partner(context), reader).map(ShownPartner::of));
    }

    private void replace(RoutingContext context) {
        Fields body = Fields.of(JsonBody.tree(context, "application/json"), "");
        Reader reader = reader(context, "show partner");
        PartnerBody.Wanted wanted = body(body, Optional.of(partner(context)));
        Answers.of(context, seen(admin.replace(wanted, reader)).map(ShownPartner::of));
    }

    private void delete(RoutingContext context) {
        reader(context, "delete partner");
        Answers.empty(context, seen(admin.delete(partner(context))));
    }

    private void addKey(RoutingContext context) {
        Fields body = Fields.of(JsonBody.tree(context, "application/json"), "");
        reader(context, "add key");
        PartnerId id = partner(context);
        Optional<PartnerKey> key = new PartnerBody(crypto, clocks.business()).key(body);
        body.orThrow();
        seen(admin.addKey(id, key.orElseThrow()))
                .onComplete(
                        isNew -> Answers.json(
                                context,
                                isNew ? 201 : 200,
                                new JsonObject()
                                        .put("kid", key.orElseThrow().kid())
                                        .put("jwk", key.orElseThrow().jwk())),
                        context::fail);
    }

    private void revokeKey(RoutingContext context) {
        reader(context, "revoke key");
        Answers.empty(context, seen(admin.revokeKey(partner(context), context.pathParam("kid"))));
    }

    private void testWebhook(RoutingContext context) {
        reader(context, "test webhook");
        Partner partner = directory.find(partner(context)).orElseThrow(Problem::notFound);
        Webhook webhook = partner.webhook()
                .orElseThrow(() -> Problem.of(409, "no-webhook", "No webhook", "The partner has no webhook to test"));
        Answers.of(context, test.attempt(partner, webhook).compose(outcome -> reopen(partner.id(), outcome)
                .map(reopened -> new JsonObject()
                        .put("outcome", word(outcome))
                        .put("code", outcome.code())
                        .put("answered", outcome.answered()))));
    }

    private Future<Void> reopen(PartnerId id, SendOutcome outcome) {
        return outcome instanceof SendOutcome.Accepted ? admin.reopen(id) : Future.succeededFuture();
    }

    private static String word(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted) {
            return "accepted";
        }
        if (outcome instanceof SendOutcome.Closed) {
            return "closed";
        }
        return outcome instanceof SendOutcome.Deferred ? "deferred" : "refused";
    }

    /** This node knows before it answers; the others within five seconds. */
    private <T> Future<T> seen(Future<T> change) {
        return change.compose(done -> watch.reload().map(done).otherwise(done));
    }

    private PartnerBody.Wanted body(Fields body, Optional<PartnerId> path) {
        return new PartnerBody(crypto, clocks.business()).read(body, path);
    }

    private static PartnerId partner(RoutingContext context) {
        String id = context.pathParam("partner");
        if (!PartnerId.isValid(id)) {
            throw Problem.notFound();
        }
        return new PartnerId(id);
    }

    /** The administrator, for the audit; whoever is none is refused. */
    private static Reader reader(RoutingContext context, String purpose) {
        Caller.OfPerson person = Callers.person(context);
        if (!person.has(UserRole.ADMIN)) {
            throw Problem.of(403, "forbidden", "Not yours to do", "Partners are managed by people with the role admin");
        }
        return new Reader(person.auditName(), purpose);
    }
}
