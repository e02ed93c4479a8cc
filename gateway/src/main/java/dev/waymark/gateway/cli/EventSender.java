package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.gateway.signing.RequestSigner;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Posts events in requests that the gateway takes: up to 1,000 each and under 1 MiB. What it asks to have later (429, 5xx)
 * and what got no answer is sent again, signed anew, a few times; the ids make that safe (protocol, section 3).
 */
final class EventSender {

    private static final int MOST_EVENTS = 1_000;
    private static final int MOST_BYTES = 1_000_000;
    private static final int TRIES = 5;

    private final HttpClient client = GatewayHttp.client();
    private final URI endpoint;
    private final RequestSigner signer;
    private final Surroundings surroundings;
    private final SendOutcomes outcomes;

    EventSender(URI endpoint, RequestSigner signer, Surroundings surroundings, SendOutcomes outcomes) {
        this.endpoint = endpoint;
        this.signer = signer;
        this.surroundings = surroundings;
        this.outcomes = outcomes;
    }

    private record Written(ObjectNode event, String json) {}

    /** Sends them all, in order; stops where the gateway refuses the sender rather than an event. */
    void send(List<ObjectNode> events) throws InterruptedException {
        boolean welcome = true;
        for (List<Written> request : requests(events)) {
            if (welcome) {
                welcome = deliver(request);
            } else {
                request.forEach(written -> outcomes.notSent(written.event()));
            }
        }
    }

    private boolean deliver(List<Written> request) throws InterruptedException {
        List<Written> open = request;
        Duration pause = Duration.ofSeconds(1);
        for (int n = 1; true; n++) {
            boolean last = n == TRIES;
            Reply reply = post(open);
            if (reply.isRefusal()) {
                open.forEach(written -> outcomes.refused(written.event(), reply.body()));
                return !reply.isAboutTheSender();
            }
            if (reply.isTaken()) {
                open = settle(open, reply, last);
                if (open.isEmpty()) {
                    return true;
                }
            } else if (last) {
                open.forEach(written -> outcomes.unanswered(written.event(), reply.reason()));
                return false;
            }
            surroundings
                    .pause()
                    .pause(reply.retryAfter(surroundings.clock().instant()).orElse(pause));
            pause = pause.multipliedBy(2);
        }
    }

    /** Tells what is settled; gives those that the gateway wants later. */
    private List<Written> settle(List<Written> sent, Reply reply, boolean last) {
        List<Written> later = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode answer = sent.size() == 1
                    ? reply.body()
                    : reply.body().path("results").path(i);
            JsonNode problem = answer.path("problem");
            if (problem.isMissingNode()) {
                outcomes.taken(sent.get(i).event(), answer);
            } else if (Reply.isForLater(problem.path("status").asInt()) && !last) {
                later.add(sent.get(i));
            } else {
                outcomes.refused(sent.get(i).event(), problem);
            }
        }
        return later;
    }

    private Reply post(List<Written> events) throws InterruptedException {
        boolean single = events.size() == 1;
        String json = single
                ? events.get(0).json()
                : "[" + String.join(",", events.stream().map(Written::json).toList()) + "]";
        String mediaType = "application/cloudevents" + (single ? "" : "-batch") + "+json";
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(GatewayHttp.ANSWER_TIME)
                .POST(HttpRequest.BodyPublishers.ofString(json));
        signer.sign(
                        "POST",
                        endpoint,
                        new RequestSigner.Body(mediaType, Buffer.buffer(json)),
                        surroundings.clock().instant())
                .forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After"),
                    body(response),
                    "status " + response.statusCode());
        } catch (IOException e) {
            return new Reply(0, Optional.empty(), JsonNodeFactory.instance.objectNode(), e.toString());
        }
    }

    private static JsonNode body(HttpResponse<String> response) {
        ObjectNode body = GatewayHttp.body(response.body());
        return body.isEmpty() ? body.put("status", response.statusCode()) : body;
    }

    private static List<List<Written>> requests(List<ObjectNode> events) {
        List<List<Written>> requests = new ArrayList<>();
        List<Written> current = new ArrayList<>();
        int bytes = 0;
        for (ObjectNode event : events) {
            String json = event.toString();
            int length = json.getBytes(StandardCharsets.UTF_8).length + 1;
            if (!current.isEmpty() && (current.size() == MOST_EVENTS || bytes + length > MOST_BYTES)) {
                requests.add(current);
                current = new ArrayList<>();
                bytes = 0;
            }
            current.add(new Written(event, json));
            bytes += length;
        }
        if (!current.isEmpty()) {
            requests.add(current);
        }
        return requests;
    }
}
