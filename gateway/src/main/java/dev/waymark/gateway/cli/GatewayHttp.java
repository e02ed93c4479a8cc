package dev.waymark.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.time.Duration;

/** How commands speak HTTP. */
final class GatewayHttp {

    /** As long as an answer may take. */
    static final Duration ANSWER_TIME = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private GatewayHttp() {}

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** An answer's body; empty where it is no JSON object but a proxy's page, or nothing: the status says enough. */
    static ObjectNode body(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException noJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
