package dev.waymark.gateway.alerts;

import dev.waymark.gateway.cases.CaseAccess;
import dev.waymark.gateway.cases.CaseScope;
import dev.waymark.gateway.cases.Programs;
import dev.waymark.gateway.identity.SessionCheck;
import dev.waymark.gateway.identity.SessionKey;
import dev.waymark.gateway.model.AlertId;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.ops.Loop;
import dev.waymark.gateway.ops.WakeUps;
import dev.waymark.gateway.ops.WakeUps.Topic;
import dev.waymark.gateway.partners.PartnerDirectory;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.rendering.Rendering;
import dev.waymark.gateway.sealing.Sealing;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The feed on this node, and the sockets that hear it. A socket that came with a cursor reads pages of its own until it has
 * caught up; from then on one query a round serves all, and each gets what its user may see. Before alerts go out, one
 * more asks whose sessions live: who is signed out, on whatever node, hears nothing of what came later. Thread-safe.
 *
 * <pre>
 *   hello ▶ ready ▶ pages up to the newest ▶ joined ▶ rounds
 *                        ▲                     │ a round has passed it meanwhile
 *                        └─────────────────────┘
 * </pre>
 */
public final class AlertFeed {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Database database;
    private final CaseAccess access;
    private final SessionCheck sessions;
    private final Clocks clocks;
    private final ShowAlerts show;
    private final AcknowledgeAlert acknowledge;
    private final WakeUps wakeUps;
    private final AlertLimits limits;
    private final PgAlerts alerts = new PgAlerts();
    private final Loop rounds;

    private final Set<AlertSocket> open = new HashSet<>();
    private final Map<AlertSocket, Long> live = new HashMap<>();
    private final Map<AlertSocket, Long> joining = new HashMap<>();
    private long tail;
    private boolean inRound;
    private boolean closed;

    /**
     * @param access decides who may see the case of an alert
     * @param sessions says whose socket may still hear; {@code rendering} makes titles
     */
    public AlertFeed(
            Vertx vertx,
            Database database,
            Sealing sealing,
            Clocks clocks,
            CaseAccess access,
            SessionCheck sessions,
            PartnerDirectory partners,
            Programs programs,
            Rendering rendering,
            WakeUps wakeUps,
            AlertLimits limits) {
        this.database = database;
        this.access = access;
        this.sessions = sessions;
        this.clocks = clocks;
        this.show = new ShowAlerts(sealing, partners, programs, rendering);
        this.acknowledge = new AcknowledgeAlert(database, access, sealing, clocks);
        this.wakeUps = wakeUps;
        this.limits = limits;
        this.rounds = new Loop(vertx, "alerts", POLL, this::round);
    }

    /** Begins the rounds. */
    public void start() {
        wakeUps.on(Topic.ALERTS, rounds::wake);
        rounds.start();
    }

    /** Closes every socket with {@code 1001} and takes no more; done when the last round has ended. */
    public Future<Void> stop() {
        Set<AlertSocket> all;
        synchronized (this) {
            closed = true;
            all = Set.copyOf(open);
        }
        all.forEach(AlertSocket::goAway);
        return rounds.stop();
    }

    AlertLimits limits() {
        return limits;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized int socketsOf(UserName user) {
        return (int) open.stream()
                .filter(socket -> socket.person().user().equals(user))
                .count();
    }

    /** False once {@link #stop} was called. */
    synchronized boolean opened(AlertSocket socket) {
        return !closed && open.add(socket);
    }

    synchronized void closed(AlertSocket socket) {
        open.remove(socket);
        live.remove(socket);
        joining.remove(socket);
    }

    Future<Long> newest() {
        return alerts.newest(database.client());
    }

    /** Who hears over a socket of this session, as of now; empty once it is over, or cases are no longer theirs. */
    Future<Optional<Caller.OfPerson>> hearer(SessionKey session) {
        return hearers(Set.of(session)).map(found -> Optional.ofNullable(found.get(session)));
    }

    private Future<Map<SessionKey, Caller.OfPerson>> hearers(Set<SessionKey> asked) {
        return sessions.live(asked).map(found -> found.entrySet().stream()
                .filter(one -> one.getValue().managesCases())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** A page for one who catches up: its frames, and the cursor up to which nothing is missing now. */
    record Page(List<ServerFrame> frames, long reached) {}

    /** The next page after a cursor, up to {@code until}; acknowledgements too, or what is unacknowledged alone. */
    Future<Page> page(Caller.OfPerson person, long after, long until, boolean unacknowledged) {
        CaseScope scope = access.scope(person);
        PgAlerts.Range range = new PgAlerts.Range(after, until, limits.page());
        return database.transaction(tx -> (unacknowledged
                        ? alerts.unacknowledged(
                                tx, scope, range, clocks.business().minus(limits.recent()))
                        : alerts.between(tx, scope, range))
                .compose(entries -> show.to(tx, person, entries)
                        .map(frames -> new Page(
                                frames,
                                entries.size() < limits.page()
                                        ? until
                                        : entries.get(entries.size() - 1).cursor()))));
    }

    /** From {@code reached} on the socket hears the rounds, or is told to catch up again where they are ahead of it. */
    void join(AlertSocket socket, long reached) {
        synchronized (this) {
            if (!open.contains(socket)) {
                return;
            }
            if (inRound) {
                joining.put(socket, reached);
                return;
            }
            if (live.isEmpty()) {
                tail = reached;
            }
            if (tail <= reached) {
                live.put(socket, reached);
                rounds.wake();
                return;
            }
        }
        socket.catchUp(reached);
    }

    /** Marks it and tells everybody who sees it. */
    Future<AcknowledgeAlert.Done> acknowledge(Caller.OfPerson person, AlertId alert, Optional<String> note) {
        return acknowledge.by(person, alert, note).onSuccess(done -> {
            if (done == AcknowledgeAlert.Done.FIRST) {
                wakeUps.wake(Topic.ALERTS);
            }
        });
    }

    private Future<Boolean> round() {
        long from;
        Set<SessionKey> asked = new HashSet<>();
        synchronized (this) {
            if (live.isEmpty()) {
                return Future.succeededFuture(false);
            }
            inRound = true;
            from = tail;
            live.keySet().forEach(socket -> asked.add(socket.session()));
        }
        return alerts.tail(database.client(), from, limits.page())
                .compose(entries -> entries.isEmpty()
                        ? Future.succeededFuture(Optional.<Round>empty())
                        : read(entries, asked).map(Optional::of))
                .onComplete(read -> ended(read.succeeded() ? read.result() : Optional.empty()))
                .map(read -> read.filter(round -> round.entries().size() == limits.page())
                        .isPresent());
    }

    /** Sessions are asked after once the entries are read: whoever was signed out before one of them came is found out. */
    private Future<Round> read(List<AlertEntry> entries, Set<SessionKey> asked) {
        return hearers(asked)
                .compose(hearers -> database.transaction(tx -> new Round(entries, hearers).read(tx, show, access)));
    }

    private void ended(Optional<Round> read) {
        Map<AlertSocket, Long> waiting;
        synchronized (this) {
            inRound = false;
            read.ifPresent(this::deliver);
            waiting = Map.copyOf(joining);
            joining.clear();
        }
        waiting.forEach(this::join);
    }

    private void deliver(Round round) {
        tail = round.newest();
        live.replaceAll((socket, reached) -> {
            round.framesOf(socket.session())
                    .ifPresentOrElse(
                            frames -> socket.hear(frames.stream()
                                    .filter(frame -> frame.cursor() > reached)
                                    .toList()),
                            socket::signedOut);
            return Math.max(reached, tail);
        });
    }
}
