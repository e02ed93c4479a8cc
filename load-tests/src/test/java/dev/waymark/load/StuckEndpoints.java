package dev.waymark.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What six endpoints that never answer cost the others: how long a message takes from its event's post to its arrival at an
 * endpoint that answers, with the six stuck and without, in pairs that alternate, each run on a gateway of its own.
 */
public final class StuckEndpoints {

    private static final int STUCK = 6;
    private static final int OTHERS = 4;
    private static final int PAIRS = Integer.getInteger("waymark.pairs", 5);
    private static final int PER_SECOND = Integer.getInteger("waymark.perSecond", 50);
    private static final int SECONDS = Integer.getInteger("waymark.seconds", 40);
    private static final int WARM_UP_SECONDS = Integer.getInteger("waymark.warmUpSeconds", 15);
    private static final Path JAR = Path.of(System.getProperty("waymark.jar", "gateway/target/waymark.jar"));
    private static final Path FOLDER = Path.of("load-tests", "target", "stuck");
    private static final String TYPE = "application/cloudevents+json";
    private static final Pattern TAKEN = Pattern.compile("\"milestone\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    private StuckEndpoints() {}

    /** Median and 90th percentile in milliseconds, of {@code messages}. */
    private record Figures(double median, double p90, int messages) {
        static Figures of(List<Long> nanos) {
            Collections.sort(nanos);
            return new Figures(rank(nanos, 0.5), rank(nanos, 0.9), nanos.size());
        }

        private static double rank(List<Long> sorted, double quantile) {
            int rank = (int) Math.ceil(quantile * sorted.size());
            return sorted.get(Math.max(0, rank - 1)) / 1e6;
        }

        @Override
        public String toString() {
            return "median %.1f ms, 90 %% within %.1f ms (%d messages)".formatted(median, p90, messages);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        double worst = 0;
        for (int pair = 1; pair <= PAIRS; pair++) {
            boolean stuckFirst = pair % 2 == 0;
            Figures first = run(stuckFirst);
            Figures second = run(!stuckFirst);
            Figures without = stuckFirst ? second : first;
            Figures with = stuckFirst ? first : second;
            double median = with.median() / without.median();
            double p90 = with.p90() / without.p90();
            worst = Math.max(worst, Math.max(median, p90));
            System.out.printf(
                    "pair %d: without: %s; with: %s; %.2f and %.2f times%n", pair, without, with, median, p90);
        }
        System.out.printf("at most %.2f times%n", worst);
        System.exit(worst <= 1.5 ? 0 : 1);
    }

    private static Figures run(boolean stuck) throws InterruptedException {
        List<FarEndpoint> endpoints = new ArrayList<>();
        IntStream.range(0, STUCK + OTHERS).forEach(i -> endpoints.add(new FarEndpoint(stuck && i < STUCK)));
        ManyPharmacies configuration = new ManyPharmacies(endpoints);
        URI url = OwnGateway.freeAddress();
        OwnGateway gateway = OwnGateway.start(JAR, List.of("-Xmx1g"), FOLDER, url, configuration);
        try {
            RequestSigner signer = new RequestSigner(configuration.hub(), url, false);
            List<Cases> cases = new ArrayList<>();
            for (int i = 0; i < endpoints.size(); i++) {
                cases.add(new Cases(HubAndPharmacy.PROGRAM, "S" + i, 1));
                cases.get(i).enrol(url, signer, ManyPharmacies.enrolment(i));
            }
            return measure(url, signer, cases, endpoints);
        } finally {
            gateway.close();
            endpoints.forEach(FarEndpoint::close);
        }
    }

    /** Posts to all cases in turn at an even rate, whatever the answers do; looks at the others' messages alone. */
    private static Figures measure(URI url, RequestSigner signer, List<Cases> cases, List<FarEndpoint> endpoints)
            throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Map<String, Long> posted = new ConcurrentHashMap<>();
        long began = System.nanoTime();
        long step = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        int all = PER_SECOND * (WARM_UP_SECONDS + SECONDS);
        for (int n = 0; n < all; n++) {
            LockSupport.parkNanos(Math.max(0, began + n * step - System.nanoTime()));
            int which = n % cases.size();
            boolean counts = which >= STUCK && n >= PER_SECOND * WARM_UP_SECONDS;
            post(client, url, signer, cases.get(which), n, counts ? posted : new HashMap<>());
        }
        Map<String, Long> arrived = new HashMap<>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        do {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            endpoints.subList(STUCK, endpoints.size()).forEach(one -> arrived.putAll(one.arrived()));
        } while (!arrived.keySet().containsAll(posted.keySet()) && System.nanoTime() < end);
        List<Long> took = new ArrayList<>();
        posted.forEach((milestone, at) -> {
            Long there = arrived.get(milestone);
            if (there == null) {
                throw new IllegalStateException("milestone " + milestone + " never arrived");
            }
            took.add(there - at);
        });
        return Figures.of(took);
    }

    private static void post(
            HttpClient client, URI url, RequestSigner signer, Cases of, int n, Map<String, Long> posted) {
        String body = """
                {"specversion":"1.0","id":"%d","source":"/partners/load-hub","type":"waymark.milestone.referral.received",\
                "subject":"%s","time":"%s","data":{}}""".formatted(n, of.subject(0), Instant.now());
        RequestSigner.Signed signed = signer.sign("POST", SignedEvents.PATH, TYPE, body);
        HttpRequest request = HttpRequest.newBuilder(url.resolve(SignedEvents.PATH))
                .header("Content-Type", TYPE)
                .header("Content-Digest", signed.contentDigest().orElseThrow())
                .header("Signature-Input", signed.signatureInput())
                .header("Signature", signed.signature())
                .POST(BodyPublishers.ofString(body))
                .build();
        long at = System.nanoTime();
        CompletableFuture<Void> unused = client.sendAsync(request, BodyHandlers.ofString())
                .thenAccept(answer -> {
                    Matcher milestone = TAKEN.matcher(answer.body());
                    if (answer.statusCode() == 202 && milestone.find()) {
                        posted.put(milestone.group(1), at);
                    } else {
                        System.err.println("answered " + answer.statusCode() + ": " + answer.body());
                    }
                });
    }
}
