package dev.waymark.gateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Keeps the screen up to date; the response rates are those that the gateway answers Maria. Belongs to one thread. */
final class Dashboard {

    private static final Duration ON_A_TERMINAL = Duration.ofSeconds(2);
    private static final Duration ELSEWHERE = Duration.ofSeconds(30);

    private final Site site;
    private final PgSummary summaries;
    private final Screen screen;
    private final Greeting greeting;
    private Future<String> session = Future.failedFuture(new IllegalStateException("not signed in yet"));
    private Instant next = Instant.EPOCH;
    private boolean shown;

    Dashboard(Site site, PgSummary summaries, Screen screen, Greeting greeting) {
        this.site = site;
        this.summaries = summaries;
        this.screen = screen;
        this.greeting = greeting;
    }

    void refresh(Instant now) throws InterruptedException {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(screen.terminal() ? ON_A_TERMINAL : ELSEWHERE);
        try {
            Summary summary = Waits.on(summaries.read(rates()));
            if (screen.terminal() || !shown) {
                screen.show(summary, greeting);
            } else {
                screen.line(summary);
            }
            shown = true;
        } catch (Waits.Failed failed) {
            site.mishaps.add(failed);
        }
    }

    private List<Summary.Rate> rates() throws InterruptedException {
        try {
            if (!session.succeeded()) {
                session = site.manager.signIn();
            }
            return rates(Waits.on(session.compose(site.manager::responsiveness)));
        } catch (Waits.Failed failed) {
            session = Future.failedFuture(failed);
            site.mishaps.add(failed);
            return List.of();
        }
    }

    static List<Summary.Rate> rates(JsonArray rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(rows::getJsonObject)
                .map(Dashboard::rate)
                .toList();
    }

    private static Summary.Rate rate(JsonObject row) {
        Double rate = row.getDouble("responseRate");
        return new Summary.Rate(
                row.getString("key"),
                row.getLong("due"),
                row.getLong("acknowledgedWithin"),
                rate == null ? "-" : String.format(Locale.ROOT, "%.1f %%", rate * 100));
    }
}
