package dev.waymark.gateway.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The town in real time: something new every few seconds, until it is stopped. Belongs to one thread, which it holds. */
final class Live {

    private static final Duration BETWEEN_SCENES = Duration.ofSeconds(4);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Site site;
    private final Agenda agenda;
    private final Performance performance;
    private final Programme programme;
    private final Rest rest;

    Live(Site site, Agenda agenda, Performance performance, Programme programme, Rest rest) {
        this.site = site;
        this.agenda = agenda;
        this.performance = performance;
        this.programme = programme;
        this.rest = rest;
    }

    /** What takes people an hour takes them a minute while somebody watches. The clock is not touched. */
    static Duration atTheDesk(Duration delay) {
        return delay.dividedBy(60).plusSeconds(2);
    }

    void run(Dashboard dashboard) throws InterruptedException {
        Instant nextScene = site.time.steady();
        while (!rest.stopped()) {
            Instant now = site.time.steady();
            for (Optional<Agenda.Deed> due = agenda.take(now); due.isPresent(); due = agenda.take(now)) {
                due.get().run().onFailure(site.mishaps::add);
            }
            if (!now.isBefore(nextScene)) {
                performance.play(programme.next(), now).onFailure(site.mishaps::add);
                nextScene = now.plus(BETWEEN_SCENES);
            }
            dashboard.refresh(now);
            rest.pause(LOOK_AGAIN);
        }
    }
}
