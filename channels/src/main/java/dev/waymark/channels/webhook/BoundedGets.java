package dev.waymark.channels.webhook;

import dev.waymark.channels.Slots;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads what stands at addresses that partners gave: only where egress lets it, no redirect followed, and no more and no
 * longer than the protocol (section 12) has it. Safe to call from any thread.
 */
public final class BoundedGets {

    private static final int MOST_OF_AN_ANSWER = 64 * 1024;
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final int AT_ONCE = 16;
    private static final int WAITING = 64;

    private final Vertx vertx;
    private final Egress egress;
    private final Duration time;
    private final HttpClient client;
    private final Slots slots = new Slots(AT_ONCE, WAITING);

    /** @param settings of which only whom to believe under TLS counts, and a time-out shorter than 15 s */
    public BoundedGets(Vertx vertx, WebhookSettings settings, Egress egress) {
        this.vertx = vertx;
        this.egress = egress;
        this.time = settings.timeout().compareTo(TIME) < 0 ? settings.timeout() : TIME;
        HttpClientOptions options = new HttpClientOptions()
                .setVerifyHost(true)
                .setKeepAlive(false)
                .setConnectTimeout((int) time.toMillis());
        settings.trust().ifPresent(options::setTrustOptions);
        this.client = vertx.httpClientBuilder()
                .with(options)
                .withConnectHandler(connection -> connection.exceptionHandler(told -> {}))
                .build();
    }

    /** A whole answer, of whatever status. */
    public record Got(int status, Optional<String> cacheControl, Buffer body) {}

    /** What is longer than is read. */
    public static final class TooLong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooLong() {
            super("the answer is longer than " + MOST_OF_AN_ANSWER + " bytes", null, false, false);
        }
    }

    /** Fails with {@link EgressRefused}, {@link TooLong}, or what {@code TransportFailure} has a code for. */
    public Future<Got> get(URI url) {
        Promise<Got> got = Promise.promise();
        Context own = vertx.getOrCreateContext();
        own.runOnContext(start -> slots.take()
                .compose(slot -> attempt(url, own).onComplete(over -> slot.giveBack()))
                .onComplete(got));
        return got.future();
    }

    private Future<Got> attempt(URI url, Context own) {
        AtomicReference<HttpClientRequest> made = new AtomicReference<>();
        return egress.resolve(url)
                .compose(address -> client.request(options(url, address)))
                .compose(request -> {
                    made.set(request);
                    request.exceptionHandler(told -> {});
                    // Held back until its handlers are set: what arrives before them would be lost.
                    return request.send().map(HttpClientResponse::pause);
                })
                .compose(response -> read(response, own))
                .timeout(time.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> {
                    if (made.get() != null) {
                        made.get().reset();
                    }
                });
    }

    private static RequestOptions options(URI url, SocketAddress address) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(address)
                .setHost(url.getHost())
                .setPort(Urls.port(url))
                .setSsl(Urls.isHttps(url))
                .setURI(Urls.target(url))
                .setFollowRedirects(false);
        return options.putHeader(HttpHeaders.ACCEPT, "application/jwk-set+json, application/json")
                .putHeader(HttpHeaders.USER_AGENT, "Waymark");
    }

    private static Future<Got> read(HttpClientResponse response, Context own) {
        Promise<Got> whole = Promise.promise();
        own.runOnContext(turn -> {
            Buffer body = Buffer.buffer();
            response.exceptionHandler(whole::tryFail);
            response.handler(piece -> {
                if (body.length() + piece.length() > MOST_OF_AN_ANSWER) {
                    whole.tryFail(new TooLong());
                } else {
                    body.appendBuffer(piece);
                }
            });
            response.endHandler(end -> whole.tryComplete(new Got(
                    response.statusCode(), Optional.ofNullable(response.getHeader(HttpHeaders.CACHE_CONTROL)), body)));
            response.resume();
        });
        return whole.future();
    }

    /** Takes nothing more, and cuts what is under way: nobody is left to hear of it. */
    public Future<Void> close() {
        slots.close();
        return client.close();
    }
}
