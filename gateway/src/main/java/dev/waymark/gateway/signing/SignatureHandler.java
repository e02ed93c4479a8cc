package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Bodies;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.RateLimits;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Lets a request pass whose signature is of the profile (protocol, section 2), with its caller where {@code Callers}
 * finds it; fails the context with a {@link Problem} for any other. Stands behind the body handler and before whatever
 * reads the body. One for all routes; thread-safe.
 *
 * <pre>
 *   body read ▶ signature read ▶ authority ▶ coverage ▶ key ▶ time ▶ digest ▶ signature ▶ within limits ▶ nonce spent ▶ no Content-Encoding ▶ next
 *               └───────────────── SignatureVerifier.examine ───┘   └─ prove, off the loop where it is long ─┘
 * </pre>
 */
public final class SignatureHandler implements Handler<RoutingContext> {

    private final SignatureVerifier verifier;
    private final VerifyJose jose;
    private final KeyDirectory keys;
    private final URI publicUrl;
    private final RateLimits limits;
    private final PgSeenRequests seen;
    private final Clocks clocks;
    private final WorkerExecutor workers;
    private final CryptoProviders crypto;
    private final GatewayKeys gatewayKeys;

    /**
     * @param publicUrl whose scheme and authority every signed request is made under
     * @param limits of each partner, of which only what verified takes
     * @param workers a bounded pool for long verifications, made once and closed by who made it
     * @param gatewayKeys to sign answers with, where a request asks for that
     */
    public SignatureHandler(
            URI publicUrl,
            KeyDirectory keys,
            CryptoProviders crypto,
            RateLimits limits,
            PgSeenRequests seen,
            Clocks clocks,
            WorkerExecutor workers,
            GatewayKeys gatewayKeys) {
        this.publicUrl = publicUrl;
        this.keys = keys;
        String authority = Authorities.normalised(publicUrl.getScheme(), publicUrl.getRawAuthority());
        this.verifier = new SignatureVerifier(authority, keys, crypto);
        this.jose =
                new VerifyJose(new JoseVerifier(publicUrl, verifier, gatewayKeys, crypto), authority, crypto, workers);
        this.limits = limits;
        this.seen = seen;
        this.clocks = clocks;
        this.workers = workers;
        this.crypto = crypto;
        this.gatewayKeys = gatewayKeys;
    }

    @Override
    public void handle(RoutingContext context) {
        verified(context)
                .recover(failure -> failure instanceof KeyMissing missing
                        ? keys.lookFurther(missing.partner()).compose(looked -> verified(context))
                        : Future.failedFuture(failure))
                .compose(this::admit)
                .compose(this::spend)
                .onSuccess(proven -> pass(context, proven))
                .onFailure(failure -> context.fail(helped(context, failure)));
    }

    private Future<Verified> verified(RoutingContext context) {
        try {
            return VerifyJose.isMeant(context) ? verifyJose(context) : verify(context);
        } catch (Problem | KeyMissing refused) {
            return Future.failedFuture(refused);
        }
    }

    private Future<Verified> verifyJose(RoutingContext context) {
        SignableRequest request = request(context.request());
        Future<Verified> proven = jose.verify(context, request, clocks.steady());
        return wantsSignedAnswer(context)
                ? proven.onSuccess(verified -> signAnswer(context, RequestProof.ofJose(request)))
                : proven;
    }

    private Future<Verified> verify(RoutingContext context) {
        Buffer body = Bodies.of(context);
        SignatureVerifier.Examined examined = verifier.examine(request(context.request()), body, clocks.steady());
        Future<Verified> proven = examined.isHeavy()
                ? workers.executeBlocking(examined::prove, false)
                : Future.succeededFuture(examined.prove());
        return wantsSignedAnswer(context)
                ? proven.onSuccess(verified -> signAnswer(context, examined.proof()))
                : proven;
    }

    private static boolean wantsSignedAnswer(RoutingContext context) {
        return context.request().headers().contains(SignedAnswer.ASKED_BY);
    }

    private void signAnswer(RoutingContext context, RequestProof proof) {
        Answers.finishWith(context, new SignedAnswer(proof, gatewayKeys, crypto, clocks));
    }

    private Future<Verified> admit(Verified verified) {
        limits.take(verified.caller().partner());
        return Future.succeededFuture(verified);
    }

    private Future<Verified> spend(Verified verified) {
        if (!verified.hasNonce()) {
            return Future.succeededFuture(verified);
        }
        Instant now = clocks.steady();
        return seen.spend(verified, now).map(first -> {
            if (!first) {
                throw Refusals.replayed();
            }
            return verified;
        });
    }

    private static void pass(RoutingContext context, Verified verified) {
        if (context.request().headers().contains("Content-Encoding")) {
            context.fail(Refusals.contentEncoding());
            return;
        }
        Callers.set(context, verified.caller());
        verified.putInto(context);
        Answers.goOn(context);
    }

    private SignableRequest request(HttpServerRequest request) {
        String target = request.uri();
        if (!target.startsWith("/") || target.indexOf('#') >= 0) {
            throw Problem.notFound();
        }
        SignableRequest signable = new SignableRequest(
                request.method().name(), publicUrl.getScheme(), authority(request), target, name -> request.headers()
                        .getAll(name));
        if (!signable.path().equals(request.path())) {
            throw Problem.notFound();
        }
        return signable;
    }

    /** As received; a request that names no host, or two, is under no authority that could be ours. */
    private String authority(HttpServerRequest request) {
        HostAndPort named = request.authority();
        List<String> hosts = request.headers().getAll("Host");
        if (named == null || hosts.size() > 1) {
            return "";
        }
        String text = named.port() > 0 ? named.host() + ":" + named.port() : named.host();
        return Authorities.normalised(publicUrl.getScheme(), text);
    }

    private static Throwable helped(RoutingContext context, Throwable cause) {
        Throwable failure = cause instanceof KeyMissing missing ? missing.problem() : cause;
        return failure instanceof Problem problem && problem.status() == 401
                ? problem.withHeader(
                        "Accept-Signature",
                        Coverage.acceptSignature(
                                context.request().query() != null,
                                Bodies.of(context).length() > 0))
                : failure;
    }
}
