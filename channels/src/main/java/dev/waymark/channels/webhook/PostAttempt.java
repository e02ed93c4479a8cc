package dev.waymark.channels.webhook;

import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Slots;
import dev.waymark.channels.TransportFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One post, all of it on one context, so that its fields need no lock.
 *
 * <pre>
 * slot ─▶ address checked ─▶ connection ─▶ signed, sent ─▶ status ─▶ body, at most 64 KiB ─▶ outcome
 *   └──────────────┴──────────────┴─────────────┴─────────────┴── time-out: by the status, if there is one
 * </pre>
 */
final class PostAttempt {

    /** Protocol, section 12. */
    private static final int MOST_OF_AN_ANSWER = 64 * 1024;

    private final Vertx vertx;
    private final WebhookSettings settings;
    private final Egress egress;
    private final InstantSource steady;
    private final Slots slots;
    private final HttpClient client;
    private final Post post;
    private final Context context;
    private final Promise<SendOutcome> outcome = Promise.promise();
    private final Buffer answer = Buffer.buffer();
    private Slots.@Nullable Slot slot;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private long timer;
    private boolean over;

    PostAttempt(
            Vertx vertx,
            WebhookSettings settings,
            Egress egress,
            InstantSource steady,
            Slots slots,
            HttpClient client,
            Post post) {
        this.vertx = vertx;
        this.settings = settings;
        this.egress = egress;
        this.steady = steady;
        this.slots = slots;
        this.client = client;
        this.post = post;
        this.context = vertx.getOrCreateContext();
    }

    Future<SendOutcome> run() {
        context.runOnContext(start -> {
            timer = vertx.setTimer(settings.timeout().toMillis(), late -> timedOut());
            here(slots.take(), this::go);
        });
        return outcome.future();
    }

    private void go(Slots.Slot taken) {
        slot = taken;
        if (over) {
            taken.giveBack();
            return;
        }
        here(egress.resolve(post.url()), this::connect);
    }

    private void connect(SocketAddress address) {
        if (over) {
            return;
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(address)
                .setHost(post.url().getHost())
                .setPort(Urls.port(post.url()))
                .setSsl(Urls.isHttps(post.url()))
                .setURI(Urls.target(post.url()))
                .setFollowRedirects(false);
        here(client.request(options), this::send);
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        // Told by the response's Future as well; without a handler the client logs it as an error of ours.
        connected.exceptionHandler(told -> {});
        if (over) {
            connected.reset();
            return;
        }
        connected.putHeader(HttpHeaders.CONTENT_TYPE, post.contentType()).putHeader(HttpHeaders.USER_AGENT, "Waymark");
        post.headers().at(steady.instant()).forEach(connected::putHeader);
        // Held back until its handlers are set: what arrives before them would be lost.
        here(connected.send(post.body()).map(HttpClientResponse::pause), this::read);
    }

    private void read(HttpClientResponse answered) {
        response = answered;
        if (over) {
            return;
        }
        answered.exceptionHandler(cut -> conclude(byStatus(answered)));
        answered.endHandler(end -> conclude(byStatus(answered)));
        answered.handler(this::take);
        answered.resume();
    }

    private void take(Buffer piece) {
        int room = MOST_OF_AN_ANSWER - answer.length();
        answer.appendBuffer(piece, 0, Math.min(room, piece.length()));
        if (piece.length() >= room && response != null) {
            conclude(byStatus(response));
            cut();
        }
    }

    private void timedOut() {
        conclude(
                response == null
                        ? new SendOutcome.Deferred("time-out", false, Optional.empty(), Optional.empty())
                        : byStatus(response));
        cut();
    }

    /** A status is an answer, whatever became of the body behind it. */
    private SendOutcome byStatus(HttpClientResponse answered) {
        return post.reading()
                .read(answered.statusCode(), answered.getHeader(HttpHeaders.RETRY_AFTER), answer, steady.instant());
    }

    private void failed(Throwable failure) {
        if (failure instanceof EgressRefused) {
            conclude(new SendOutcome.Refused(EgressRefused.CODE, false, Optional.empty()));
            return;
        }
        // Once it was sent, what fails is the far side's doing: an answer that is not HTTP, for one.
        Optional<String> code =
                TransportFailure.code(failure).or(() -> request == null ? Optional.empty() : Optional.of("transport"));
        if (code.isPresent()) {
            conclude(new SendOutcome.Deferred(code.get(), false, Optional.empty(), Optional.empty()));
        } else {
            end();
            outcome.tryFail(failure);
        }
    }

    private void conclude(SendOutcome result) {
        if (!over) {
            end();
            outcome.tryComplete(result);
        }
    }

    private void end() {
        over = true;
        vertx.cancelTimer(timer);
        if (slot != null) {
            slot.giveBack();
        }
    }

    private void cut() {
        if (request != null) {
            request.reset();
        }
    }

    /** Goes on with {@code next} on this attempt's own context; a throw on the way is a bug and fails the attempt. */
    private <T> void here(Future<T> step, Consumer<T> next) {
        step.onComplete(result -> context.runOnContext(turn -> {
            if (result.failed()) {
                failed(result.cause());
                return;
            }
            try {
                next.accept(result.result());
            } catch (RuntimeException bug) {
                end();
                outcome.tryFail(bug);
                cut();
            }
        }));
    }
}
