package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.Acknowledge.Words;
import dev.waymark.gateway.acks.FollowLink.Behind;
import dev.waymark.gateway.acks.LinkCodes.Asked;
import dev.waymark.gateway.acks.LinkCodes.CodeText;
import dev.waymark.gateway.acks.Pages.Page;
import dev.waymark.gateway.acks.PgLinks.Kind;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.http.Form;
import dev.waymark.gateway.http.MediaType;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.RenderedPage;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.sealing.Reader;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /a/<token>}: where people read their message and a partner's contact answers (protocol, section 8). {@code GET}
 * shows who wrote, and changes nothing, since scanners of mail follow links; {@code POST} acknowledges and shows it.
 * Where the program says {@code verify: code}, it does so only after the code. Thread-safe.
 *
 * <pre>
 *   GET ▶ button ▶ POST ▶ (code texted ▶ form ▶ POST with the code, right) ▶ acknowledged, shown
 * </pre>
 */
public final class LinkHandler {

    private final Database database;
    private final FollowLink follow;
    private final LinkPages pages;
    private final PgPersons persons;
    private final Acknowledge acknowledge;
    private final LinkCodes codes;
    private final Rendering rendering;

    public LinkHandler(
            Database database,
            PgNotifications notifications,
            ReadSituations situations,
            PgPersons persons,
            PartnerDirectory partners,
            Acknowledge acknowledge,
            LinkCodes codes,
            Rendering rendering,
            Clocks clocks) {
        this.database = database;
        this.follow = new FollowLink(notifications, situations, clocks);
        this.pages = new LinkPages(rendering, partners);
        this.persons = persons;
        this.acknowledge = acknowledge;
        this.codes = codes;
        this.rendering = rendering;
    }

    public void mount(Router router) {
        router.get("/a.css").handler(this::style);
        router.get("/a/:token").handler(this::show);
        router.post("/a/:token").handler(this::read);
    }

    private void style(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "text/css; charset=utf-8")
                .putHeader("Cache-Control", "public, max-age=3600")
                .end(Buffer.buffer(rendering.templates().stylesheet()));
    }

    private void show(RoutingContext context) {
        Pages.answer(
                context,
                follow.look(database.client(), Kind.READ, context.pathParam("token"))
                        .map(found -> unreadable(context, found)
                                .orElseGet(() -> new Page(200, pages.open(found.orElseThrow())))));
    }

    private void read(RoutingContext context) {
        String token = context.pathParam("token");
        Pages.answer(
                context,
                database.transaction(tx -> follow.lock(tx, Kind.READ, token).compose(found -> unreadable(context, found)
                                .map(page -> Future.succeededFuture(Next.shows(page)))
                                .orElseGet(() -> next(context, tx, token, found.orElseThrow()))))
                        .compose(this::carryOut));
    }

    /** The page that is shown; with a text, once that is sent. */
    private record Next(Supplier<Page> page, Optional<CodeText> text) {
        static Next shows(Page page) {
            return new Next(() -> page, Optional.empty());
        }
    }

    private Future<Next> next(RoutingContext context, SqlClient tx, String token, Behind behind) {
        if (!LinkCodes.areAskedFor(behind)) {
            return message(tx, behind);
        }
        Optional<String> code = MediaType.of(context)
                .filter("application/x-www-form-urlencoded"::equals)
                .flatMap(form -> Form.of(context).text("code"));
        return code.map(written -> codes.check(tx, token, written).compose(verdict -> switch (verdict) {
                    case RIGHT -> message(tx, behind);
                    case WRONG -> Future.succeededFuture(aside(403, "code-wrong", behind));
                    case OVER -> Future.succeededFuture(aside(403, "code-over", behind));
                }))
                .orElseGet(() -> codes.ask(tx, behind, token).map(asked -> asked(asked, behind)));
    }

    private Next asked(Asked asked, Behind behind) {
        return asked.out() || asked.text().isPresent()
                ? new Next(() -> new Page(200, pages.aside("code", behind)), asked.text())
                : aside(403, "no-code", behind);
    }

    private Next aside(int status, String name, Behind behind) {
        return Next.shows(new Page(status, pages.aside(name, behind)));
    }

    private Future<Next> message(SqlClient tx, Behind behind) {
        return read(tx, behind).map(page -> Next.shows(new Page(200, page)));
    }

    private Future<Page> carryOut(Next next) {
        return next.text()
                .map(text -> codes.send(database, text)
                        .map(taken -> taken ? next.page().get() : new Page(503, pages.aside("no-code", text.behind()))))
                .orElseGet(() -> Future.succeededFuture(next.page().get()));
    }

    /** The page in place of a message that is not to be read behind this link, or not any more. */
    private Optional<Page> unreadable(RoutingContext context, Optional<Behind> found) {
        if (found.filter(this::mayRead).isEmpty()) {
            return Optional.of(new Page(404, pages.notFound(Pages.languageOf(context))));
        }
        return found.filter(Behind::expired).map(behind -> new Page(410, pages.aside("expired", behind)));
    }

    /** Whose address changed since, or who took the place of another, is not who was written to. */
    private boolean mayRead(Behind behind) {
        Addressee addressee = behind.addressee();
        return addressee.mayRead()
                && behind.link()
                        .address()
                        .filter(address -> addressee.has(address, persons::emailHash))
                        .isPresent();
    }

    private Future<RenderedPage> read(SqlClient tx, Behind behind) {
        if (behind.addressee() instanceof Addressee.OfPerson reader) {
            String who = reader.person().id().value();
            Reader audited = new Reader("person/" + behind.link().caseId() + "/" + who, "read message");
            return acknowledge(tx, behind, who)
                    .compose(done -> persons.open(tx, audited, List.of(reader.person())))
                    .map(details -> pages.news(behind, details.get(0).name()));
        }
        Addressee.OfContact reader = (Addressee.OfContact) behind.addressee();
        return acknowledge(tx, behind, reader.contact().name()).map(done -> pages.task(behind));
    }

    private Future<Void> acknowledge(SqlClient tx, Behind behind, String by) {
        if (behind.notification().acknowledgedAt().isPresent()) {
            return Future.succeededFuture();
        }
        return acknowledge
                .acknowledge(tx, behind.notification(), new Words(by, Optional.empty()))
                .mapEmpty();
    }
}
