package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A running gateway's API, as a person uses it who signed in. */
final class GatewayClient {

    private final HttpClient client = GatewayHttp.client();
    private final URI url;
    private final String token;

    GatewayClient(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** The body of the answer; {@link CommandFailed}, in the gateway's own words, for any but 2xx. */
    JsonNode call(String method, String target) throws InterruptedException {
        return call(method, target, Optional.empty());
    }

    /** The same, with a JSON body; an answer without one is an empty object. */
    JsonNode call(String method, String target, Optional<JsonNode> body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(target))
                .timeout(GatewayHttp.ANSWER_TIME)
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.map(json -> HttpRequest.BodyPublishers.ofString(json.toString()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        body.ifPresent(json -> request.header("Content-Type", "application/json"));
        HttpResponse<String> response = send(request.build());
        JsonNode answer = GatewayHttp.body(response.body());
        if (response.statusCode() >= 200 && response.statusCode() < 300) {
            return answer;
        }
        throw refused(response.statusCode(), answer);
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw CommandFailed.failed(url + " gave no answer: " + e);
        }
    }

    private CommandFailed refused(int status, JsonNode problem) {
        String detail = problem.path("detail").asText("");
        return CommandFailed.failed(
                switch (status) {
                    case 401 -> url + " does not know this token, or no longer: sign in again";
                    case 403 -> "this user may not: " + detail;
                    default -> url + " answered " + status + (detail.isEmpty() ? "" : ": " + detail);
                });
    }
}
