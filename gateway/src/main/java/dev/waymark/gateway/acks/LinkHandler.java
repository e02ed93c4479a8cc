package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.Acknowledge.Words;
import dev.waymark.gateway.acks.FollowLink.Behind;
import dev.waymark.gateway.acks.LinkCodes.Asked;
import dev.waymark.gateway.acks.LinkCodes.CodeText;
import dev.waymark.gateway.acks.Pages.Page;
import dev.waymark.gateway.acks.PgLinks.Kind;
import dev.waymark.gateway.cases.CaseViewer;
import dev.waymark.gateway.cases.PgPersons;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.messages.AnswerMessage;
import dev.waymark.gateway.messages.PgMessages;
import dev.waymark.gateway.messages.PostedMessage;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Database;
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

    private static final int TOO_LARGE = 413;

    private final Database database;
    private final FollowLink follow;
    private final LinkPages pages;
    private final PgPersons persons;
    private final Acknowledge acknowledge;
    private final LinkCodes codes;
    private final ContactPages contacts;
    private final Rendering rendering;
    private final Runnable wakeFanOut;

    public LinkHandler(
            Database database,
            PgNotifications notifications,
            ReadSituations situations,
            PgPersons persons,
            PartnerDirectory partners,
            PgMessages messages,
            AnswerMessage answers,
            Acknowledge acknowledge,
            LinkCodes codes,
            Rendering rendering,
            Clocks clocks,
            Runnable wakeFanOut) {
        this.database = database;
        this.follow = new FollowLink(notifications, situations, partners, clocks);
        this.pages = new LinkPages(rendering, partners);
        this.persons = persons;
        this.acknowledge = acknowledge;
        this.codes = codes;
        this.contacts = new ContactPages(messages, answers, partners, pages);
        this.rendering = rendering;
        this.wakeFanOut = wakeFanOut;
    }

    public void mount(Router router) {
        router.get("/a.css").handler(this::style);
        router.get("/a/:token").handler(this::show);
        router.post("/a/:token").handler(this::read).failureHandler(this::failed);
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
                        .map(found -> unreadable(context, found, LinkForm.NOTHING)
                                .orElseGet(() -> new Page(200, pages.open(found.orElseThrow())))));
    }

    private void read(RoutingContext context) {
        String token = context.pathParam("token");
        LinkForm form = LinkForm.of(context);
        Pages.answer(
                context,
                database.transaction(tx -> follow.lock(tx, Kind.READ, token)
                                .compose(found -> unreadable(context, found, form)
                                        .map(page -> Future.succeededFuture(Next.shows(page)))
                                        .orElseGet(() -> next(tx, token, found.orElseThrow(), form))))
                        .compose(next -> carryOut(next, form)));
    }

    /** A form that is too large, here or for the edge, is answered by a page too: who sent it reads it in a browser. */
    private void failed(RoutingContext context) {
        if (!(context.failure() instanceof Problem problem) || problem.status() != TOO_LARGE) {
            context.next();
            return;
        }
        problem.headers().forEach(context.response()::putHeader);
        Pages.answer(
                context,
                follow.look(database.client(), Kind.READ, context.pathParam("token"))
                        .map(found -> unreadable(context, found, LinkForm.NOTHING)
                                .orElseGet(() -> new Page(TOO_LARGE, pages.aside("too-large", found.orElseThrow())))));
    }

    /** The page that is shown; with a text, once that is sent. An answer that was taken is to be told. */
    private record Next(Supplier<Page> page, Optional<CodeText> text, boolean taken) {
        static Next shows(Page page) {
            return new Next(() -> page, Optional.empty(), false);
        }
    }

    private Future<Next> next(SqlClient tx, String token, Behind behind, LinkForm form) {
        if (!LinkCodes.areAskedFor(behind)) {
            return message(tx, behind, new LinkForm(Optional.empty(), form.answer()));
        }
        return form.code()
                .map(written -> codes.check(tx, token, written).compose(verdict -> switch (verdict) {
                    case RIGHT -> message(tx, behind, form);
                    case WRONG -> Future.succeededFuture(aside(403, "code-wrong", behind, form));
                    case OVER -> Future.succeededFuture(aside(403, "code-over", behind, form));
                }))
                .orElseGet(() -> codes.ask(tx, behind, token).map(asked -> asked(asked, behind, form)));
    }

    private Next asked(Asked asked, Behind behind, LinkForm form) {
        return asked.out() || asked.text().isPresent()
                ? new Next(() -> new Page(200, pages.aside("code", behind, form.answer())), asked.text(), false)
                : Next.shows(new Page(403, pages.noCode(behind, form.words())));
    }

    private Next aside(int status, String name, Behind behind, LinkForm form) {
        return Next.shows(new Page(status, pages.aside(name, behind, form.answer())));
    }

    private Future<Page> carryOut(Next next, LinkForm form) {
        if (next.taken()) {
            wakeFanOut.run();
        }
        return next.text()
                .map(text -> codes.send(database, text)
                        .map(taken ->
                                taken ? next.page().get() : new Page(503, pages.noCode(text.behind(), form.words()))))
                .orElseGet(() -> Future.succeededFuture(next.page().get()));
    }

    /** The page in place of a message that is not to be read behind this link, or not any more. */
    private Optional<Page> unreadable(RoutingContext context, Optional<Behind> found, LinkForm form) {
        if (found.filter(this::isTheirs).isEmpty()) {
            return Optional.of(new Page(404, pages.notFound(Pages.languageOf(context))));
        }
        return found.filter(Behind::expired)
                .map(behind -> new Page(410, pages.expired(behind, form.words())))
                .or(() -> found.filter(behind -> !behind.addressee().mayRead())
                        .map(behind -> new Page(410, pages.offCase(behind, form.words()))));
    }

    /** Whose address changed since, or who took the place of another, is not who was written to. */
    private boolean isTheirs(Behind behind) {
        Addressee addressee = behind.addressee();
        return (addressee instanceof Addressee.OfContact || addressee.mayRead())
                && behind.link()
                        .address()
                        .filter(address -> addressee.has(address, persons::emailHash))
                        .isPresent();
    }

    private Future<Next> message(SqlClient tx, Behind behind, LinkForm form) {
        if (behind.addressee() instanceof Addressee.OfPerson reader) {
            String who = reader.person().id().value();
            Reader audited = new Reader("person/" + behind.link().caseId() + "/" + who, "read message");
            return acknowledge(tx, behind, who)
                    .compose(done -> persons.open(tx, audited, List.of(reader.person())))
                    .map(details -> Next.shows(
                            new Page(200, pages.news(behind, details.get(0).name()))));
        }
        Addressee.OfContact reader = (Addressee.OfContact) behind.addressee();
        Optional<PostedMessage> written = behind.situation()
                .message(behind.notification().milestone())
                .filter(message -> message.isSeenBy(
                        new CaseViewer.AsPartner(reader.partner().id())));
        return acknowledge(tx, behind, reader.contact().name())
                .compose(done -> written.map(message -> contacts.show(tx, behind, message, form)
                                .map(shown -> new Next(shown::page, Optional.empty(), shown.taken())))
                        .orElseGet(() -> Future.succeededFuture(Next.shows(new Page(200, pages.task(behind))))));
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
