package dev.waymark.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signed single events, as fast as they are answered or at a rate; then every {@code 202} is looked for on the tracker of
 * its case. Any other answer, and any event that is not found again, fails the run. What it measured is printed at the end
 * and stands in Gatling's report.
 */
public final class SignedEventsSimulation extends Simulation {

    private static final String MEASURED = "signed event";
    private static final String EVENT = "event";
    private static final String CASE = "case";
    private static final String TRACKER = "tracker";
    private static final int COUNTERS = 8;

    private final LoadSettings settings = LoadSettings.ofSystem();
    private final Target target = Target.of(settings);
    private final Cases cases = target.enrolled();
    private final SignedEvents warmUp = events(0, settings.warmUp());
    private final SignedEvents measured = events(settings.warmUp(), settings.events());
    private final Summary summary = new Summary(target);
    private final long start = System.nanoTime();

    public SignedEventsSimulation() {
        HttpProtocolBuilder protocol =
                http.baseUrl(target.url().toString()).disableWarmUp().disableCaching();
        setUp(posting("warming up", warmUp)
                        .andThen(posting(MEASURED, measured)
                                .andThen(scenario("counting").exec(counting()).injectOpen(atOnceUsers(COUNTERS)))))
                .protocols(settings.rate() > 0 ? protocol.shareConnections() : protocol)
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(MEASURED).successfulRequests().count().gt(0L));
    }

    private SignedEvents events(int from, int count) {
        return SignedEvents.sign(target.signer(), cases, from, count, settings.history());
    }

    private PopulationBuilder posting(String name, SignedEvents events) {
        ChainBuilder next = exec(session -> take(session, events))
                .exec(doIf(session -> session.contains(EVENT)).then(post(name, events)));
        if (settings.rate() > 0) {
            return scenario(name)
                    .exec(next)
                    .injectOpen(constantUsersPerSec(settings.rate()).during(events.count() / settings.rate()));
        }
        return scenario(name)
                .exec(repeat(events.count() / settings.inFlight()).on(next))
                .injectOpen(atOnceUsers(settings.inFlight()));
    }

    private Session take(Session session, SignedEvents events) {
        if (events == measured) {
            summary.started();
        }
        Session fresh = session.markAsSucceeded().remove(EVENT);
        return System.nanoTime() - start < settings.longest().toNanos() / (events == warmUp ? 2 : 1)
                ? events.next().map(event -> fresh.set(EVENT, event)).orElse(fresh)
                : fresh;
    }

    private static ChainBuilder post(String name, SignedEvents events) {
        return exec(http(name)
                        .post(SignedEvents.PATH)
                        .header("Content-Type", SignedEvents.CONTENT_TYPE)
                        .header(
                                "Content-Digest",
                                session -> request(session).contentDigest().orElseThrow())
                        .header("Signature-Input", session -> request(session).signatureInput())
                        .header("Signature", session -> request(session).signature())
                        .body(StringBody(session -> request(session).body()))
                        .check(
                                status().is(202),
                                substring("\"status\":\"accepted\"").exists()))
                .exec(session -> {
                    if (!session.isFailed()) {
                        events.wasTaken(event(session));
                    }
                    return session;
                });
    }

    /** Reads the tracker of each case: the gateway must show as many milestones there as it took. */
    private ChainBuilder counting() {
        AtomicInteger next = new AtomicInteger();
        ChainBuilder count = exec(session ->
                        session.set(TRACKER, target.signer().get(cases.path(session.getInt(CASE)))))
                .exec(http("taken events counted")
                        .get(session -> cases.path(session.getInt(CASE)))
                        .header("Signature-Input", session -> tracker(session).signatureInput())
                        .header("Signature", session -> tracker(session).signature())
                        .check(
                                status().is(200),
                                jsonPath("$.milestones[*].milestone").count().is(this::taken)));
        return repeat(cases.count() / COUNTERS + 1)
                .on(exec(session -> {
                            summary.ended();
                            return session.set(CASE, next.getAndIncrement());
                        })
                        .exec(doIf(session -> session.getInt(CASE) < cases.count())
                                .then(count)));
    }

    private int taken(Session session) {
        int index = session.getInt(CASE);
        return warmUp.takenOf(index) + measured.takenOf(index);
    }

    private static SignedEvents.Event event(Session session) {
        return Objects.requireNonNull(session.<SignedEvents.Event>get(EVENT));
    }

    private static RequestSigner.Signed request(Session session) {
        return event(session).request();
    }

    private static RequestSigner.Signed tracker(Session session) {
        return Objects.requireNonNull(session.<RequestSigner.Signed>get(TRACKER));
    }

    @Override
    public void after() {
        System.out.println(System.lineSeparator() + summary.text(warmUp, measured));
        target.close();
    }
}
