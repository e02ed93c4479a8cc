package dev.waymark.gateway.alerts;

import dev.waymark.gateway.http.HttpLimits;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.identity.SessionKey;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.pg.SqlState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client (protocol, section 9). Frames are taken one at a time: the next is read when the one before is done. Lives on
 * the event loop of its connection; {@link #hear}, {@link #catchUp}, {@link #signedOut} and {@link #goAway} may be called
 * from anywhere.
 */
final class AlertSocket {

    private static final Logger LOG = LoggerFactory.getLogger(AlertSocket.class);

    /** RFC 6455, section 7.4, and the registry that it founded. */
    private static final short GOING_AWAY = 1001;

    private static final short POLICY = 1008;
    private static final short TOO_LARGE = 1009;
    private static final short TRY_AGAIN_LATER = 1013;

    private static final int SILENT_CHECKS = 3;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final Wire wire;
    private final AlertFeed feed;
    private final AlertLimits limits;
    private final SocketKeys keys;
    private final SessionKey session;

    private volatile Caller.OfPerson person;
    private boolean greeted;
    private boolean over;
    private int silent;

    AlertSocket(
            Vertx vertx,
            ServerWebSocket socket,
            AlertFeed feed,
            SocketKeys keys,
            SessionKey session,
            Caller.OfPerson person) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.feed = feed;
        this.limits = feed.limits();
        this.wire = new Wire(socket, limits.pending());
        this.keys = keys;
        this.session = session;
        this.person = person;
    }

    Caller.OfPerson person() {
        return person;
    }

    SessionKey session() {
        return session;
    }

    /** On the event loop, right after the upgrade. */
    void start() {
        long hello = vertx.setTimer(limits.hello().toMillis(), late -> {
            if (!greeted) {
                close(POLICY, "no hello");
            }
        });
        long checks = vertx.setPeriodic(limits.check().toMillis(), tick -> check());
        socket.textMessageHandler(this::take);
        socket.binaryMessageHandler(bytes -> {
            if (wire.isEncrypted()) {
                outOfTurn();
            } else {
                say(ServerFrame.error("bad-frame", "a frame is text"));
            }
        });
        socket.pongHandler(pong -> silent = 0);
        socket.exceptionHandler(broken -> close(TOO_LARGE, "at most " + HttpLimits.MAX_WEB_SOCKET_MESSAGE + " bytes"));
        socket.closeHandler(gone -> {
            over = true;
            vertx.cancelTimer(hello);
            vertx.cancelTimer(checks);
            feed.closed(this);
        });
        if (!feed.opened(this)) {
            goAway();
        }
    }

    void goAway() {
        context.runOnContext(nothing -> close(GOING_AWAY, "the gateway stops"));
    }

    /** Entries of a round. */
    void hear(List<ServerFrame> frames) {
        context.runOnContext(nothing -> frames.forEach(this::say));
    }

    /** The session was found to be over. */
    void signedOut() {
        context.runOnContext(nothing -> close(POLICY, "the session is over"));
    }

    /** Reads on from a cursor, page by page, then joins the rounds. */
    void catchUp(long after) {
        context.runOnContext(nothing -> orClose(feed.newest().compose(until -> pages(after, until, false))));
    }

    private void check() {
        if (silent++ == SILENT_CHECKS) {
            close(TRY_AGAIN_LATER, "nobody answers");
            return;
        }
        socket.writePing(Buffer.buffer());
        whileSignedIn(now -> Future.succeededFuture());
    }

    /** Goes on as the person of this moment; where the session is over, closes instead. */
    private Future<Void> whileSignedIn(Function<Caller.OfPerson, Future<Void>> work) {
        return feed.hearer(session).compose(now -> {
            if (now.isEmpty()) {
                signedOut();
                return Future.succeededFuture();
            }
            person = now.get();
            return work.apply(now.get());
        });
    }

    private void take(String text) {
        silent = 0;
        Optional<Buffer> said = wire.read(text);
        if (said.isEmpty()) {
            outOfTurn();
            return;
        }
        ClientFrame frame;
        try {
            frame = ClientFrame.read(said.get());
        } catch (Problem bad) {
            say(ServerFrame.error("bad-frame", bad.detail()));
            return;
        }
        if (frame instanceof ClientFrame.Hello hello) {
            greet(hello);
        } else if (frame instanceof ClientFrame.Ack ack) {
            acknowledge(ack);
        } else {
            say(ServerFrame.PONG);
        }
    }

    private void greet(ClientFrame.Hello hello) {
        if (greeted) {
            say(ServerFrame.error("bad-frame", "hello was said"));
            return;
        }
        oneAtATime(feed.newest().compose(newest -> {
            long after = hello.after().orElse(0L);
            if (after > newest) {
                say(ServerFrame.error("cursor-unknown", "no cursor that high was given; say hello with after null"));
                return Future.succeededFuture();
            }
            greeted = true;
            return keys.agree(hello.key()).onSuccess(session -> {
                say(ServerFrame.ready(newest, session.map(SocketKeys.Agreed::session)));
                session.map(SocketKeys.Agreed::frames).ifPresent(wire::encrypt);
                orClose(pages(after, newest, hello.after().isEmpty()));
            });
        }));
    }

    private Future<Void> pages(long after, long until, boolean unacknowledged) {
        if (over) {
            return Future.succeededFuture();
        }
        return whileSignedIn(now -> feed.page(now, after, until, unacknowledged)
                .compose(page -> drained(page.frames()).map(page.reached()))
                .compose(reached -> {
                    if (reached < until) {
                        return pages(reached, until, unacknowledged);
                    }
                    feed.join(this, reached);
                    return Future.succeededFuture();
                }));
    }

    /** Done when the client's side has taken them: the next page waits for that. */
    private Future<Void> drained(List<ServerFrame> frames) {
        if (frames.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.all(frames.stream().map(this::say).toList())
                .timeout(limits.drain().toMillis(), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    private void acknowledge(ClientFrame.Ack ack) {
        if (!greeted) {
            say(ServerFrame.error("bad-frame", "hello comes first"));
            return;
        }
        oneAtATime(whileSignedIn(now -> feed.acknowledge(now, ack.alert(), ack.note())
                .onSuccess(done -> {
                    if (done == AcknowledgeAlert.Done.NOT_FOUND) {
                        say(ServerFrame.error("not-found", "there is no alert " + ack.alert() + " that you may see"));
                    }
                })
                .mapEmpty()));
    }

    private void oneAtATime(Future<?> work) {
        socket.pause();
        orClose(work.onSuccess(done -> socket.resume()));
    }

    /** Whatever kept it from going on, the client comes again with its cursor and loses nothing. */
    private void orClose(Future<?> work) {
        work.onFailure(failure -> {
            if (!over) {
                LOG.warn("alerts: a socket of {} is closed: {}", person.user(), SqlState.named(failure));
                close(TRY_AGAIN_LATER, "come again");
            }
        });
    }

    private Future<Void> say(ServerFrame frame) {
        if (over) {
            return Future.succeededFuture();
        }
        Optional<Future<Void>> written = wire.write(frame);
        if (written.isEmpty()) {
            close(TRY_AGAIN_LATER, "reads too slowly");
        }
        return written.orElse(Future.succeededFuture());
    }

    private void outOfTurn() {
        close(POLICY, "not the next frame of the session");
    }

    private void close(short code, String reason) {
        if (!over) {
            over = true;
            feed.closed(this);
            socket.close(code, reason);
        }
    }
}
