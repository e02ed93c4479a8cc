package dev.waymark.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Events at an even rate, each of a case of its own, and how long their webhooks and alerts take from the post on. */
final class Steady {

    private static final Pattern TAKEN = Pattern.compile("\"milestone\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final int WARM_UP = 200;
    private static final int PER_SECOND = 50;

    private final HttpClient client;
    private final URI url;
    private final RequestSigner signer;
    private final Cases cases;
    private final FarEndpoint pharmacy;
    private final AlertListener manager;
    private final Map<String, Long> byMilestone = new ConcurrentHashMap<>();
    private final Map<String, Long> byCase = new ConcurrentHashMap<>();
    private int used;

    Steady(HttpClient client, URI url, RequestSigner signer, Cases cases, FarEndpoint pharmacy, AlertListener manager) {
        this.client = client;
        this.url = url;
        this.signer = signer;
        this.cases = cases;
        this.pharmacy = pharmacy;
        this.manager = manager;
    }

    /** Posts {@code WARM_UP} and then {@code count}; returns once all of them were told, or a minute later. */
    void run(int count) throws InterruptedException {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        long began = System.nanoTime();
        for (int n = 0; n < WARM_UP + count; n++) {
            LockSupport.parkNanos(
                    Math.max(0, began + n * TimeUnit.SECONDS.toNanos(1) / PER_SECOND - System.nanoTime()));
            answers.add(post(n >= WARM_UP));
        }
        CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).join();
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end
                && !(pharmacy.arrived().keySet().containsAll(byMilestone.keySet())
                        && manager.heard().keySet().containsAll(byCase.keySet()))) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private CompletableFuture<Void> post(boolean counts) {
        int which = used++ % cases.count();
        RequestSigner.Signed signed = signed(which, used);
        HttpRequest request = HttpRequest.newBuilder(url.resolve(SignedEvents.PATH))
                .header("Content-Type", SignedEvents.CONTENT_TYPE)
                .header("Content-Digest", signed.contentDigest().orElseThrow())
                .header("Signature-Input", signed.signatureInput())
                .header("Signature", signed.signature())
                .POST(BodyPublishers.ofString(signed.body()))
                .build();
        long at = System.nanoTime();
        return client.sendAsync(request, BodyHandlers.ofString()).thenAccept(answer -> {
            if (counts) {
                byMilestone.put(milestone(answer), at);
                byCase.put(cases.subject(which), at);
            }
        });
    }

    private static String milestone(HttpResponse<String> answer) {
        Matcher taken = TAKEN.matcher(answer.body());
        if (answer.statusCode() != 202 || !taken.find()) {
            throw new IllegalStateException("answered " + answer.statusCode() + " " + answer.body());
        }
        return taken.group(1);
    }

    private RequestSigner.Signed signed(int which, int n) {
        return signer.sign("POST", SignedEvents.PATH, SignedEvents.CONTENT_TYPE, """
                {"specversion":"1.0","id":"steady/%d","source":"/partners/load-hub",\
                "type":"waymark.milestone.therapy.first-dose","subject":"%s","time":"%s","data":{}}""".formatted(
                        n, cases.subject(which), Instant.now()));
    }

    /** As many more, to be sent at once, signed. */
    List<RequestSigner.Signed> burst(int count) {
        List<RequestSigner.Signed> signed = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            signed.add(signed(used++ % cases.count(), used));
        }
        return signed;
    }

    Sample webhooks() {
        return sample(byMilestone, pharmacy.arrived()::get);
    }

    Sample alerts() {
        return sample(byCase, manager.heard()::get);
    }

    private static Sample sample(Map<String, Long> posted, Function<String, Long> arrival) {
        List<Long> took = new ArrayList<>();
        posted.forEach((what, at) -> {
            Long there = arrival.apply(what);
            if (there == null) {
                throw new IllegalStateException("nothing was heard of " + what);
            }
            took.add(there - at);
        });
        return Sample.of(TimeUnit.SECONDS.toNanos(took.size() / PER_SECOND), took);
    }
}
