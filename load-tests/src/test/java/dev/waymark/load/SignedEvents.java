package dev.waymark.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Events of many cases in turn, each signed beforehand, so that the generator only sends; and how many of them were taken,
 * by case. Thread-safe.
 */
final class SignedEvents {

    static final String PATH = "/v1/milestones";
    static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final Duration HISTORY = Duration.ofDays(30);

    /** A case's way: events with tasks and without, and such as end tasks. */
    private static final List<String> CODES = List.of(
            "referral.received",
            "benefits.started",
            "benefits.completed",
            "prior-auth.required",
            "prior-auth.submitted",
            "prior-auth.info-requested",
            "prior-auth.submitted",
            "prior-auth.approved",
            "fulfillment.scheduled",
            "fulfillment.shipped",
            "fulfillment.delivered",
            "therapy.first-dose");

    /** One of them. */
    record Event(int caseIndex, RequestSigner.Signed request) {}

    private final List<Event> events;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicIntegerArray takenByCase;
    private final AtomicLong first = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    private SignedEvents(List<Event> events, int cases) {
        this.events = events;
        this.takenByCase = new AtomicIntegerArray(cases);
    }

    /** @param from the number of the first: ids and a case's codes go on where those before it ended */
    static SignedEvents sign(RequestSigner signer, Cases cases, int from, int count, boolean history) {
        Instant time = history ? longAgo() : Instant.now();
        List<Event> events = IntStream.range(from, from + count)
                .parallel()
                .mapToObj(n -> new Event(
                        n % cases.count(),
                        signer.sign(
                                "POST", PATH, CONTENT_TYPE, body(signer.key().partner(), cases, n, time))))
                .toList();
        return new SignedEvents(events, cases.count());
    }

    static String body(String partner, Cases cases, int n, Instant time) {
        return """
                {"specversion":"1.0","id":"%s/%d","source":"/partners/%s","type":"waymark.milestone.%s","subject":"%s",\
                "time":"%s","datacontenttype":"application/json","data":{"note":"Event %d of a load test",\
                "reason":"load-test","attributes":{"payer":"Example Health","plan":"Example Gold"}}}""".formatted(
                        cases.name(n % cases.count()),
                        n,
                        partner,
                        CODES.get(n / cases.count() % CODES.size()),
                        cases.subject(n % cases.count()),
                        time.plusMillis(n / cases.count()),
                        n);
    }

    /** Of a time that is history to the gateway: taken, but nobody is asked or told. */
    static Instant longAgo() {
        return Instant.now().minus(HISTORY);
    }

    List<Event> all() {
        return List.copyOf(events);
    }

    int count() {
        return events.size();
    }

    /** The next, each once. */
    Optional<Event> next() {
        int n = next.getAndIncrement();
        if (n >= events.size()) {
            return Optional.empty();
        }
        first.accumulateAndGet(System.nanoTime(), Math::min);
        return Optional.of(events.get(n));
    }

    void wasTaken(Event event) {
        taken.incrementAndGet();
        takenByCase.incrementAndGet(event.caseIndex());
        last.accumulateAndGet(System.nanoTime(), Math::max);
    }

    int takenOf(int caseIndex) {
        return takenByCase.get(caseIndex);
    }

    int taken() {
        return taken.get();
    }

    /** From the first that was sent to the last that was taken. */
    Duration took() {
        return taken() == 0 ? Duration.ZERO : Duration.ofNanos(last.get() - first.get());
    }
}
