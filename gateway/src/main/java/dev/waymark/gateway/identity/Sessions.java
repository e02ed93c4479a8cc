package dev.waymark.gateway.identity;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Signs people in and knows who is. A session is a row that every node sees; it ends by itself when idle or too old, and
 * at once when its user is taken out of users.yaml or gets another password. Thread-safe.
 */
public final class Sessions implements SessionCheck {

    private static final int TOKEN_BYTES = 32;

    private final Users users;
    private final PgSessions stored;
    private final PasswordChecks passwords;
    private final SignInThrottle throttle;
    private final Clocks clocks;
    private final SecureRandom random;
    private final SessionSettings settings;
    private final Predicate<PartnerId> active;
    private final Argon2Hash nobody;

    /** @param active whether a partner may use the gateway now; who works at another speaks for none */
    public Sessions(
            Users users,
            Database database,
            PasswordChecks passwords,
            Clocks clocks,
            SecureRandom random,
            SessionSettings settings,
            Predicate<PartnerId> active) {
        this.users = users;
        this.stored = new PgSessions(database);
        this.passwords = passwords;
        this.throttle = new SignInThrottle(clocks);
        this.clocks = clocks;
        this.random = random;
        this.settings = settings;
        this.active = active;
        this.nobody = Argon2Hash.ofNobody(random);
    }

    /** A session just begun. Only here does its token exist in clear. */
    public record Opened(String token, Instant expiresAt, User user) {
        @Override
        public String toString() {
            return "Opened[" + user.user() + "]";
        }
    }

    /** A session in use: what to ask a {@link SessionCheck} for later, and the person as of now. */
    public record InUse(SessionKey key, Caller.OfPerson person) {}

    /**
     * Signs in. Fails with the same {@code 401 sign-in-refused} for a wrong password and an unknown user, after the same
     * work; with {@code 429} where the name or the address failed too often of late.
     */
    public Future<Opened> open(String name, String password, String address) {
        Duration wait = throttle.begin(name, address);
        if (!wait.isZero()) {
            return Future.failedFuture(Problem.rateLimited("Too many failed sign-ins; wait before the next", (int)
                    wait.plusMillis(999).toSeconds()));
        }
        Optional<User> user = UserName.isValid(name) ? users.find(new UserName(name)) : Optional.empty();
        return passwords
                .matches(user.map(User::password).orElse(nobody), password)
                .onFailure(overloaded -> throttle.notTried(name, address))
                .compose(right -> right && user.isPresent() ? begin(user.get(), name, address) : refused());
    }

    /** The person whose session has this token, which counts as activity; empty if it has none that lives. */
    public Future<Optional<InUse>> use(String token) {
        SessionKey key = SessionKey.of(token);
        return stored.find(key).compose(found -> {
            Instant now = clocks.steady();
            Optional<Caller.OfPerson> person = found.flatMap(session -> person(session, now));
            if (person.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            boolean recent = found.get().usedAt().plus(settings.stale()).isAfter(now);
            Future<Void> used = recent ? Future.succeededFuture() : stored.touch(key, now);
            return used.map(done -> Optional.of(new InUse(key, person.get())));
        });
    }

    /** The same without counting as activity. */
    public Future<Optional<InUse>> look(String token) {
        SessionKey key = SessionKey.of(token);
        return live(key).map(found -> found.map(person -> new InUse(key, person)));
    }

    @Override
    public Future<Map<SessionKey, Caller.OfPerson>> live(Set<SessionKey> sessions) {
        return stored.findAll(sessions).map(found -> {
            Instant now = clocks.steady();
            Map<SessionKey, Caller.OfPerson> people = new HashMap<>();
            found.forEach((key, session) -> person(session, now).ifPresent(person -> people.put(key, person)));
            return people;
        });
    }

    /** Signs out; nothing happens to a session that is over already. */
    public Future<Void> end(SessionKey session) {
        return stored.end(session);
    }

    /**
     * Takes these users instead. Whoever was known until now and is not among them, or has another password there, is
     * signed out for good: put back, they sign in anew. A session of somebody whom only other nodes know yet stays. Where
     * the database cannot be asked, the users stay as they were.
     */
    public Future<Void> replaceUsers(Collection<User> now) {
        Collection<User> before = users.all();
        users.replace(now);
        List<User> gone = before.stream().filter(user -> !isKnown(user)).toList();
        return stored.endThose(gone).onFailure(failure -> users.replace(before));
    }

    /** At the start, when nothing is known of the users before: ends all sessions but those of the users as they are. */
    public Future<Void> endOthers() {
        return stored.endOthers(users.all());
    }

    /** Deletes the sessions that are over. */
    public Future<Void> forgetEnded() {
        Instant now = clocks.steady();
        return stored.forgetEnded(now, now.minus(settings.idle()));
    }

    private Future<Opened> begin(User user, String name, String address) {
        throttle.succeeded(name, address);
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clocks.steady();
        Instant expiresAt = now.plus(settings.longest());
        SessionKey key = SessionKey.of(token);
        return forgetEnded()
                .compose(done -> stored.add(key, user.user(), user.credential(), now, expiresAt))
                .compose(done -> isKnown(user)
                        ? Future.succeededFuture(new Opened(token, expiresAt, user))
                        : stored.end(key).compose(ended -> refused()));
    }

    /** As they signed in: not where they were taken out, or got another password, since. */
    private boolean isKnown(User user) {
        return users.find(user.user())
                .filter(known -> known.credential().equals(user.credential()))
                .isPresent();
    }

    private Optional<Caller.OfPerson> person(PgSessions.Stored session, Instant now) {
        boolean over = !now.isBefore(session.expiresAt())
                || !now.isBefore(session.usedAt().plus(settings.idle()));
        return over
                ? Optional.empty()
                : users.find(session.user())
                        .filter(user -> user.credential().equals(session.credential()))
                        .map(user -> user.asCaller(active));
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(
                Problem.of(401, "sign-in-refused", "Not signed in", "There is no such user with that password"));
    }
}
