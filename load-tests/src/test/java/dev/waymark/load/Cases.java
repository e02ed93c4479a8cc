package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The cases that a run posts events of, under names of its own, enrolled through the API. Thread-safe. */
final class Cases {

    private static final String JSON = "application/json";
    private static final int AT_ONCE = 8;

    private final String program;
    private final String run;
    private final int count;

    /** @param run tells this run's cases from those of others on the same gateway */
    Cases(String program, String run, int count) {
        this.program = program;
        this.run = run;
        this.count = count;
    }

    int count() {
        return count;
    }

    String name(int index) {
        return run + "-" + index;
    }

    /** What events name as their {@code subject}. */
    String subject(int index) {
        return program + "/" + name(index);
    }

    String path(int index) {
        return "/v1/programs/" + program + "/cases/" + name(index);
    }

    /** @param body lists the signer as hub, and whoever else is to be on each case */
    void enrol(URI url, RequestSigner signer, String body) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Boolean> done : threads.invokeAll(IntStream.range(0, count)
                    .mapToObj(index -> (Callable<Boolean>) () -> enrol(client, url, signer, path(index), body))
                    .toList())) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while enrolling cases", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cases could not be enrolled", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean enrol(HttpClient client, URI url, RequestSigner signer, String path, String body)
            throws IOException, InterruptedException {
        RequestSigner.Signed signed = signer.sign("PUT", path, JSON, body);
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", JSON)
                .header("Content-Digest", signed.contentDigest().orElseThrow())
                .header("Signature-Input", signed.signatureInput())
                .header("Signature", signed.signature())
                .PUT(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return true;
    }
}
