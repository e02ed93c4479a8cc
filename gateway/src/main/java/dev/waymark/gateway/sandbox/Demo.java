package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.sandbox.Story.Scene;
import io.vertx.core.http.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code demo}: six weeks of a town's story in about a minute, through the real interfaces of a real gateway, and then
 * on in real time until it is stopped. {@link #run} holds the thread that calls it; {@link Rest#stop} ends it.
 */
public final class Demo {

    private static final Duration SIX_WEEKS = Duration.ofDays(42);

    /** No case begins in the last days: there is more to see of one that is under way. */
    private static final Duration BEGINNINGS = Duration.ofDays(40);

    private static final int CASES = 30;
    private static final long SEED = 2026;

    private static final double MARIA_SOON = 0.85;
    private static final double MARIA_LATE = 0.1;

    private final Folder folder;
    private final Screen screen;
    private final Rest rest;
    private final Site site;
    private final Agenda agenda = new Agenda();
    private final People people;

    public Demo(Folder folder, Screen screen, Rest rest, SecureRandom random) {
        this.folder = folder;
        this.screen = screen;
        this.rest = rest;
        this.site = new Site(folder, random);
        this.people = new People(SEED, agenda, site.time::now, site.gateway, site.systems, site.texts);
    }

    /** Plays until it is stopped, and closes everything. */
    public void run(SendLine send) throws InterruptedException {
        try {
            screen.say("Everything of this demo is in " + folder.path() + ", the gateway's log too.");
            screen.say("Starting PostgreSQL, the gateway, and everybody around it, on this machine alone …");
            site.open(people, (now, before) -> before ? Duration.ZERO : SIX_WEEKS);
            screen.say("Waymark answers at " + site.url);
            Performance performance = new Performance(site.systems);
            live(performance, story(performance), send);
        } finally {
            site.close();
        }
    }

    /** Plays up to the present; gives what is still to come. */
    private List<Scene> story(Performance performance) throws InterruptedException {
        Instant begin = site.time.now();
        Instant present = site.time.steady();
        if (Duration.between(begin, present).compareTo(SIX_WEEKS.dividedBy(2)) < 0) {
            screen.say("This folder has seen a demo before: on from there.");
            return List.of();
        }
        List<Scene> scenes = Story.of(SEED, begin, BEGINNINGS, Town.FIRST_CASE, CASES);
        screen.say("Six weeks of " + CASES + " invented cases, played through the signed API:");
        scenes.stream()
                .filter(scene -> scene.at().isBefore(present))
                .forEach(scene -> agenda.add(scene.at(), () -> performance.play(scene, site.time.now())));
        AlertDesk desk = new AlertDesk(new Habits(SEED, MARIA_SOON, MARIA_LATE), agenda, site.time::now);
        WebSocket socket = Waits.on(desk.open(site.manager));
        PgStillness stillness = site.stillness();
        new Pace(agenda, site.time, stillness::look, rest, site.mishaps)
                .play(
                        site.time::steady,
                        () -> screen.progress(begin, site.time.now(), site.time.steady(), performance.played()));
        site.time.catchUp();
        socket.close();
        return scenes.stream().filter(scene -> !scene.at().isBefore(present)).toList();
    }

    private void live(Performance performance, List<Scene> scenes, SendLine send) throws InterruptedException {
        if (rest.stopped()) {
            return;
        }
        PgSummary summary = new PgSummary(site.database(), site.time.clocks(), site.mishaps);
        int next = Town.FIRST_CASE + Waits.on(summary.cases()).intValue();
        Greeting greeting =
                new Greeting(site.url, Town.MANAGER, site.password, new Invitation(site, folder).line(send));
        people.hurry(Live::atTheDesk);
        new Live(site, agenda, performance, new Programme(scenes, SEED, next), rest)
                .run(new Dashboard(site, summary, screen, greeting));
    }
}
