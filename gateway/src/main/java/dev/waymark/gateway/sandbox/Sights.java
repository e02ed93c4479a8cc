package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.sandbox.GatewayClient.Reply;
import dev.waymark.gateway.sandbox.Neighbours.Letter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What there is to see on the tour; each says what it saw, or fails with {@link Waits.Failed}. Belongs to one thread. */
final class Sights {

    private static final int CASES = 3;
    private static final Duration A_DAY_AND_MORE = Duration.ofHours(25);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Site site;
    private final Seen seen;
    private final Rest rest;
    private final Town.Household household = Town.household(Town.FIRST_CASE);

    Sights(Site site, Seen seen, Rest rest) {
        this.site = site;
        this.seen = seen;
        this.rest = rest;
    }

    String enrolled() throws InterruptedException {
        for (int i = 0; i < CASES; i++) {
            Waits.on(site.system(Town.HUB)
                    .enrol(Town.household(Town.FIRST_CASE + i))
                    .compose(reply -> reply.orFail("PUT case")));
        }
        return CASES + " by " + Town.HUB;
    }

    String listening() throws InterruptedException {
        Waits.on(site.manager.signIn().compose(token -> site.manager.alerts(token, seen.frames::add)));
        return Town.MANAGER + " is ready at cursor " + frame("ready").getLong("cursor");
    }

    String accepted() throws InterruptedException {
        JsonObject event =
                PartnerSystem.event(Town.HUB, "tour-1", "prior-auth.info-requested", household.ref(), site.time.now());
        Reply reply =
                Waits.on(site.system(Town.HUB).report(event).compose(answer -> answer.orFail("POST /v1/milestones")));
        require(reply.status() == 202, "answered " + reply.status());
        return household.ref() + " prior-auth.info-requested " + reply.json().getString("status");
    }

    String mailed() throws InterruptedException {
        return "\"" + letter().subject() + "\", with a link and nothing else";
    }

    String texted() throws InterruptedException {
        return "signature verified: \""
                + first(() -> seen.texts.stream().findFirst(), "no text came").words() + "\"";
    }

    String asked() throws InterruptedException {
        JsonObject data = webhook();
        return household.pharmacy() + " is asked to "
                + data.getJsonObject("task").getString("action") + ", sequence " + data.getInteger("sequence");
    }

    String alerted() throws InterruptedException {
        JsonObject alert = frame("alert").getJsonObject("alert");
        return alert.getString("severity") + ": \"" + alert.getString("title") + "\"";
    }

    String inbox() throws InterruptedException {
        String notification = webhook().getString("notification");
        Reply reply = Waits.on(site.system(household.pharmacy())
                .get("/v1/notifications?status=all")
                .compose(answer -> answer.orFail("GET /v1/notifications")));
        JsonArray listed = reply.json().getJsonArray("notifications");
        require(
                IntStream.range(0, listed.size())
                        .mapToObj(listed::getJsonObject)
                        .anyMatch(one -> notification.equals(one.getString("notification"))),
                "the inbox does not list " + notification);
        return "lists it, " + listed.size() + " in all";
    }

    String acknowledged() throws InterruptedException {
        Reply reply = Waits.on(site.system(household.pharmacy())
                .acknowledge(webhook().getString("notification"), TownHall.contactOf(household.pharmacy()))
                .compose(answer -> answer.orFail("POST acknowledgment")));
        require(Boolean.TRUE.equals(reply.json().getBoolean("first")), "it was not the first");
        return "the first, by " + household.pharmacy();
    }

    String linkRead() throws InterruptedException {
        String path = letter().link().map(URI::getRawPath).orElseThrow();
        Reply page = Waits.on(site.gateway.get(path).compose(answer -> answer.orFail("GET /a/…")));
        require(page.body().contains("<form method=\"post\""), "there is no button");
        Reply message = Waits.on(site.gateway
                .call(HttpMethod.POST, path, Map.of(), Buffer.buffer())
                .compose(answer -> answer.orFail("POST /a/…")));
        require(!message.body().contains("<form method=\"post\""), "the message is not shown");
        return "a button, then the message in the patient's language";
    }

    String measured() throws InterruptedException {
        PgStillness stillness = site.stillness();
        new Pace(new Agenda(), site.time, stillness::look, rest, site.mishaps).still();
        site.time.stepTo(site.time.now().plus(A_DAY_AND_MORE));
        JsonArray rows = Waits.on(site.manager.signIn().compose(site.manager::responsiveness));
        Summary.Rate rate = Dashboard.rates(rows).stream()
                .filter(row -> row.partner().equals(household.pharmacy().toString()))
                .findFirst()
                .orElseThrow(() -> new Waits.Failed("no row for " + household.pharmacy()));
        require(rate.due() == 1 && rate.within() == 1, "answered " + rate.within() + " of " + rate.due() + " due");
        return household.pharmacy() + " " + rate.rate() + ", " + rate.within() + " of " + rate.due() + " due";
    }

    private Letter letter() throws InterruptedException {
        String patient = household
                .enrolment()
                .getJsonArray("people")
                .getJsonObject(0)
                .getJsonObject("email")
                .getString("address");
        Letter letter = first(
                () -> seen.mails.stream()
                        .filter(one -> one.to().equals(patient))
                        .findFirst(),
                "no mail came");
        require(letter.link().isPresent(), "the mail has no link");
        return letter;
    }

    private JsonObject webhook() throws InterruptedException {
        return first(
                () -> seen.webhooks.stream()
                        .filter(one -> one.partner().equals(household.pharmacy()))
                        .map(one -> one.event().getJsonObject("data"))
                        .filter(data -> data.getJsonObject("task") != null)
                        .findFirst(),
                "no webhook came");
    }

    private JsonObject frame(String type) throws InterruptedException {
        return first(
                () -> seen.frames.stream()
                        .filter(frame -> type.equals(frame.getString("type")))
                        .findFirst(),
                "no frame \"" + type + "\" came");
    }

    private <T> T first(Supplier<Optional<T>> look, String otherwise) throws InterruptedException {
        for (long left = LONGEST.dividedBy(LOOK_AGAIN); left > 0 && !rest.stopped(); left--) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            rest.pause(LOOK_AGAIN);
        }
        throw new Waits.Failed(otherwise);
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new Waits.Failed(otherwise);
        }
    }
}
