package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Bodies;
import dev.waymark.gateway.http.MediaType;
import dev.waymark.gateway.jose.JoseHeader;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/** Proves a request whose body is JOSE, and puts the payload in the place of that body. Thread-safe. */
final class VerifyJose {

    private static final String LATIN = StandardCharsets.ISO_8859_1.name();
    private static final String MEDIA_TYPE = "application/jose";
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final JoseVerifier verifier;
    private final String publicAuthority;
    private final CryptoProviders crypto;
    private final WorkerExecutor workers;

    VerifyJose(JoseVerifier verifier, String publicAuthority, CryptoProviders crypto, WorkerExecutor workers) {
        this.verifier = verifier;
        this.publicAuthority = publicAuthority;
        this.crypto = crypto;
        this.workers = workers;
    }

    static boolean isMeant(RoutingContext context) {
        return METHODS.contains(context.request().method())
                && MediaType.of(context).filter(MEDIA_TYPE::equals).isPresent();
    }

    /** Fails, or throws, with a {@code Problem} or {@link KeyMissing}. */
    Future<Verified> verify(RoutingContext context, SignableRequest request, Instant now) {
        if (!request.authority().equals(publicAuthority)) {
            throw Refusals.wrongAuthority(publicAuthority);
        }
        if (request.query().isPresent()) {
            throw Refusals.incomplete("a request signed as JOSE has no query");
        }
        Buffer body = Bodies.of(context);
        boolean isAnsweredSigned = context.request().headers().contains(SignedAnswer.ASKED_BY);
        Future<JoseVerifier.Proven> proven = body.length() > VerificationCost.INLINE_BODY_BYTES
                ? proveLong(request, body, isAnsweredSigned, now)
                : prove(request, body, isAnsweredSigned, now);
        return proven.map(said -> {
            Bodies.replace(context, said.payload(), said.contentType());
            return said.verified();
        });
    }

    /** The event loop reads the header; only where that names a key in force, a worker reads the rest. */
    private Future<JoseVerifier.Proven> proveLong(
            SignableRequest request, Buffer body, boolean isAnsweredSigned, Instant now) {
        verifier.glance(request, body.getString(0, JoseHeader.MAX_CHARS, LATIN), now);
        return workers.executeBlocking(() -> proveHere(request, body, isAnsweredSigned, now), false);
    }

    private JoseVerifier.Proven proveHere(SignableRequest request, Buffer body, boolean isAnsweredSigned, Instant now) {
        String token = body.toString(StandardCharsets.ISO_8859_1);
        JoseVerifier.Proven proven = verifier.examine(
                        request, JoseVerifier.isEncrypted(token) ? verifier.decrypt(token) : token, now)
                .prove();
        if (isAnsweredSigned) {
            requireDigest(request, body);
        }
        return proven;
    }

    private Future<JoseVerifier.Proven> prove(
            SignableRequest request, Buffer body, boolean isAnsweredSigned, Instant now) {
        return jws(body)
                .compose(token -> {
                    JoseVerifier.Examined examined = verifier.examine(request, token, now);
                    return examined.isHeavy()
                            ? workers.executeBlocking(examined::prove, false)
                            : Future.succeededFuture(examined.prove());
                })
                .map(proven -> {
                    if (isAnsweredSigned) {
                        requireDigest(request, body);
                    }
                    return proven;
                });
    }

    private Future<String> jws(Buffer body) {
        String token = body.toString(StandardCharsets.ISO_8859_1);
        return JoseVerifier.isEncrypted(token)
                ? workers.executeBlocking(() -> verifier.decrypt(token), false)
                : Future.succeededFuture(token);
    }

    /** The answer will be signed over the digest of the token, in the place of all that the token says. */
    private void requireDigest(SignableRequest request, Buffer body) {
        ContentDigest.Comparison digest =
                ContentDigest.compare(request.lines(ContentDigest.FIELD), body.getBytes(), crypto);
        if (!digest.matches()) {
            throw Refusals.digestMismatch(digest.detail() + "; a signed answer to a request signed as JOSE needs it")
                    .withExtension("contentDigest", digest.computed());
        }
    }
}
