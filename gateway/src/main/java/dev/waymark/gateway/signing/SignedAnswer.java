package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signs the answer to a request that verified and asked for it with {@code Accept-Signature} (protocol, section 2). A
 * {@code 401} is left as it is: it may be to somebody else.
 *
 * <pre>
 *   "@status" "content-digest" "content-type"  what the request's signature covered;req  that signature;req
 *   └────────────── the answer ─────────────┘  └──────────────── RequestProof ─────────────────────────┘
 * </pre>
 */
final class SignedAnswer implements Answers.Finish {

    static final String ASKED_BY = "Accept-Signature";
    private static final String LABEL = "waymark";

    private final RequestProof request;
    private final GatewayKeys keys;
    private final CryptoProviders crypto;
    private final Clocks clocks;

    SignedAnswer(RequestProof request, GatewayKeys keys, CryptoProviders crypto, Clocks clocks) {
        this.request = request;
        this.keys = keys;
        this.crypto = crypto;
        this.clocks = clocks;
    }

    @Override
    public void finish(HttpServerResponse response, Buffer body) {
        if (response.getStatusCode() == 401) {
            return;
        }
        List<RequestProof.Line> lines = new ArrayList<>();
        lines.add(new RequestProof.Line("\"@status\"", Integer.toString(response.getStatusCode())));
        if (body.length() > 0) {
            String digest = ContentDigest.of(body.getBytes(), List.of("sha-256"), crypto);
            response.putHeader("Content-Digest", digest);
            lines.add(new RequestProof.Line("\"content-digest\"", digest));
            lines.add(
                    new RequestProof.Line("\"content-type\"", response.headers().get("Content-Type")));
        }
        lines.addAll(request.lines());
        GatewayKey key = keys.newest();
        String parameters = parameters(lines, key.kid());
        byte[] signature = key.sign(base(lines, parameters)).signature().getBytes();
        response.putHeader("Cache-Control", "no-store")
                .putHeader("Signature-Input", LABEL + "=" + parameters)
                .putHeader("Signature", LABEL + "=:" + Base64.getEncoder().encodeToString(signature) + ":");
    }

    private String parameters(List<RequestProof.Line> lines, String kid) {
        return lines.stream().map(RequestProof.Line::component).collect(Collectors.joining(" ", "(", ")")) + ";created="
                + clocks.steady().getEpochSecond() + ";keyid=\"" + kid + "\"";
    }

    static byte[] base(List<RequestProof.Line> lines, String parameters) {
        StringBuilder base = new StringBuilder();
        lines.forEach(line ->
                base.append(line.component()).append(": ").append(line.value()).append('\n'));
        return base.append("\"@signature-params\": ")
                .append(parameters)
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }
}
