package dev.waymark.gateway.signing;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** An answer as it goes out, and as it is kept: the first time and later the same bytes. */
record RecordedAnswer(int status, String contentType, JsonObject headers, String body) {

    static RecordedAnswer of(RememberedAnswers.Answer answer) {
        return new RecordedAnswer(
                answer.status(),
                "application/json",
                new JsonObject(),
                answer.body().encode());
    }

    static RecordedAnswer of(Problem problem) {
        JsonObject headers = new JsonObject();
        problem.headers().forEach(headers::put);
        return new RecordedAnswer(
                problem.status(),
                "application/problem+json",
                headers,
                problem.toJson().encode());
    }

    static RecordedAnswer read(int status, Buffer kept) {
        JsonObject json = new JsonObject(kept);
        return new RecordedAnswer(
                status, json.getString("contentType"), json.getJsonObject("headers"), json.getString("body"));
    }

    Buffer toBuffer() {
        return new JsonObject()
                .put("contentType", contentType)
                .put("headers", headers)
                .put("body", body)
                .toBuffer();
    }

    void write(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        for (Map.Entry<String, Object> header : headers) {
            response.putHeader(header.getKey(), String.valueOf(header.getValue()));
        }
        Answers.bytes(context, status, contentType, Buffer.buffer(body));
    }
}
