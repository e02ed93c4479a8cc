package dev.waymark.gateway.identity;

import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.pg.Database;
import dev.waymark.gateway.pg.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table {@code session}. */
final class PgSessions {

    private static final String ADD = """
            insert into session (token_hash, username, credential, created_at, used_at, expires_at)
            values ($1, $2, $3, $4, $4, $5)
            """;

    private static final String FIND = """
            select username, credential, used_at, expires_at from session where token_hash = $1
            """;

    private static final String FIND_ALL = """
            select token_hash, username, credential, used_at, expires_at from session
             where token_hash = any($1::bytea[])
            """;

    private static final String TOUCH = """
            update session set used_at = $2 where token_hash = $1 and used_at < $2
            """;

    private static final String END = """
            delete from session where token_hash = $1
            """;

    private static final String FORGET_ENDED = """
            delete from session where expires_at <= $1 or used_at <= $2
            """;

    private static final String END_THOSE = """
            delete from session
             using unnest($1::text[], $2::bytea[]) as gone (username, credential)
             where session.username = gone.username and session.credential = gone.credential
            """;

    private static final String END_OTHERS = """
            delete from session
             where not exists (select from unnest($1::text[], $2::bytea[]) as known (username, credential)
                                where known.username = session.username and known.credential = session.credential)
            """;

    private final Database database;

    PgSessions(Database database) {
        this.database = database;
    }

    record Stored(UserName user, Buffer credential, Instant usedAt, Instant expiresAt) {}

    Future<Void> add(SessionKey key, UserName user, Buffer credential, Instant now, Instant expiresAt) {
        return run(ADD, Tuple.of(key.hash(), user.value(), credential, Times.of(now), Times.of(expiresAt)))
                .mapEmpty();
    }

    Future<Optional<Stored>> find(SessionKey key) {
        return run(FIND, Tuple.of(key.hash()))
                .map(rows -> rows.stream().findFirst().map(PgSessions::stored));
    }

    /** Those of them that are there. */
    Future<Map<SessionKey, Stored>> findAll(Collection<SessionKey> keys) {
        Buffer[] hashes = keys.stream().map(SessionKey::hash).toArray(Buffer[]::new);
        return run(FIND_ALL, Tuple.tuple().addArrayOfBuffer(hashes)).map(rows -> {
            Map<SessionKey, Stored> found = new HashMap<>();
            rows.forEach(row -> found.put(new SessionKey(row.getBuffer("token_hash")), stored(row)));
            return found;
        });
    }

    Future<Void> touch(SessionKey key, Instant now) {
        return run(TOUCH, Tuple.of(key.hash(), Times.of(now))).mapEmpty();
    }

    Future<Void> end(SessionKey key) {
        return run(END, Tuple.of(key.hash())).mapEmpty();
    }

    Future<Void> forgetEnded(Instant now, Instant idleSince) {
        return run(FORGET_ENDED, Tuple.of(Times.of(now), Times.of(idleSince))).mapEmpty();
    }

    /** Of users with the passwords that they have here, not of the same names with others. */
    Future<Void> endThose(Collection<User> gone) {
        return end(END_THOSE, gone);
    }

    /** Of all but these users with the passwords that they have here. */
    Future<Void> endOthers(Collection<User> known) {
        return end(END_OTHERS, known);
    }

    /** In a transaction, which is tried again: nodes that are told of the same users at once are in each other's way. */
    private Future<Void> end(String sql, Collection<User> users) {
        String[] names = users.stream().map(user -> user.user().value()).toArray(String[]::new);
        Buffer[] credentials = users.stream().map(User::credential).toArray(Buffer[]::new);
        return database.transaction(tx -> tx.preparedQuery(sql)
                        .execute(Tuple.tuple().addArrayOfString(names).addArrayOfBuffer(credentials)))
                .mapEmpty();
    }

    private Future<RowSet<Row>> run(String sql, Tuple parameters) {
        return database.client().preparedQuery(sql).execute(parameters);
    }

    private static Stored stored(Row row) {
        return new Stored(
                new UserName(row.getString("username")),
                row.getBuffer("credential"),
                Times.instant(row.getOffsetDateTime("used_at")),
                Times.instant(row.getOffsetDateTime("expires_at")));
    }
}
