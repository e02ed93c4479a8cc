package dev.waymark.gateway.acks;

import dev.waymark.gateway.acks.FollowLink.Behind;
import dev.waymark.gateway.acks.Pages.Page;
import dev.waymark.gateway.acks.PgLinks.Kind;
import dev.waymark.gateway.cases.Bounces;
import dev.waymark.gateway.cases.OptOuts;
import dev.waymark.gateway.fanout.ReadSituations;
import dev.waymark.gateway.http.Form;
import dev.waymark.gateway.http.MediaType;
import dev.waymark.gateway.outbox.PgNotifications;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;

/**
 * {@code /u/<token>}: ends mail to the address that the message went to, in every case and program, and begins it again
 * (protocol, sections 7 and 8). {@code GET} shows a button and changes nothing; any {@code POST} unsubscribes, be it a
 * mail program's one click (RFC 8058) or the button, except that of the page that says it is done. Thread-safe.
 */
public final class UnsubscribeHandler {

    private static final String AGAIN = "again";

    private final Database database;
    private final FollowLink follow;
    private final LinkPages pages;
    private final OptOuts optOuts;
    private final Bounces bounces = new Bounces();
    private final Clocks clocks;

    public UnsubscribeHandler(
            Database database,
            PgNotifications notifications,
            ReadSituations situations,
            PartnerDirectory partners,
            OptOuts optOuts,
            Rendering rendering,
            Clocks clocks) {
        this.database = database;
        this.follow = new FollowLink(notifications, situations, partners, clocks);
        this.pages = new LinkPages(rendering, partners);
        this.optOuts = optOuts;
        this.clocks = clocks;
    }

    public void mount(Router router) {
        router.get("/u/:token").handler(context -> answer(context, this::isOut));
        router.post("/u/:token").handler(context -> answer(context, wantsAgain(context) ? this::in : this::out));
    }

    /** What is done with the address; true: it gets no more mail. */
    private interface Deed {
        Future<Boolean> doWith(SqlClient tx, Buffer address);
    }

    private void answer(RoutingContext context, Deed deed) {
        String token = context.pathParam("token");
        Pages.answer(context, database.transaction(tx -> follow.look(tx, Kind.UNSUBSCRIBE, token)
                .compose(found -> found.map(behind -> answer(tx, behind, deed)).orElseGet(() -> notFound(context)))));
    }

    private Future<Page> answer(SqlClient tx, Behind behind, Deed deed) {
        if (behind.expired()) {
            return Future.succeededFuture(new Page(410, pages.expired(behind, Optional.empty())));
        }
        return deed.doWith(tx, behind.link().address().orElseThrow())
                .map(out -> new Page(200, pages.aside(out ? "unsubscribed" : "unsubscribe", behind)));
    }

    private Future<Page> notFound(RoutingContext context) {
        return Future.succeededFuture(new Page(404, pages.notFound(Pages.languageOf(context))));
    }

    private Future<Boolean> isOut(SqlClient tx, Buffer address) {
        return optOuts.isOut(tx, List.of(address)).map(out -> !out.isEmpty());
    }

    private Future<Boolean> out(SqlClient tx, Buffer address) {
        return optOuts.out(tx, address, OptOuts.Medium.EMAIL, clocks.business()).map(true);
    }

    private Future<Boolean> in(SqlClient tx, Buffer address) {
        return optOuts.in(tx, address, clocks.business())
                .compose(done -> bounces.forget(tx, address))
                .map(false);
    }

    private static boolean wantsAgain(RoutingContext context) {
        Optional<String> media = MediaType.of(context);
        return media.filter("application/x-www-form-urlencoded"::equals).isPresent()
                && Form.of(context).text("mail").filter(AGAIN::equals).isPresent();
    }
}
