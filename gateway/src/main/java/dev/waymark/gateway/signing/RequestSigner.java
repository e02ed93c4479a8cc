package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;

/** The partner's side of protocol, section 2: signs requests with a private JWK. Thread-safe. */
public final class RequestSigner {

    private static final String LABEL = "sig";

    private final SigningKey key;
    private final String keyId;
    private final CryptoProviders crypto;

    /**
     * @param privateJwk as {@link KeyPairs} makes it; throws {@link JwkRefused} for anything else
     * @param keyId the key id on the wire, {@code <partner id>/<kid>}
     */
    public RequestSigner(JsonObject privateJwk, String keyId, CryptoProviders crypto, SecureRandom random) {
        this.key = SigningKey.parse(privateJwk, crypto, random);
        this.keyId = keyId;
        this.crypto = crypto;
    }

    /** The body of a request and its media type. */
    public record Body(String contentType, Buffer bytes) {}

    /** {@link #sign(String, URI, Optional, Instant, Optional)} of a request without body or nonce. */
    public Map<String, String> sign(String method, URI uri, Instant created) {
        return sign(method, uri, Optional.empty(), created, Optional.empty());
    }

    /** {@link #sign(String, URI, Optional, Instant, Optional)} of a request without nonce. */
    public Map<String, String> sign(String method, URI uri, Body body, Instant created) {
        return sign(method, uri, Optional.of(body), created, Optional.empty());
    }

    /**
     * The fields to send with the request: {@code Signature-Input}, {@code Signature} and, with a body, {@code
     * Content-Type} and {@code Content-Digest}. Covers what the profile requires and nothing else.
     *
     * @param uri absolute, as it will be requested, percent-encoded where needed
     */
    public Map<String, String> sign(
            String method, URI uri, Optional<Body> body, Instant created, Optional<String> nonce) {
        Map<String, String> fields = new LinkedHashMap<>();
        body.ifPresent(content -> {
            fields.put("Content-Type", content.contentType());
            fields.put("Content-Digest", ContentDigest.of(content.bytes().getBytes(), List.of("sha-256"), crypto));
        });
        SignatureInput input = SignatureInput.of(LABEL, list(uri, body.isPresent(), created, nonce), Buffer.buffer());
        SignatureBase base = SignatureBase.of(input, request(method, uri, fields));
        byte[] signature = key.sign(base.bytes());
        fields.put("Signature-Input", LABEL + "=" + input.serialized());
        fields.put(
                "Signature", LABEL + "=" + ByteSequenceItem.valueOf(signature).serialize());
        return fields;
    }

    private InnerList list(URI uri, boolean hasBody, Instant created, Optional<String> nonce) {
        List<Item<?>> components = new ArrayList<>();
        for (String name : Coverage.required(uri.getRawQuery() != null, hasBody)) {
            components.add(StringItem.valueOf(name));
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("created", created.getEpochSecond());
        parameters.put("keyid", keyId);
        nonce.ifPresent(value -> parameters.put("nonce", value));
        parameters.put("alg", key.algorithm().httpName());
        parameters.put("tag", SignatureInput.TAG);
        return InnerList.valueOf(components).withParams(Parameters.valueOf(parameters));
    }

    private static SignableRequest request(String method, URI uri, Map<String, String> fields) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        Map<String, String> byLowerCaseName = new LinkedHashMap<>();
        fields.forEach((name, value) -> byLowerCaseName.put(name.toLowerCase(Locale.ROOT), value));
        return new SignableRequest(
                method,
                uri.getScheme(),
                Authorities.normalised(uri.getScheme(), uri.getRawAuthority()),
                target,
                name -> Optional.ofNullable(byLowerCaseName.get(name)).stream().toList());
    }
}
