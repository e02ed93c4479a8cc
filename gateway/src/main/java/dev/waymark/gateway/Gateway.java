package dev.waymark.gateway;

import dev.waymark.gateway.fanout.FanOut;
import dev.waymark.gateway.http.Edge;
import dev.waymark.gateway.http.Server;
import dev.waymark.gateway.ops.Loop;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.ops.WakeUps.Topic;
import dev.waymark.gateway.pg.Uptime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The composition root. A started gateway answers at {@link #address}; {@link #stop} takes no new work, lets what is in
 * flight end, and closes everything.
 *
 * <pre>
 *   foundation ▶ features ▶ partners.yaml taken over ▶ loops ▶ routes ▶ server
 * </pre>
 */
public final class Gateway {

    private static final Duration POLL = Duration.ofSeconds(1);

    /** How soon a node joins in putting another master key in place; the one that was asked begins at once. */
    private static final Duration MASTER_KEY = Duration.ofSeconds(5);

    /** How soon a node sees that another is gone. */
    private static final Duration LOST = Duration.ofSeconds(3);

    /** What is still under way when the dispatcher has handed it back ends with the process. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** What is due meanwhile joins the next round of fan-out, of which each has a dozen statements whatever its size. */
    private static final Duration GATHER = Duration.ofMillis(25);

    /** Verifications of signatures that take long, RSA above all. */
    private static final int SIGNATURE_WORKERS = 2;

    private static final int EVENT_LOOPS = 2;

    private final Foundation foundation;
    private final Features features;
    private final List<Loop> loops;
    private final WorkerExecutor workers;
    private final Server server;
    private final URI address;

    private Gateway(
            Foundation foundation,
            Features features,
            List<Loop> loops,
            WorkerExecutor workers,
            Server server,
            URI address) {
        this.foundation = foundation;
        this.features = features;
        this.loops = loops;
        this.workers = workers;
        this.server = server;
        this.address = address;
    }

    /** Succeeds once requests are answered. Fails, with everything closed again, and says what to mend. */
    public static Future<Gateway> start(Vertx vertx, Configuration configuration, Outside outside, Metrics metrics) {
        return Foundation.lay(vertx, configuration.settings(), outside)
                .compose(foundation -> on(vertx, foundation, configuration, outside, metrics)
                        .recover(failure -> foundation.close().transform(closed -> Future.failedFuture(failure))));
    }

    private static Future<Gateway> on(
            Vertx vertx, Foundation foundation, Configuration configuration, Outside outside, Metrics metrics) {
        WaymarkSettings settings = configuration.settings();
        Features features = new Features(vertx, foundation, configuration, outside, metrics);
        return features.partnersFile
                .apply(configuration.partners())
                .compose(applied -> features.watchPartners.start())
                .compose(watching -> features.sessions.endOthers())
                .compose(ended ->
                        Uptime.begin(foundation.database().client(), features.run, foundation.clocks.business()))
                .compose(begun -> features.presence.start())
                .compose(present -> {
                    Loop lost = lost(vertx, features);
                    Loop fanOut = fanOut(vertx, features);
                    Loop followUp = followUp(vertx, features);
                    features.watchTemplates.start();
                    Loop housekeeping = Housekeeping.of(foundation, features).loop(vertx);
                    housekeeping.start();
                    Loop masterKey = new Loop(vertx, "master key", MASTER_KEY, foundation.rotateMasterKey::round);
                    masterKey.start();
                    Loop lanes = new LaneFigures(foundation.database(), metrics).loop(vertx);
                    lanes.start();
                    features.dispatcher.start();
                    features.alerts.start();
                    features.wakeUps.on(Topic.OUTBOX, features.dispatcher::wake);
                    WorkerExecutor workers = vertx.createSharedWorkerExecutor("signatures", SIGNATURE_WORKERS);
                    Edge edge = new Edge(vertx, settings.http(), settings.publicUrl(), outside.ids());
                    Routes.mount(
                            vertx,
                            edge.router(),
                            features,
                            foundation,
                            settings,
                            outside,
                            metrics,
                            workers,
                            masterKey::wake);
                    return Server.start(vertx, edge, EVENT_LOOPS)
                            .map(server -> new Gateway(
                                    foundation,
                                    features,
                                    List.of(fanOut, followUp, lost, housekeeping, masterKey, lanes),
                                    workers,
                                    server,
                                    address(settings, server)));
                });
    }

    private static Loop lost(Vertx vertx, Features features) {
        Loop loop = new Loop(vertx, "what was lost", LOST, () -> features.takeBackLost
                .round()
                .map(back -> {
                    if (back > 0) {
                        features.wakeUps.wake(Topic.OUTBOX);
                    }
                    return false;
                }));
        loop.start();
        return loop;
    }

    /** What falls due as time passes. */
    private static Loop followUp(Vertx vertx, Features features) {
        Loop loop = new Loop(vertx, "follow-up", POLL, () -> features.followUp
                .round()
                .onSuccess(done -> {
                    if (done > 0) {
                        features.wakeUps.wake(Topic.OUTBOX);
                        features.wakeUps.wake(Topic.ALERTS);
                    }
                })
                .map(done -> done > 0));
        loop.start();
        return loop;
    }

    private static Loop fanOut(Vertx vertx, Features features) {
        Loop loop = new Loop(vertx, "fan-out", POLL, () -> features.fanOut
                .round()
                .onSuccess(planned -> {
                    if (planned > 0) {
                        features.wakeUps.wake(Topic.OUTBOX);
                        features.wakeUps.wake(Topic.ALERTS);
                    }
                })
                .compose(planned -> FanOut.isWorthWaiting(planned)
                        ? vertx.timer(GATHER.toMillis(), TimeUnit.MILLISECONDS).map(true)
                        : Future.succeededFuture(planned > 0)));
        features.wakeUps.on(Topic.FANOUT, loop::wake);
        loop.start();
        return loop;
    }

    private static URI address(WaymarkSettings settings, Server server) {
        String scheme = settings.http().tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + settings.http().host() + ":" + server.port());
    }

    /** Where it can be reached from this machine. */
    public URI address() {
        return address;
    }

    /** Takes over partners, users, programs, journey and templates as they are now, all or nothing; the rest needs a new start. */
    public Future<Void> reload(Configuration configuration) {
        return features.partnersFile
                .apply(configuration.partners())
                .compose(applied -> features.watchPartners.reload())
                .compose(reloaded -> features.sessions.replaceUsers(configuration.users()))
                .onSuccess(replaced -> {
                    features.programs.replace(configuration.programs());
                    features.journey.set(configuration.journey());
                    features.templates.set(configuration.templates());
                });
    }

    /** Takes no new work, ends what is in flight, closes everything. */
    public Future<Void> stop() {
        return features.alerts
                .stop()
                .eventually(this::stopWork)
                .eventually(this::closeChannels)
                .eventually(features.gets::close)
                .eventually(features.presence::stop)
                .eventually(features.watchPartners::stop)
                .eventually(features.watchTemplates::stop)
                .eventually(features.passwords::close)
                .eventually(workers::close)
                .eventually(foundation::close);
    }

    private Future<Void> stopWork() {
        List<Future<Void>> stopping = new ArrayList<>(List.of(server.stop(), features.dispatcher.stop()));
        loops.forEach(loop -> stopping.add(loop.stop()));
        return Future.join(stopping).mapEmpty();
    }

    private Future<Void> closeChannels() {
        return features.channels
                .close()
                .timeout(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }
}
